import { describe, expect, it } from "vitest";
import { pagesOf, parsed, pathsOf, simulatedConfluence } from "../bench.js";

interface Tree {
  pages: { id: string; title: string; type?: string; parent_id?: string; body?: string }[];
  page: { next?: string; total: number; complete: boolean };
}

describe("get_page_tree", () => {
  it("shows what stands below a page, and keeps it", async () => {
    const confluence = simulatedConfluence();
    const tree = (await confluence.run("get_page_tree", { root_page_id: pagesOf.top, depth: 2 })) as Tree;
    expect(pathsOf(confluence.sent).sort()).toEqual([
      `GET /wiki/api/v2/pages/${pagesOf.top}`,
      `GET /wiki/api/v2/pages/${pagesOf.top}/descendants`,
    ]);
    const { top, design } = pagesOf;
    expect(tree).toEqual({
      pages: [
        { id: top, title: "Authentication" },
        { id: "98560", title: "API keys (legacy)", parent_id: top },
        { id: "98592", title: "OAuth clients", parent_id: top },
        { id: design, title: "JWT authentication design", parent_id: top },
        { id: pagesOf.rotation, title: "Token rotation", parent_id: top },
        { id: "98848", title: "Threat model", parent_id: top },
        { id: "98816", title: "Signing keys and JWKS", parent_id: design },
      ],
      page: { total: 7, complete: true },
    });
    expect(parsed("get_page_tree", tree)).toEqual(tree);
    const { calls } = confluence;
    await confluence.run("get_page_tree", { root_page_id: pagesOf.top, depth: 2 });
    expect(confluence.calls).toBe(calls);
    await confluence.run("get_page_tree", { root_page_id: pagesOf.top, depth: 1 });
    expect(confluence.calls).toBe(calls + 1);
  });

  it("brings the texts along, but does not keep them", async () => {
    const confluence = simulatedConfluence();
    const query = { root_page_id: pagesOf.top, depth: 1, include_content: true, limit: 4 };
    const tree = (await confluence.run("get_page_tree", query)) as Tree;
    expect(tree.pages.map(({ body }) => typeof body)).toEqual(["string", "string", "string", "string"]);
    // Only of what is shown.
    const asked = new URL(confluence.sent.at(-1)?.url ?? "").searchParams.getAll("id");
    expect(asked).toEqual(tree.pages.map(({ id }) => id));
    expect(parsed("get_page_tree", tree)).toEqual(tree);
    const { calls } = confluence;
    await confluence.run("get_page_tree", query);
    expect(pathsOf(confluence.sent.slice(calls))).toEqual(["GET /wiki/api/v2/pages"]);
  });

  it("shows the tree of a space to its end, folders too", async () => {
    const confluence = simulatedConfluence();
    const tree = (await confluence.run("get_page_tree", { space: "TECH", limit: 1000 })) as Tree;
    expect(pathsOf(confluence.sent)).toEqual([
      "GET /wiki/api/v2/spaces",
      "GET /wiki/api/v2/spaces/65538/pages",
      "GET /wiki/api/v2/pages/98336/descendants",
      "GET /wiki/api/v2/pages/98336/descendants",
    ]);
    expect(tree.pages[0]).toEqual({ id: "98336", title: "Technical documentation" });
    expect(tree.pages.filter(({ type }) => type !== undefined)).toEqual([
      { id: "110432", title: "Archive", parent_id: "98336", type: "folder" },
      { id: "110656", title: "Login flow, sketched", parent_id: "98336", type: "whiteboard" },
    ]);
    expect(new Set(tree.pages.map(({ id }) => id)).size).toBe(tree.pages.length);
    expect(tree.pages.length).toBeGreaterThan(300);
    expect(tree.page).toEqual({ total: tree.pages.length, complete: true });
    // Whoever reads it in parts finds what stands above before what stands below.
    const before = new Set<string | undefined>([undefined]);
    for (const { id, parent_id } of tree.pages) {
      expect(before).toContain(parent_id);
      before.add(id);
    }
  });

  it("gives a large tree in parts, without reading it again", async () => {
    const confluence = simulatedConfluence();
    const whole = (await confluence.run("get_page_tree", { space: "TECH", limit: 1000 })) as Tree;
    const { calls } = confluence;
    const found: Tree["pages"] = [];
    let page_token: string | undefined;
    do {
      const query = { space: "TECH", ...(page_token === undefined ? {} : { page_token }) };
      const part = (await confluence.run("get_page_tree", query)) as Tree;
      expect(parsed("get_page_tree", part)).toEqual(part);
      expect(part.page).toMatchObject({ total: whole.pages.length, complete: part.page.next === undefined });
      expect(part.pages.length).toBeLessThanOrEqual(50);
      found.push(...part.pages);
      page_token = part.page.next;
    } while (page_token !== undefined);
    expect(found).toEqual(whole.pages);
    expect(confluence.calls).toBe(calls);
  });

  it("shows the upper levels of a space first, when several pages stand at its top", async () => {
    const below: Record<string, object[]> = {
      "1": [{ id: "3", title: "C", type: "page", parentId: "1" }],
      "2": [{ id: "4", title: "D", type: "page", parentId: "2" }],
    };
    const confluence = simulatedConfluence({
      instead({ url }) {
        const [, id = ""] = /\/pages\/(\d+)\/descendants/.exec(url) ?? [];
        if (id !== "") return Response.json({ results: below[id] });
        return /\/spaces\/\d+\/pages/.test(url)
          ? Response.json({
              results: [
                { id: "1", title: "A" },
                { id: "2", title: "B" },
              ],
            })
          : undefined;
      },
    });
    await expect(confluence.run("get_page_tree", { space: "TECH", limit: 3 })).resolves.toEqual({
      pages: [
        { id: "1", title: "A" },
        { id: "2", title: "B" },
        { id: "3", title: "C", parent_id: "1" },
      ],
      page: { next: "3", total: 4, complete: false },
    });
  });

  it("takes the space by its id, too", async () => {
    const tree = (await simulatedConfluence().run("get_page_tree", { space: "65542" })) as Tree;
    expect(tree.pages).toEqual([{ id: pagesOf.legal, title: "Legal Home" }]);
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
      pages: [{}, {}, { title: "New", parent_id: pagesOf.design }],
    });
  });

  it.each([
    [{}, 3103],
    [{ root_page_id: "4711" }, 3002],
    [{ space: "NOPE" }, 3001],
    [{ space: "TECH", page_token: "eyJ9" }, 6008],
  ])("refuses %j", async (params, number) => {
    await expect(simulatedConfluence().run("get_page_tree", params)).rejects.toMatchObject({ number });
  });
});

