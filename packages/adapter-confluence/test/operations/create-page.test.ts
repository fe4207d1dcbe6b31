import { describe, expect, it } from "vitest";
import { parsed, pathsOf, simulatedConfluence } from "../bench.js";

const params = {
  space: "TECH",
  title: "Key rotation runbook",
  body: "## Steps\n\n1. Create a **new** key\n2. Publish it\n\n```sh\nrotate --now < keys\n```",
  labels: ["Security", "jwt"],
};

describe("create_page", () => {
  it("writes Markdown as storage format, adds the labels, and answers a receipt", async () => {
    const confluence = simulatedConfluence();
    const receipt = (await confluence.run("create_page", params)) as { id: string; url: string };
    expect(pathsOf(confluence.sent)).toEqual([
      "GET /wiki/api/v2/spaces",
      "POST /wiki/api/v2/pages",
      `POST /wiki/rest/api/content/${receipt.id}/label`,
    ]);
    expect(await confluence.sent[1]?.json()).toEqual({
      spaceId: "65538",
      status: "current",
      title: "Key rotation runbook",
      body: { representation: "storage", value: expect.stringContaining("<strong>new</strong>") },
    });
    expect(await confluence.sent[2]?.json()).toEqual([
      { prefix: "global", name: "Security" },
      { prefix: "global", name: "jwt" },
    ]);
    expect(receipt).toEqual({
      id: expect.stringMatching(/^\d+$/),
      url: expect.stringMatching(/^http:\/\/simulator\.invalid\/confluence\/wiki\/spaces\/TECH\/pages\/\d+$/),
      changed: ["space", "title", "body", "labels"],
      version: 1,
    });
    expect(parsed("create_page", receipt)).toEqual(receipt);
    const page = await confluence.run("get_page", { page_id: receipt.id, expand: ["labels"] });
    expect(page).toMatchObject({
      title: "Key rotation runbook",
      created: "2025-12-01T10:00:00.000Z",
      labels: ["security", "jwt"],
      author: { name: "Maya Lindqvist" },
    });
    expect((page as { body: string }).body).toContain("rotate --now < keys");
    await expect(
      confluence.run("search_pages", { query: '"new key"', space: "TECH" }),
    ).resolves.toMatchObject({
      pages: [{ title: "Key rotation runbook" }],
    });
  });

  it("puts the page below another", async () => {
    const confluence = simulatedConfluence();
    const { id } = (await confluence.run("get_page", { title: "Authentication", space: "TECH" })) as {
      id: string;
    };
    await confluence.run("create_page", { ...params, labels: undefined, parent_id: Number(id) });
    expect(await confluence.sent.at(-1)?.json()).toMatchObject({ parentId: id });
    await expect(
      confluence.run("search_pages", { cql: `parent = ${id} AND title = "${params.title}"` }),
    ).resolves.toMatchObject({ page: { total: 1 } });
  });

  it("keeps a draft from everybody else", async () => {
    const confluence = simulatedConfluence();
    const draft = { ...params, labels: undefined, status: "draft" };
    const { id } = (await confluence.run("create_page", draft)) as { id: string };
    expect(await confluence.sent.at(-1)?.json()).toMatchObject({ status: "draft" });
    await expect(confluence.run("get_page", { page_id: id, include_body: false })).rejects.toMatchObject({
      number: 3002,
    });
  });

  it.each([
    ["refused", () => Response.json({ message: "x.y.PermissionException: No." }, { status: 403 }), "No."],
    [
      "lost",
      () => Promise.reject(new TypeError("fetch failed", { cause: { code: "ECONNRESET" } })),
      "may have happened",
    ],
  ])("tells the truth when the labels are %s although the page exists", async (_how, answer, reason) => {
    const confluence = simulatedConfluence({
      instead: ({ url }) => (url.endsWith("/label") ? answer() : undefined),
    });
    const receipt = await confluence.run("create_page", params);
    expect(receipt).toMatchObject({
      changed: ["space", "title", "body"],
      version: 1,
      warnings: [expect.stringMatching(/^The page was created, but not its labels \(Security, jwt\)/)],
    });
    expect(JSON.stringify(receipt)).toContain(reason);
    expect(parsed("create_page", receipt)).toEqual(receipt);
    await expect(confluence.run("get_page", { title: params.title, space: "TECH" })).resolves.toMatchObject({
      title: params.title,
    });
  });

  it.each([
    [{ title: "token rotation" }, 3105, "PAGE_TITLE_EXISTS"],
    [{ title: "  " }, 3103, "REQUIRED_FIELD_MISSING"],
    [{ space: "NOPE" }, 3001, "SPACE_NOT_FOUND"],
    [{ space: "Team Handbook" }, 3110, "AMBIGUOUS_MATCH"],
    [{ space: "LEGAL" }, 3102, "PERMISSION_DENIED"],
    [{ parent_id: "4711" }, 3002, "PAGE_NOT_FOUND"],
  ])("refuses %j", async (wrong, number, code) => {
    const confluence = simulatedConfluence();
    await expect(confluence.run("create_page", { ...params, ...wrong })).rejects.toMatchObject({
      number,
      code,
    });
    expect(confluence.sent.some(({ url }) => url.endsWith("/label"))).toBe(false);
  });

  it("refuses labels that Confluence would refuse, before the page exists", async () => {
    const confluence = simulatedConfluence();
    await expect(confluence.run("create_page", { ...params, labels: ["two words"] })).rejects.toThrow(
      "must not contain",
    );
    expect(confluence.calls).toBe(0);
  });
});
