import { describe, expect, it } from "vitest";
import { asked, dataCenter, writesOf } from "./fake.js";
import { failure } from "./fake-answers.js";
import { ADA, IDS } from "./world.js";

const { guide, footer, inline, resolved, reply, inlineReply, post } = IDS;
const EXPAND = "body.storage,version,container,ancestors,extensions.inlineProperties,extensions.resolution";
const place = { id: guide, type: "page" };
const storage = (text: string) => ({ storage: { value: `<p>${text}</p>`, representation: "storage" } });

type Comments = { comments: { id: string }[]; page: object };

describe("comments of Data Center", () => {
  it.each([
    ["those below the page", {}, "footer", [footer]],
    ["those at words of it", { type: "inline" }, "inline|resolved", [inline, resolved]],
    ["those that are open", { status: "current" }, "inline", [inline]],
    ["those that are resolved", { status: "resolved" }, "resolved", [resolved]],
  ])("are told by where they stand: %s", async (_what, params, location, ids) => {
    const confluence = dataCenter();
    const found = (await confluence.run("get_comments", { page_id: guide, ...params })) as Comments;
    expect(found.comments.map(({ id }) => id)).toEqual(ids);
    expect(found.page).toEqual({ complete: true });
    expect(confluence.sent.map(asked)).toEqual([
      {
        call: `GET /rest/api/content/${guide}/child/comment`,
        query: { location, expand: EXPAND, limit: "50" },
      },
    ]);
  });

  it("come with their author, what they are about, and the replies to them", async () => {
    const confluence = dataCenter();
    const { comments } = (await confluence.run("get_comments", {
      page_id: guide,
      type: "inline",
      status: "resolved",
    })) as Comments;
    expect(comments).toEqual([
      {
        id: resolved,
        author: { id: ADA.userKey, name: ADA.displayName },
        created: "2025-11-03T08:00:00.000Z",
        resolution: "resolved",
        selection: "of 101",
        version: 1,
        body: "Text of 122.",
      },
    ]);
    const threads = await confluence.run("get_comments", { page_id: guide, include_replies: true });
    expect(threads).toMatchObject({
      comments: [{ id: footer, replies: [{ id: reply, body: "Text of 123." }] }],
    });
    expect(confluence.sent.map(asked)).toContainEqual({
      call: `GET /rest/api/content/${footer}/child/comment`,
      query: { expand: EXPAND, limit: "250" },
    });
  });

  it("stand on blog posts, too", async () => {
    const confluence = dataCenter();
    const receipt = await confluence.run("add_comment", { blog_post_id: post, body: "Nice" });
    expect(receipt).toMatchObject({ blog_post_id: post, type: "footer" });
    expect((await writesOf(confluence.sent))[0]?.body).toMatchObject({
      container: { id: post, type: "blogpost" },
    });
    expect(await confluence.run("get_comments", { blog_post_id: post })).toMatchObject({
      comments: [{ body: "Nice" }],
    });
  });

  it("are added below a page", async () => {
    const confluence = dataCenter();
    const receipt = await confluence.run("add_comment", { page_id: guide, body: "Fine" });
    expect(receipt).toEqual({
      id: "500",
      url: "https://wiki.acme.example/confluence/display/TECH/500",
      page_id: guide,
      type: "footer",
      changed: ["body"],
    });
    expect(await writesOf(confluence.sent)).toEqual([
      {
        call: "POST /rest/api/content",
        query: { expand: EXPAND },
        body: { type: "comment", container: place, body: storage("Fine") },
      },
    ]);
  });

  it.each([
    [footer, "footer", undefined],
    [reply, "footer", undefined],
    [inline, "inline", { location: "inline" }],
    [inlineReply, "inline", { location: "inline" }],
  ])("that reply to %s name the page and the comment", async (parent_comment_id, type, extensions) => {
    const confluence = dataCenter();
    const receipt = await confluence.run("add_comment", { parent_comment_id, body: "Yes" });
    expect(receipt).toMatchObject({ page_id: guide, type });
    expect((await writesOf(confluence.sent))[0]?.body).toEqual({
      type: "comment",
      container: place,
      ancestors: [{ id: parent_comment_id }],
      body: storage("Yes"),
      ...(extensions === undefined ? {} : { extensions }),
    });
  });

  it("are changed as their next version, which may be a conflict", async () => {
    const confluence = dataCenter();
    expect(await confluence.run("update_comment", { comment_id: footer, body: "Other" })).toMatchObject({
      version: 2,
    });
    expect(await writesOf(confluence.sent)).toEqual([
      {
        call: `PUT /rest/api/content/${footer}`,
        query: { expand: EXPAND },
        body: {
          id: footer,
          type: "comment",
          container: place,
          version: { number: 2 },
          body: storage("Other"),
        },
      },
    ]);
    const quicker = dataCenter({
      instead: ({ method }) => (method === "PUT" ? failure(409, "Version must be incremented") : undefined),
    });
    await expect(quicker.run("update_comment", { comment_id: footer, body: "Other" })).rejects.toMatchObject({
      code: "CONFLUENCE_CONFLICT",
    });
  });

  it.each([
    ["a page", guide],
    ["nothing", "999"],
  ])("%s is none", async (_what, comment_id) => {
    const confluence = dataCenter();
    for (const [operation, params] of [
      ["update_comment", { comment_id, body: "x" }],
      ["delete_comment", { comment_id }],
      ["add_comment", { parent_comment_id: comment_id, body: "x" }],
    ] as const) {
      await expect(confluence.run(operation, params)).rejects.toMatchObject({ code: "COMMENT_NOT_FOUND" });
    }
    expect(await writesOf(confluence.sent)).toEqual([]);
  });
});
