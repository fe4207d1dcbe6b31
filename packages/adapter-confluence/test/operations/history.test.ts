import { describe, expect, it } from "vitest";
import { pagesOf, parsed, pathsOf, simulatedConfluence } from "../bench.js";

const page_id = pagesOf.design;

describe("get_page_history", () => {
  it("lists the versions, the newest first, page by page", async () => {
    const confluence = simulatedConfluence();
    const first = (await confluence.run("get_page_history", { page_id, limit: 2 })) as {
      page: { next: string };
    };
    expect(first).toEqual({
      versions: [
        {
          version: 5,
          author: { id: expect.any(String), name: "Maya Lindqvist" },
          created: "2025-11-17T15:20:00.000Z",
          message: "Review",
        },
        expect.objectContaining({ version: 4 }),
      ],
      page: { next: expect.any(String), complete: false },
    });
    expect(parsed("get_page_history", first)).toEqual(first);
    const rest = await confluence.run("get_page_history", { page_id, page_token: first.page.next });
    expect(rest).toMatchObject({
      versions: [{ version: 3 }, { version: 2 }, { version: 1 }],
      page: { complete: true },
    });
  });

  it("shows one version with its text", async () => {
    const confluence = simulatedConfluence();
    const found = await confluence.run("get_page_history", { page_id, version: 1 });
    expect(found).toMatchObject({
      versions: [
        {
          version: 1,
          title: "JWT authentication design",
          body: expect.stringMatching(/^Draft 1, not yet agreed\./),
        },
      ],
      page: { complete: true },
    });
    expect(parsed("get_page_history", found)).toEqual(found);
    await expect(confluence.run("get_page_history", { page_id, version: 9 })).rejects.toMatchObject({
      code: "VERSION_NOT_FOUND",
      number: 3005,
      details: { page_id, version: 9 },
    });
  });
});

describe("get_page_diff", () => {
  it("shows what changed as text", async () => {
    const confluence = simulatedConfluence();
    const found = await confluence.run("get_page_diff", { page_id, from_version: 4, to_version: 5 });
    expect(found).toEqual({
      diff: expect.stringMatching(/^@@ -1,\d+ \+1,\d+ @@\n-Draft 4, not yet agreed\./),
      added: 0,
      removed: 2,
      from: { version: 4, title: "JWT authentication design" },
      to: { version: 5, title: "JWT authentication design" },
    });
    expect(parsed("get_page_diff", found)).toEqual(found);
    expect(confluence.sent.map(({ url }) => new URL(url).searchParams.get("version"))).toEqual(["4", "5"]);
  });

  it("shows what changed in the markup, a line for every block", async () => {
    const found = await simulatedConfluence().run("get_page_diff", {
      page_id,
      from_version: 1,
      to_version: 2,
      format: "storage",
    });
    expect(found).toMatchObject({
      added: 1,
      removed: 1,
      diff: expect.stringMatching(
        /-<p local-id="(\w+)">Draft 1, not yet agreed.<\/p>\n\+<p local-id="\1">Draft 2, not yet agreed.<\/p>/,
      ),
    });
  });
});

describe("restore_page_version", () => {
  it("brings the old text back as the newest version", async () => {
    const confluence = simulatedConfluence();
    const restore = { page_id, version: 1, version_message: "Back to the start", restore_title: true };
    const receipt = await confluence.run("restore_page_version", restore);
    expect(pathsOf(confluence.sent)).toEqual([`POST /wiki/rest/api/content/${page_id}/version`]);
    expect(await confluence.sent[0]?.json()).toEqual({
      operationKey: "restore",
      params: { versionNumber: 1, message: "Back to the start", restoreTitle: true },
    });
    expect(receipt).toEqual({
      id: page_id,
      url: expect.stringContaining(page_id),
      changed: ["title", "body"],
      version: 6,
    });
    await expect(confluence.run("get_page", { page_id })).resolves.toMatchObject({
      version: 6,
      body: expect.stringMatching(/^Draft 1/),
    });
  });

  it("says which version is not there", async () => {
    await expect(
      simulatedConfluence().run("restore_page_version", { page_id, version: 77 }),
    ).rejects.toMatchObject({ number: 3005, details: { version: 77 } });
  });
});
