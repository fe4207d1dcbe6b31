import { describe, expect, it } from "vitest";
import { asked, dataCenter } from "./fake.js";
import { failure } from "./fake-answers.js";
import { ADA, IDS, type Person, type Thing } from "./world.js";

const { guide, home } = IDS;

/** More pages below the guide than any one answer holds. */
function manyChildren(count: number) {
  const confluence = dataCenter();
  const { things } = confluence.world;
  for (let number = 0; number < count; number += 1) {
    const id = String(10_000 + number);
    things.set(id, { ...(things.get(IDS.child) as Thing), id, title: `Page ${number}` });
  }
  return confluence;
}

describe("lists of Data Center", () => {
  it("are read to their end, though no answer gives as much as is asked for", async () => {
    const confluence = manyChildren(450);
    const tree = (await confluence.run("get_page_tree", { root_page_id: home, limit: 1000 })) as {
      pages: { id: string }[];
    };
    expect(tree.pages).toHaveLength(1 + 1 + 1 + 450);
    const searches = confluence.sent.map(asked).filter(({ call }) => call.endsWith("/search"));
    expect(searches.map(({ query }) => [query["start"], query["limit"]])).toEqual([
      [undefined, "200"],
      ["200", "200"],
      ["400", "200"],
    ]);
  });

  it("give the position at which they go on", async () => {
    const confluence = manyChildren(450);
    const first = await confluence.run("get_page_children", { parent_id: guide, limit: 250 });
    expect(first).toMatchObject({ page: { next: "200", complete: false } });
    const second = await confluence.run("get_page_children", {
      parent_id: guide,
      limit: 250,
      page_token: "200",
    });
    expect(second).toMatchObject({ page: { next: "400" } });
    const last = await confluence.run("get_page_children", {
      parent_id: guide,
      limit: 250,
      page_token: "400",
    });
    expect(last).toMatchObject({ page: { complete: true } });
    const all = [first, second, last].flatMap((part) => (part as { children: { id: string }[] }).children);
    expect(new Set(all.map(({ id }) => id)).size).toBe(451);
  });

  it("may leave out what cannot be seen: where they go on their link says", async () => {
    const page = (id: string, links: object) =>
      Response.json({
        results: [{ id, type: "page", title: id }],
        start: 0,
        limit: 2,
        size: 1,
        _links: links,
      });
    const confluence = dataCenter({
      instead: ({ url }) =>
        new URL(url).searchParams.get("start") === "2"
          ? page("12", {})
          : page("11", { next: "/rest/api/content/101/child/page?limit=2&start=2" }),
    });
    const first = await confluence.run("get_page_children", { parent_id: guide, limit: 2 });
    expect(first).toMatchObject({ children: [{ id: "11" }], page: { next: "2" } });
  });

  it("that lead round in a circle are an error, not an end", async () => {
    const confluence = dataCenter({
      instead: ({ url }) =>
        url.includes("/content/search")
          ? Response.json({ results: [], start: 0, _links: { next: "/rest/api/content/search?start=0" } })
          : undefined,
    });
    await expect(confluence.run("get_page_tree", { root_page_id: home })).rejects.toMatchObject({
      code: "CONFLUENCE_API_ERROR",
      message: expect.stringContaining("circle"),
    });
  });

  it("of those who may read a page are read to their end, too", async () => {
    const confluence = dataCenter();
    const people: Person[] = Array.from({ length: 230 }, (_, number) => ({
      ...ADA,
      userKey: `key-${number}`,
      username: `u${number}`,
    }));
    confluence.world.restrictions.read.users = people;
    const found = await confluence.run("get_page_restrictions", { page_id: guide });
    expect((found as { read: { users: unknown[] } }).read.users).toHaveLength(230);
  });

  it("that fail are told as failures", async () => {
    const confluence = dataCenter({ instead: () => failure(403, "Not permitted to view") });
    await expect(confluence.run("get_labels", { page_id: guide })).rejects.toMatchObject({
      code: "PERMISSION_DENIED",
    });
  });
});
