import { describe, expect, it } from "vitest";
import { pagesOf, parsed, pathsOf, simulatedConfluence } from "../bench.js";

describe("batch_get_pages", () => {
  it("reads them in one call, in the order in which they are asked for", async () => {
    const confluence = simulatedConfluence();
    const page_ids = [pagesOf.rotation, "4711", Number(pagesOf.design), pagesOf.legal, pagesOf.rotation];
    const found = await confluence.run("batch_get_pages", { page_ids });
    expect(found).toMatchObject({
      pages: [
        {
          id: pagesOf.rotation,
          title: "Token rotation",
          space: "TECH",
          body: expect.stringContaining("refresh"),
        },
        { id: pagesOf.design, version: 5, author: { name: "Maya Lindqvist" } },
        { id: pagesOf.legal, space: "LEGAL", body: "Welcome to Legal." },
      ],
      missing: ["4711"],
    });
    expect(parsed("batch_get_pages", found)).toEqual(found);
    expect(pathsOf(confluence.sent).sort()).toEqual([
      "GET /wiki/api/v2/pages",
      "GET /wiki/api/v2/spaces/65538",
      "GET /wiki/api/v2/spaces/65542",
      "POST /wiki/api/v2/users-bulk",
    ]);
  });

  it("shows them as get_page does", async () => {
    const confluence = simulatedConfluence();
    for (const how of [{ body_format: "storage" }, { body_format: "editable" }, { include_body: false }]) {
      const one = await confluence.run("get_page", { page_id: pagesOf.top, ...how });
      await expect(confluence.run("batch_get_pages", { page_ids: [pagesOf.top], ...how })).resolves.toEqual({
        pages: [one],
        missing: [],
      });
    }
  });
});

describe("get_page", () => {
  it("brings the files along", async () => {
    const confluence = simulatedConfluence();
    const page = await confluence.run("get_page", { page_id: pagesOf.design, expand: ["attachments"] });
    expect(page).toMatchObject({
      attachments: [
        { filename: "token-flow.png", size: 70, author: { name: "Maya Lindqvist" } },
        { filename: "claims.json", url: expect.stringContaining("/wiki/spaces/TECH/pages/") },
      ],
    });
    expect(parsed("get_page", page)).toEqual(page);
    expect(pathsOf(confluence.sent)).toContain(`GET /wiki/api/v2/pages/${pagesOf.design}/attachments`);
  });
});
