import { describe, expect, it } from "vitest";
import { asked, dataCenter, writesOf } from "./fake.js";
import { failure } from "./fake-answers.js";
import { ADA, BOB, IDS } from "./world.js";

const { guide, home, post } = IDS;
const PARTS = "space,version,history,ancestors";
const person = ({ userKey, displayName }: typeof ADA) => ({ id: userKey, name: displayName });

describe("a page of Data Center", () => {
  it("is read with all that get_page shows", async () => {
    const confluence = dataCenter();
    const page = await confluence.run("get_page", {
      page_id: guide,
      expand: ["labels", "comments", "attachments"],
    });
    expect(page).toEqual({
      id: guide,
      title: "Guide",
      space: "TECH",
      status: "current",
      version: 3,
      parent_id: home,
      author: person(ADA),
      updated: "2025-11-03T08:00:00.000Z",
      updated_by: person(BOB),
      created: "2025-11-03T08:00:00.000Z",
      url: `https://wiki.acme.example/confluence/display/TECH/${guide}`,
      body: "## Goal\n\nTokens live **15 minutes**.",
      labels: ["security", "jwt"],
      comments: [expect.objectContaining({ id: IDS.footer, author: person(ADA) })],
      attachments: [
        expect.objectContaining({
          id: IDS.file,
          filename: "claims & more.json",
          media_type: "application/json",
        }),
        expect.objectContaining({ id: IDS.picture, size: 17, comment: "as agreed" }),
      ],
    });
    expect(confluence.sent.map(asked)).toContainEqual({
      call: `GET /rest/api/content/${guide}`,
      query: { expand: `${PARTS},body.storage,metadata.labels` },
    });
  });

  it("without its body is asked for without it, and kept", async () => {
    const confluence = dataCenter();
    for (const _ of [1, 2]) await confluence.run("get_page", { page_id: guide, include_body: false });
    expect(confluence.sent.map(asked)).toEqual([
      { call: `GET /rest/api/content/${guide}`, query: { expand: PARTS } },
      { call: "GET /rest/api/space/TECH", query: { expand: "homepage" } },
    ]);
  });

  it("is found by title and space", async () => {
    const confluence = dataCenter();
    await expect(confluence.run("get_page", { title: "guide", space: "TECH" })).rejects.toMatchObject({
      code: "PAGE_NOT_FOUND",
    });
    expect(await confluence.run("get_page", { title: "Guide", space: "TECH" })).toMatchObject({ id: guide });
    expect(confluence.sent.map(asked)).toContainEqual({
      call: "GET /rest/api/content",
      query: {
        type: "page",
        spaceKey: "TECH",
        title: "Guide",
        status: "current",
        expand: `${PARTS},body.storage`,
      },
    });
  });

  it.each([
    ["no content at all", "get_page", { page_id: "999" }, "PAGE_NOT_FOUND"],
    ["a blog post", "get_page", { page_id: post }, "PAGE_NOT_FOUND"],
    ["a comment", "delete_page", { page_id: IDS.footer }, "PAGE_NOT_FOUND"],
    ["a page", "delete_blog_post", { blog_post_id: guide }, "BLOG_POST_NOT_FOUND"],
    ["a page", "get_blog_post", { blog_post_id: guide }, "BLOG_POST_NOT_FOUND"],
  ])("%s is none for %s", async (_what, operation, params, code) => {
    const confluence = dataCenter();
    await expect(confluence.run(operation, params)).rejects.toMatchObject({ code });
    expect(await writesOf(confluence.sent)).toEqual([]);
  });

  it("is created under the home page of its space, where Cloud would put it", async () => {
    const confluence = dataCenter();
    const receipt = await confluence.run("create_page", {
      space: "tech",
      title: "New",
      body: "It is **new**.",
    });
    expect(receipt).toMatchObject({
      id: "500",
      version: 1,
      url: expect.stringContaining("/display/TECH/500"),
    });
    const body = { storage: { value: "<p>It is <strong>new</strong>.</p>", representation: "storage" } };
    expect(await writesOf(confluence.sent)).toEqual([
      {
        call: "POST /rest/api/content",
        query: { expand: PARTS },
        body: {
          type: "page",
          status: "current",
          title: "New",
          space: { key: "TECH" },
          ancestors: [{ id: home }],
          body,
        },
      },
    ]);
  });

  it("is created under another one, as a draft, with labels", async () => {
    const confluence = dataCenter();
    await confluence.run("create_page", {
      space: "TECH",
      title: "New",
      body: "x",
      parent_id: guide,
      status: "draft",
      labels: ["a"],
    });
    const [made, labelled] = await writesOf(confluence.sent);
    expect(made).toMatchObject({
      query: { status: "draft" },
      body: { status: "draft", ancestors: [{ id: guide }] },
    });
    expect(labelled).toEqual({
      call: "POST /rest/api/content/500/label",
      query: {},
      body: [{ prefix: "global", name: "a" }],
    });
  });

  it("stands at the top of a space that has no home page", async () => {
    const confluence = dataCenter();
    await confluence.run("create_page", { space: "~ada", title: "Mine", body: "x" });
    const [made] = await writesOf(confluence.sent);
    expect(made?.body).toMatchObject({ space: { key: "~ada" } });
    expect(made?.body).not.toHaveProperty("ancestors");
  });

  it("has a title that no other page of the space has", async () => {
    await expect(
      dataCenter().run("create_page", { space: "TECH", title: "Guide", body: "x" }),
    ).rejects.toMatchObject({ code: "PAGE_TITLE_EXISTS" });
  });

  it("is changed as its next version, without a word of where it stands", async () => {
    const confluence = dataCenter();
    const receipt = await confluence.run("replace_page_text", {
      page_id: guide,
      find: "15 minutes",
      replace_with: "10 minutes",
      version_message: "Sooner",
    });
    expect(receipt).toMatchObject({ id: guide, version: 4, replaced: 1 });
    expect(await writesOf(confluence.sent)).toEqual([
      {
        call: `PUT /rest/api/content/${guide}`,
        query: { expand: PARTS },
        body: {
          id: guide,
          type: "page",
          status: "current",
          title: "Guide",
          version: { number: 4, message: "Sooner" },
          body: {
            storage: {
              value: "<h2>Goal</h2><p>Tokens live <strong>10 minutes</strong>.</p>",
              representation: "storage",
            },
          },
        },
      },
    ]);
  });

  it("that somebody else has changed is a conflict before anything is written", async () => {
    const confluence = dataCenter();
    await expect(
      confluence.run("update_page", { page_id: guide, body: "x", version: 2 }),
    ).rejects.toMatchObject({
      code: "CONFLUENCE_CONFLICT",
      details: { expected: 2, actual: 3 },
    });
    expect(await writesOf(confluence.sent)).toEqual([]);
  });

  it.each([
    [409, "Version must be incremented on update. Current version is: 4"],
    [400, "Version must be incremented when updating a page. Current Version [4]"],
  ])("that somebody changes in between is a conflict, too, by %d", async (status, message) => {
    const confluence = dataCenter({
      instead({ method }) {
        if (method !== "PUT") return undefined;
        // Somebody else was quicker.
        const thing = confluence.world.things.get(guide);
        if (thing !== undefined) thing.version = { ...thing.version, number: 4 };
        return failure(status, message);
      },
    });
    await expect(confluence.run("update_page", { page_id: guide, body: "x" })).rejects.toMatchObject({
      code: "CONFLUENCE_CONFLICT",
      details: { page_id: guide, expected: 3, actual: 4 },
    });
    expect(confluence.world.things.get(guide)?.text).toContain("15 minutes");
  });

  it("goes to the trash", async () => {
    const confluence = dataCenter();
    const receipt = await confluence.run("delete_page", { page_id: IDS.grandchild });
    expect(receipt).toEqual({
      id: IDS.grandchild,
      url: `https://wiki.acme.example/confluence/pages/viewpage.action?pageId=${IDS.grandchild}`,
      changed: ["status"],
    });
    expect(confluence.world.things.get(IDS.grandchild)?.status).toBe("trashed");
  });
});

describe("a blog post of Data Center", () => {
  it("is content of its own type, without a place in a tree", async () => {
    const confluence = dataCenter();
    expect(await confluence.run("get_blog_post", { blog_post_id: post })).toMatchObject({
      title: "News",
      space: "TECH",
    });
    await confluence.run("create_blog_post", { space: "TECH", title: "More", body: "x" });
    await confluence.run("update_blog_post", { blog_post_id: post, title: "Newer" });
    const [made, changed] = await writesOf(confluence.sent);
    expect(made?.body).toMatchObject({ type: "blogpost", title: "More", space: { key: "TECH" } });
    expect(made?.body).not.toHaveProperty("ancestors");
    expect(changed?.body).toMatchObject({
      id: post,
      type: "blogpost",
      title: "Newer",
      version: { number: 2 },
    });
  });
});
