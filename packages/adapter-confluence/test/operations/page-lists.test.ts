import { describe, expect, it } from "vitest";
import { parsed, simulatedConfluence } from "../bench.js";

interface Listed {
  pages: { id: string; title: string }[];
  page: { next?: string; complete: boolean };
}

describe("list_pages", () => {
  it("lists the pages of a space in the order that is asked for, and remembers them", async () => {
    const confluence = simulatedConfluence();
    const found = (await confluence.run("list_pages", {
      space: "TECH",
      status: "current",
      sort: "-modified-date",
      limit: 3,
    })) as Listed;
    expect(found).toMatchObject({ page: { next: expect.any(String), complete: false } });
    expect(found.pages).toHaveLength(3);
    expect(found.pages[1]).toEqual({
      id: expect.any(String),
      title: "Token rotation",
      parent_id: expect.any(String),
      updated: "2025-11-18T11:00:00.000Z",
      url: expect.stringContaining("/spaces/TECH/pages/"),
      version: 2,
    });
    expect(parsed("list_pages", found)).toEqual(found);
    const { calls } = confluence;
    await confluence.run("get_page", { page_id: found.pages[1]?.id, include_body: false });
    expect(confluence.sent.slice(calls).map(({ method }) => method)).toEqual(["POST"]);
  });

  it("pages to the end, by the id of the space too", async () => {
    const confluence = simulatedConfluence();
    const ids = new Set<string>();
    let page_token: string | undefined;
    do {
      const part = { space: "65538", limit: 250, ...(page_token === undefined ? {} : { page_token }) };
      const found = (await confluence.run("list_pages", part)) as Listed;
      for (const { id } of found.pages) ids.add(id);
      page_token = found.page.next;
    } while (page_token !== undefined);
    expect(ids.size).toBe(309);
    expect(confluence.calls).toBe(3);
  });

  it("finds a page by its exact title", async () => {
    await expect(
      simulatedConfluence().run("list_pages", { space: "TECH", title: "threat model" }),
    ).resolves.toMatchObject({ pages: [{ title: "Threat model" }], page: { complete: true } });
  });
});
