import { describe, expect, it } from "vitest";
import { BASE, parsed, simulatedBitbucket, target } from "../bench.js";

describe("get_repository", () => {
  it("answers by full name or slug, and remembers", async () => {
    const bitbucket = simulatedBitbucket();
    const expected = {
      id: expect.stringMatching(/^\{[0-9a-f-]{36}\}$/),
      full_name: "acme/platform",
      name: "Platform",
      project: { key: "PLAT", name: "Platform" },
      default_branch: "main",
      private: true,
      language: "typescript",
      description: "Platform of the Acme trains",
      updated: "2025-11-19T16:20:00.000Z",
      url: `${BASE}/acme/platform`,
    };
    const found = await bitbucket.run("get_repository", { repository: "acme/platform" });
    expect(found).toEqual(expected);
    expect(parsed("get_repository", found)).toEqual(found);
    await expect(bitbucket.run("get_repository", { repository: "platform" })).resolves.toEqual(expected);
    await expect(
      bitbucket.run("get_repository", { repository: "platform", workspace: "Acme" }),
    ).resolves.toEqual(expected);
    expect(target(bitbucket.sent[0])).toBe("/repositories/acme/platform");
    expect(bitbucket.calls).toBe(1);
    await expect(bitbucket.run("cache_status", { detailed: true })).resolves.toMatchObject({
      hits: 2,
      misses: 1,
      operations: ["get_repository"],
      slots: { repositories: { hits: 2, misses: 1, entries: 1 } },
    });
  });

  it("answers by uuid", async () => {
    const bitbucket = simulatedBitbucket();
    const { id } = (await bitbucket.run("get_repository", { repository: "web" })) as { id: string };
    await expect(bitbucket.run("get_repository", { repository: id })).resolves.toMatchObject({
      full_name: "acme/web",
      default_branch: "develop",
    });
  });

  it("keeps a repository's privacy, also when it is public", async () => {
    await expect(
      simulatedBitbucket().run("get_repository", { repository: "handbook" }),
    ).resolves.toMatchObject({
      private: false,
    });
  });

  it.each([
    [{ repository: "acme/nope" }, 5001, { repository: "acme/nope" }],
    [{ repository: "platform", workspace: "nobody" }, 5007, { workspace: "nobody" }],
    [{ repository: "acme/payroll" }, 5005, {}],
  ])("tells what is missing: %j", async (params, number, details) => {
    await expect(simulatedBitbucket().run("get_repository", params)).rejects.toMatchObject({
      number,
      details,
    });
  });
});

describe("a bare slug", () => {
  it.each([
    ["get_repository", {}],
    ["get_pull_request", { id: 1 }],
    ["list_pull_requests", {}],
    ["create_pull_request", { title: "x", source_branch: "y", reviewers: ["Tom Okafor"] }],
  ])("without a workspace fails %s before any call", async (operation, more) => {
    const bitbucket = simulatedBitbucket({ workspace: "" });
    await expect(bitbucket.run(operation, { repository: "platform", ...more })).rejects.toMatchObject({
      code: "WORKSPACE_REQUIRED",
      number: 5101,
      details: { repository: "platform" },
      suggestions: expect.arrayContaining([expect.stringContaining("<workspace>/platform")]),
    });
    expect(bitbucket.calls).toBe(0);
  });

  it("may name its workspace beside it", async () => {
    const bitbucket = simulatedBitbucket({ workspace: "" });
    await expect(
      bitbucket.run("get_repository", { repository: "platform", workspace: "acme" }),
    ).resolves.toMatchObject({ full_name: "acme/platform" });
  });
});

describe("a repository that cannot be one is refused before any call", () => {
  it.each([
    "",
    "a/b/c",
    "..",
    "acme/..",
    "../acme",
    "acme/./x",
    "a b",
    "acme/",
    "/platform",
    "acme/x?y",
    "acme/x#y",
    "%2e%2e",
  ])("%j", async (repository) => {
    const bitbucket = simulatedBitbucket();
    await expect(bitbucket.run("get_repository", { repository })).rejects.toThrow();
    expect(bitbucket.calls).toBe(0);
  });

  it("while names with dots and uuids may be one", async () => {
    const bitbucket = simulatedBitbucket();
    const repository = "{11111111-1111-4111-8111-111111111111}/.github";
    await expect(bitbucket.run("get_repository", { repository })).rejects.toMatchObject({ number: 5007 });
    expect(target(bitbucket.sent[0])).toBe(`/repositories/${repository}`);
  });
});
