import { describe, expect, it } from "vitest";
import { pagesOf, parsed, pathsOf, simulatedConfluence } from "../bench.js";

const page_id = pagesOf.design;

describe("get_page_views", () => {
  it("counts views and people, at once", async () => {
    const confluence = simulatedConfluence();
    const all = await confluence.run("get_page_views", { page_id });
    expect(all).toEqual({ views: 35, viewers: 7 });
    expect(parsed("get_page_views", all)).toEqual(all);
    expect(pathsOf(confluence.sent)).toEqual([
      `GET /wiki/rest/api/analytics/content/${page_id}/views`,
      `GET /wiki/rest/api/analytics/content/${page_id}/viewers`,
    ]);
    await expect(confluence.run("get_page_views", { page_id, since: "2025-11-17" })).resolves.toEqual({
      views: 7,
      viewers: 7,
    });
    expect(new URL(confluence.sent.at(-1)?.url ?? "").searchParams.get("fromDate")).toBe("2025-11-17");
    await expect(confluence.run("get_page_views", { page_id: "1" })).rejects.toMatchObject({ number: 3002 });
  });
});

describe("get_page_likes", () => {
  it("counts all, and names a part of them", async () => {
    const confluence = simulatedConfluence();
    const first = (await confluence.run("get_page_likes", { page_id, limit: 1 })) as {
      page: { next: string };
    };
    expect(first).toEqual({
      count: 3,
      users: [{ id: expect.any(String), name: "Priya Natarajan" }],
      page: { next: expect.any(String), complete: false },
    });
    expect(parsed("get_page_likes", first)).toEqual(first);
    await expect(
      confluence.run("get_page_likes", { page_id, page_token: first.page.next }),
    ).resolves.toMatchObject({ users: [{ name: "Tom Okafor" }, { name: "Maya Lindqvist" }] });
  });
});
