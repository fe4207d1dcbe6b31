import { describe, expect, it } from "vitest";
import { pagesOf, parsed, pathsOf, simulatedConfluence } from "../bench.js";

interface Tree {
  pages: { id: string; title: string; type: string; depth: number; parent_id?: string; body?: string }[];
}

describe("get_page_tree", () => {
  it("shows what stands below a page, and keeps it", async () => {
    const confluence = simulatedConfluence();
    const tree = (await confluence.run("get_page_tree", { root_page_id: pagesOf.top, depth: 2 })) as Tree;
    expect(pathsOf(confluence.sent).sort()).toEqual([
      `GET /wiki/api/v2/pages/${pagesOf.top}`,
      `GET /wiki/api/v2/pages/${pagesOf.top}/descendants`,
    ]);
    expect(tree.pages.map(({ title, depth }) => [depth, title])).toEqual([
      [0, "Authentication"],
      [1, "API keys (legacy)"],
      [1, "OAuth clients"],
      [1, "JWT authentication design"],
      [1, "Token rotation"],
      [1, "Threat model"],
      [2, "Signing keys and JWKS"],
    ]);
    expect(tree.pages.at(-1)).toMatchObject({ type: "page", parent_id: pagesOf.design });
    expect(parsed("get_page_tree", tree)).toEqual(tree);
    const { calls } = confluence;
    await confluence.run("get_page_tree", { root_page_id: pagesOf.top, depth: 2 });
    expect(confluence.calls).toBe(calls);
    await confluence.run("get_page_tree", { root_page_id: pagesOf.top, depth: 1 });
    expect(confluence.calls).toBe(calls + 1);
  });

  it("brings the texts along, but does not keep them", async () => {
    const confluence = simulatedConfluence();
    const query = { root_page_id: pagesOf.top, depth: 1, include_content: true };
    const tree = (await confluence.run("get_page_tree", query)) as Tree;
    expect(tree.pages.every(({ body }) => typeof body === "string")).toBe(true);
    expect(parsed("get_page_tree", tree)).toEqual(tree);
    const { calls } = confluence;
    await confluence.run("get_page_tree", query);
    expect(pathsOf(confluence.sent.slice(calls))).toEqual(["GET /wiki/api/v2/pages"]);
  });

  it("shows the tree of a space to its end, folders too", async () => {
    const confluence = simulatedConfluence();
    const tree = (await confluence.run("get_page_tree", { space: "TECH" })) as Tree;
    expect(pathsOf(confluence.sent)).toEqual([
      "GET /wiki/api/v2/spaces",
      "GET /wiki/api/v2/spaces/65538/pages",
      "GET /wiki/api/v2/pages/98336/descendants",
      "GET /wiki/api/v2/pages/98336/descendants",
    ]);
    expect(tree.pages[0]).toEqual({ id: "98336", title: "Technical documentation", type: "page", depth: 0 });
    expect(tree.pages.find(({ type }) => type === "folder")).toMatchObject({ title: "Archive", depth: 1 });
    expect(new Set(tree.pages.map(({ id }) => id)).size).toBe(tree.pages.length);
    expect(tree.pages.length).toBeGreaterThan(300);
  });

  it("takes the space by its id, too", async () => {
    const tree = (await simulatedConfluence().run("get_page_tree", { space: "65542" })) as Tree;
    expect(tree.pages).toEqual([{ id: pagesOf.legal, title: "Legal Home", type: "page", depth: 0 }]);
  });

  it("is read anew after a page was added", async () => {
    const confluence = simulatedConfluence();
    const query = { root_page_id: pagesOf.design };
    await confluence.run("get_page_tree", query);
    await confluence.run("create_page", {
      space: "65538",
      title: "New",
      body: "x",
      parent_id: pagesOf.design,
    });
    await expect(confluence.run("get_page_tree", query)).resolves.toMatchObject({
      pages: [{}, {}, { title: "New", depth: 1 }],
    });
  });

  it.each([
    [{}, 3103],
    [{ root_page_id: "4711" }, 3002],
    [{ space: "NOPE" }, 3001],
  ])("refuses %j", async (params, number) => {
    await expect(simulatedConfluence().run("get_page_tree", params)).rejects.toMatchObject({ number });
  });
});

describe("get_page_children", () => {
  const parent_id = "98336";

  it("lists pages and folders, page by page", async () => {
    const confluence = simulatedConfluence();
    const found: { type: string }[] = [];
    let page_token: string | undefined;
    do {
      const part = { parent_id, limit: 250, ...(page_token === undefined ? {} : { page_token }) };
      const answer = (await confluence.run("get_page_children", part)) as {
        children: { type: string }[];
        page: { next?: string };
      };
      expect(parsed("get_page_children", answer)).toEqual(answer);
      found.push(...answer.children);
      page_token = answer.page.next;
    } while (page_token !== undefined);
    expect(found).toHaveLength(303);
    expect(found[0]).toEqual({
      id: pagesOf.top,
      title: "Authentication",
      type: "page",
      status: "current",
      url: expect.stringContaining(pagesOf.top),
    });
    expect(found.filter(({ type }) => type === "folder")).toHaveLength(1);
  });

  it("lists what stands in a folder, with the texts", async () => {
    const confluence = simulatedConfluence();
    const tree = (await confluence.run("get_page_tree", { space: "TECH", depth: 1 })) as Tree;
    const folder = tree.pages.find(({ type }) => type === "folder")?.id;
    await expect(
      confluence.run("get_page_children", {
        parent_id: folder,
        parent_type: "folder",
        include_content: true,
      }),
    ).resolves.toMatchObject({
      children: [{ title: "Passwords of the old portal", body: "Switched off since 2023." }],
      page: { complete: true },
    });
    await expect(
      confluence.run("get_page_children", { parent_id: "4711", parent_type: "folder" }),
    ).rejects.toMatchObject({ number: 3012 });
  });

  it("leaves out what is no page, when only pages are wanted", async () => {
    const confluence = simulatedConfluence({
      instead: () =>
        Response.json({
          results: [
            { id: "1", title: "A", type: "whiteboard", status: "current" },
            { id: "2", title: "B", type: "page", status: "current" },
          ],
        }),
    });
    await expect(
      confluence.run("get_page_children", { parent_id, include_folders: false }),
    ).resolves.toMatchObject({ children: [{ id: "2" }] });
  });
});

describe("get_page_ancestors", () => {
  it("names what stands above, from the top down", async () => {
    const confluence = simulatedConfluence();
    const found = await confluence.run("get_page_ancestors", { page_id: "98816" });
    expect(found).toEqual({
      ancestors: ["Technical documentation", "Authentication", "JWT authentication design"].map((title) => ({
        id: expect.any(String),
        title,
        type: "page",
        url: expect.stringContaining("/spaces/TECH/pages/"),
      })),
    });
    expect(parsed("get_page_ancestors", found)).toEqual(found);
    expect(pathsOf(confluence.sent)).toEqual([
      "GET /wiki/api/v2/pages/98816/ancestors",
      "GET /wiki/api/v2/pages",
    ]);
  });

  it("is empty at the top, and knows what is not there", async () => {
    const confluence = simulatedConfluence();
    await expect(confluence.run("get_page_ancestors", { page_id: "98336" })).resolves.toEqual({
      ancestors: [],
    });
    expect(confluence.calls).toBe(1);
    await expect(confluence.run("get_page_ancestors", { page_id: "1" })).rejects.toMatchObject({
      number: 3002,
    });
  });
});
