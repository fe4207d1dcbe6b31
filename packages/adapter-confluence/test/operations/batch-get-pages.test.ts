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
        { filename: "claims.json", url: expect.stringContaining("?pageId=98752&preview=") },
      ],
    });
    expect(parsed("get_page", page)).toEqual(page);
    expect(pathsOf(confluence.sent)).toContain(`GET /wiki/api/v2/pages/${pagesOf.design}/attachments`);
  });

  it("merges many calls, and gives each what it would get alone", async () => {
    const ids = [pagesOf.rotation, "4711", Number(pagesOf.design), pagesOf.legal, "9999999999999999999"];
    for (const how of [
      {},
      { body_format: "editable" },
      { include_body: false },
      { include_body: false, expand: ["labels"] },
      { expand: ["comments", "labels", "attachments"] },
    ]) {
      const calls = ids.map((page_id) => ({ page_id, ...how }));
      const alone = simulatedConfluence();
      const expected = await Promise.all(
        calls.map((params) => alone.run("get_page", params).catch((error: unknown) => error)),
      );
      expect(expected.map((one) => one instanceof Error)).toEqual([false, true, false, false, true]);
      const merged = simulatedConfluence();
      await expect(merged.runMany("get_page", calls)).resolves.toEqual(expected);
      const asked = pathsOf(merged.sent);
      expect(asked.filter((path) => path === "GET /wiki/api/v2/pages")).toHaveLength(1);
      expect(asked.filter((path) => path.endsWith("/users-bulk"))).toHaveLength(1);
      expect(asked.filter((path) => path.startsWith("GET /wiki/api/v2/spaces/"))).toHaveLength(2);
      // Those that are not among the many are asked for alone.
      expect(asked.filter((path) => /\/pages\/\d+$/.test(path))).toHaveLength(2);
    }
  });

  it("sends nothing for merged calls of pages that are known", async () => {
    const confluence = simulatedConfluence();
    const calls = [pagesOf.rotation, pagesOf.top].map((page_id) => ({ page_id, include_body: false }));
    const first = await confluence.runMany("get_page", calls);
    const sent = confluence.calls;
    await expect(confluence.runMany("get_page", calls)).resolves.toEqual(first);
    expect(confluence.calls).toBe(sent);
  });

  it("takes calls by title among those that are merged, and gives a failure of all to each", async () => {
    const calls = [{ page_id: pagesOf.top }, { title: "Token rotation", space: "TECH" }, {}];
    await expect(simulatedConfluence().runMany("get_page", calls)).resolves.toEqual([
      expect.objectContaining({ id: pagesOf.top }),
      expect.objectContaining({ id: pagesOf.rotation }),
      expect.objectContaining({ code: "REQUIRED_FIELD_MISSING" }),
    ]);
    const broken = simulatedConfluence({
      instead: ({ url }) =>
        new URL(url).pathname.endsWith("/v2/pages") ? Response.json({}, { status: 500 }) : undefined,
    });
    const failure = expect.objectContaining({ number: 3401, retryable: true });
    await expect(
      broken.runMany("get_page", [{ page_id: pagesOf.top }, { page_id: pagesOf.rotation }]),
    ).resolves.toEqual([failure, failure]);
  });
});
