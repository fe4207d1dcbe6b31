import { describe, expect, it } from "vitest";
import { parsed, simulatedBitbucket, target } from "../bench.js";

const at = { repository: "platform", workspace: "acme" };

describe.each([
  ["get_default_reviewers", "/effective-default-reviewers", "reviewers", 2],
  ["list_branch_restrictions", "/branch-restrictions", "restrictions", 4],
  ["list_webhooks", "/hooks", "webhooks", 1],
])("%s", (operation, path, field, total) => {
  it("pages to the end", async () => {
    const bitbucket = simulatedBitbucket();
    const found: unknown[] = [];
    let page_token: string | undefined;
    do {
      const params = { ...at, limit: 3, ...(page_token === undefined ? {} : { page_token }) };
      const page = (await bitbucket.run(operation, params)) as Record<string, unknown[]> & {
        page: { next?: string };
      };
      expect(parsed(operation, page)).toEqual(page);
      found.push(...(page[field] ?? []));
      page_token = page.page.next;
    } while (page_token !== undefined);
    expect(found).toHaveLength(total);
    expect(target(bitbucket.sent[0])).toBe(`/repositories/acme/platform${path}?pagelen=3`);
    const beyond = Buffer.from("page=9").toString("base64url");
    await expect(bitbucket.run(operation, { ...at, page_token: beyond })).resolves.toMatchObject({
      [field]: [],
    });
  });

  it("tells a repository that is not there", async () => {
    await expect(simulatedBitbucket().run(operation, { repository: "nope" })).rejects.toMatchObject({
      number: 5001,
      details: { repository: "acme/nope" },
    });
  });
});

it("default reviewers say where they are set", async () => {
  await expect(simulatedBitbucket().run("get_default_reviewers", at)).resolves.toMatchObject({
    reviewers: [
      { name: "Priya Natarajan", from: "repository" },
      { name: "Jonas Weber", from: "project" },
    ],
  });
});

it("restrictions are asked for by kind and pattern, and say who is excepted", async () => {
  const bitbucket = simulatedBitbucket();
  await expect(
    bitbucket.run("list_branch_restrictions", { ...at, kind: "push", pattern: "main" }),
  ).resolves.toMatchObject({
    restrictions: [{ id: 1, kind: "push", pattern: "main", except_users: [{ name: "Liam O'Connor" }] }],
  });
  expect(target(bitbucket.sent[0])).toContain("?kind=push&pattern=main&");
  const { restrictions } = (await bitbucket.run("list_branch_restrictions", at)) as {
    restrictions: object[];
  };
  expect(restrictions[2]).toEqual({ id: 3, kind: "require_approvals_to_merge", pattern: "main", value: 2 });
  expect(restrictions[3]).toEqual({ id: 4, kind: "delete", branch_type: "release" });
});

it("webhooks say what they are called for", async () => {
  await expect(simulatedBitbucket().run("list_webhooks", at)).resolves.toMatchObject({
    webhooks: [
      {
        address: "https://ci.acme.example/hooks/platform",
        active: true,
        events: ["repo:push", "pullrequest:created"],
      },
    ],
  });
});