describe("get_page_children", () => {
  const parent_id = "98336";

  it("lists pages and folders, page by page", async () => {
    const confluence = simulatedConfluence();
    const found: { type?: string }[] = [];
    let page_token: string | undefined;
    do {
      const part = { parent_id, limit: 250, ...(page_token === undefined ? {} : { page_token }) };
      const answer = (await confluence.run("get_page_children", part)) as {
        children: { type?: string }[];
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
      url: expect.stringContaining(pagesOf.top),
    });
    expect(found.filter(({ type }) => type === "folder")).toHaveLength(1);
  });

  it("shows the address that pages of the space have, once the space is known", async () => {
    const confluence = simulatedConfluence();
    const addressOf = async () => {
      const { children } = (await confluence.run("get_page_children", { parent_id, limit: 1 })) as {
        children: { url: string }[];
      };
      return children[0]?.url;
    };
    const wiki = "http://simulator.invalid/confluence/wiki";
    expect(await addressOf()).toBe(`${wiki}/pages/viewpage.action?pageId=${pagesOf.top}`);
    await confluence.run("get_space", { space: "TECH" });
    expect(await addressOf()).toBe(`${wiki}/spaces/TECH/pages/${pagesOf.top}`);
  });

  it("lists what stands in a folder, with the texts", async () => {
    const confluence = simulatedConfluence();
    const tree = (await confluence.run("get_page_tree", { space: "TECH", depth: 1, limit: 1000 })) as Tree;
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
