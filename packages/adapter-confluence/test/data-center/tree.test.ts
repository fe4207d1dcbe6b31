import { describe, expect, it } from "vitest";
import { asked, dataCenter } from "./fake.js";
import { IDS } from "./world.js";

const { home, guide, child, grandchild } = IDS;

describe("the tree of pages", () => {
  it("of a space begins with what stands at its top", async () => {
    const confluence = dataCenter();
    expect(await confluence.run("get_page_tree", { space: "TECH", depth: 2 })).toEqual({
      pages: [
        { id: home, title: "Tech home" },
        { id: guide, title: "Guide", parent_id: home },
        { id: child, title: "Child", parent_id: guide },
      ],
      page: { total: 3, complete: true },
    });
    expect(confluence.sent.map(asked)).toContainEqual({
      call: "GET /rest/api/space/TECH/content/page",
      query: { depth: "root", expand: "space,version,history,ancestors", limit: "250" },
    });
    expect(confluence.sent.map(asked)).toContainEqual({
      call: "GET /rest/api/content/search",
      query: { cql: `type = page AND ancestor = "${home}"`, expand: "ancestors", limit: "200" },
    });
  });

  it("below a page goes as deep as is wanted, with the texts on request", async () => {
    const confluence = dataCenter();
    const tree = await confluence.run("get_page_tree", {
      root_page_id: guide,
      depth: 5,
      include_content: true,
    });
    expect(tree).toMatchObject({
      pages: [
        { id: guide, body: expect.stringContaining("Tokens live") },
        { id: child, parent_id: guide, body: "Text of 102." },
        { id: grandchild, parent_id: child },
      ],
    });
  });

  it("keeps the order that people have arranged, and puts the rest behind", async () => {
    const confluence = dataCenter();
    const { things } = confluence.world;
    const like = things.get(child);
    if (like === undefined) throw new TypeError("no child");
    const positions: [string, number | string][] = [
      ["201", 1],
      ["202", "none"],
      ["203", 0],
      ["204", -1],
    ];
    for (const [id, position] of positions)
      things.set(id, { ...like, id, title: id, parent: grandchild, extensions: { position } });
    const { pages } = (await confluence.run("get_page_tree", { root_page_id: grandchild })) as {
      pages: { id: string }[];
    };
    expect(pages.map(({ id }) => id)).toEqual([grandchild, "203", "201", "202", "204"]);
  });

  it("tells what stands directly below and above a page", async () => {
    const confluence = dataCenter();
    expect(await confluence.run("get_page_children", { parent_id: guide, include_content: true })).toEqual({
      children: [
        { id: child, title: "Child", url: expect.stringContaining(`=${child}`), body: "Text of 102." },
      ],
      page: { complete: true },
    });
    expect(await confluence.run("get_page_ancestors", { page_id: grandchild })).toMatchObject({
      ancestors: [
        { id: home, title: "Tech home" },
        { id: guide, title: "Guide" },
        { id: child, title: "Child", url: `https://wiki.acme.example/confluence/display/TECH/${child}` },
      ],
    });
    await expect(confluence.run("get_page_ancestors", { page_id: "999" })).rejects.toMatchObject({
      code: "PAGE_NOT_FOUND",
    });
  });
});
