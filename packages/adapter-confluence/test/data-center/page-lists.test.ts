import { describe, expect, it } from "vitest";
import { asked, dataCenter } from "./fake.js";
import { failure } from "./fake-answers.js";
import { IDS } from "./world.js";

const { guide, child, post, home } = IDS;
const expand = "space,version,history,ancestors";

describe("lists of pages", () => {
  it("go by the key of the space", async () => {
    const confluence = dataCenter();
    const found = await confluence.run("list_pages", { space: "Technology", title: "Guide", limit: 10 });
    expect(found).toEqual({
      pages: [
        {
          id: guide,
          title: "Guide",
          parent_id: home,
          updated: "2025-11-03T08:00:00.000Z",
          url: `https://wiki.acme.example/confluence/display/TECH/${guide}`,
          version: 3,
        },
      ],
      page: { complete: true },
    });
    expect(confluence.sent.map(asked).at(-1)).toEqual({
      call: "GET /rest/api/content",
      query: { type: "page", spaceKey: "TECH", title: "Guide", status: "current", expand, limit: "10" },
    });
  });

  it.each([
    ["title", "title ASC"],
    ["-title", "title DESC"],
    ["created-date", "created ASC"],
    ["-modified-date", "lastmodified DESC"],
  ])("are put in an order by a search: %s", async (sort, order) => {
    const confluence = dataCenter();
    const found = (await confluence.run("list_pages", { space: "TECH", sort })) as {
      pages: { title: string }[];
    };
    expect(found.pages).toHaveLength(4);
    expect(confluence.sent.map(asked).at(-1)).toEqual({
      call: "GET /rest/api/content/search",
      query: { cql: `type = page AND space = "TECH" ORDER BY ${order}`, expand, limit: "50" },
    });
  });

  it("may be of the trash", async () => {
    const confluence = dataCenter();
    await confluence.run("delete_page", { page_id: IDS.grandchild });
    const found = await confluence.run("list_pages", { space: "TECH", status: "trashed" });
    expect(found).toMatchObject({ pages: [{ id: IDS.grandchild, status: "trashed" }] });
  });

  it("of blog posts are the same with another type", async () => {
    const confluence = dataCenter();
    expect(await confluence.run("list_blog_posts", { space: "TECH", title: "News" })).toMatchObject({
      blog_posts: [{ id: post, title: "News" }],
    });
    expect(confluence.sent.map(asked).at(-1)?.query["cql"]).toBe(
      'type = blogpost AND space = "TECH" AND title = "News" ORDER BY created DESC',
    );
  });
});

describe("pages by their ids", () => {
  it("come from one search, and what it does not know yet one by one", async () => {
    const confluence = dataCenter({
      // The index does not know the child yet.
      instead: ({ url }) =>
        url.includes("/content/search")
          ? Response.json({
              results: [{ id: guide, type: "page", title: "Guide", space: { key: "TECH" } }],
              _links: {},
            })
          : undefined,
    });
    const found = await confluence.run("batch_get_pages", {
      page_ids: [child, guide, "999", post],
      include_body: false,
    });
    expect(found).toMatchObject({ pages: [{ id: child }, { id: guide }], missing: ["999", post] });
    expect(confluence.sent.map(asked)[0]).toEqual({
      call: "GET /rest/api/content/search",
      query: {
        cql: `type = page AND id in ("${child}", "${guide}", "999", "${post}")`,
        expand,
        limit: "200",
      },
    });
  });

  it("are what many calls of get_page become, each of which may fail alone", async () => {
    const confluence = dataCenter();
    const given = await confluence.runMany(
      "get_page",
      [guide, "999", child].map((page_id) => ({ page_id })),
    );
    expect(given).toEqual([
      expect.objectContaining({ id: guide, body: expect.stringContaining("Tokens live") }),
      expect.objectContaining({ code: "PAGE_NOT_FOUND" }),
      expect.objectContaining({ id: child }),
    ]);
  });

  it("that the search refuses are read one by one", async () => {
    const confluence = dataCenter({
      instead: ({ url }) =>
        url.includes("/content/search") ? failure(400, "Could not parse cql") : undefined,
    });
    const found = await confluence.run("batch_get_pages", { page_ids: ["999", guide, child] });
    expect(found).toMatchObject({ pages: [{ id: guide }, { id: child }], missing: ["999"] });
  });

  it("that the search fails to tell are a failure, not missing", async () => {
    const confluence = dataCenter({ instead: () => failure(500, "index is being built") });
    await expect(confluence.run("batch_get_pages", { page_ids: [guide] })).rejects.toMatchObject({
      code: "CONFLUENCE_API_ERROR",
    });
  });
});
