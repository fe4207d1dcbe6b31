import { describe, expect, it } from "vitest";
import { commentsOf, pagesOf, parsed, pathsOf, simulatedConfluence } from "../bench.js";

const page_id = pagesOf.design;

interface Comments {
  comments: { id: string; body: string; replies?: { body: string }[] }[];
  page: { next?: string };
}

describe("get_comments", () => {
  it("shows those below the page, with replies", async () => {
    const confluence = simulatedConfluence();
    const found = await confluence.run("get_comments", { page_id, include_replies: true });
    expect(found).toEqual({
      comments: [
        expect.objectContaining({ author: { id: expect.any(String), name: "Priya Natarajan" }, replies: [] }),
        {
          id: commentsOf.footer,
          author: { id: expect.any(String), name: "Tom Okafor" },
          created: "2025-11-06T08:05:00.000Z",
          version: 1,
          body: expect.stringContaining("`60 s`"),
          replies: [expect.objectContaining({ id: commentsOf.reply, body: "Fine with me." })],
        },
      ],
      page: { complete: true },
    });
    expect(parsed("get_comments", found)).toEqual(found);
    expect(pathsOf(confluence.sent).filter((path) => path.endsWith("users-bulk"))).toHaveLength(1);
  });

  it("shows those at words of the page, by whether they are resolved", async () => {
    const confluence = simulatedConfluence();
    const inline = { page_id, type: "inline", include_replies: true };
    const open = await confluence.run("get_comments", { ...inline, status: "current" });
    expect(open).toMatchObject({
      comments: [{ id: commentsOf.inline, selection: "short-lived tokens", resolution: "open", replies: [] }],
    });
    expect(new URL(confluence.sent[0]?.url ?? "").searchParams.getAll("resolution-status")).toEqual([
      "open",
      "reopened",
    ]);
    await expect(confluence.run("get_comments", { ...inline, status: "resolved" })).resolves.toEqual({
      comments: [],
      page: { complete: true },
    });
  });

  it("takes a status for inline comments, and for nothing else", async () => {
    const confluence = simulatedConfluence();
    await expect(confluence.run("get_comments", { page_id, status: "current" })).resolves.toMatchObject({
      comments: [{ id: commentsOf.inline }],
    });
    await expect(
      confluence.run("get_comments", { page_id, type: "footer", status: "resolved" }),
    ).rejects.toMatchObject({ number: 6008 });
  });

  it("pages to the end", async () => {
    const confluence = simulatedConfluence();
    const first = (await confluence.run("get_comments", { page_id, limit: 1 })) as Comments;
    const rest = (await confluence.run("get_comments", { page_id, page_token: first.page.next })) as Comments;
    expect([...first.comments, ...rest.comments].map(({ id }) => id)).toHaveLength(2);
    await expect(confluence.run("get_comments", { page_id: "4711" })).rejects.toMatchObject({ number: 3002 });
  });
});

describe("add_comment", () => {
  it("writes Markdown below the page", async () => {
    const confluence = simulatedConfluence();
    const receipt = await confluence.run("add_comment", { page_id, body: "Agreed, **60 s** it is." });
    expect(pathsOf(confluence.sent)).toEqual(["POST /wiki/api/v2/footer-comments"]);
    expect(await confluence.sent[0]?.json()).toEqual({
      pageId: page_id,
      body: { representation: "storage", value: "<p>Agreed, <strong>60 s</strong> it is.</p>" },
    });
    expect(receipt).toEqual({
      id: expect.stringMatching(/^\d+$/),
      url: expect.stringContaining("focusedCommentId="),
      changed: ["body"],
      page_id,
      type: "footer",
    });
    expect(parsed("add_comment", receipt)).toEqual(receipt);
  });

  it.each([
    [commentsOf.footer, "footer"],
    [commentsOf.inline, "inline"],
  ])("replies to %s as its type %s wants it", async (parent_comment_id, type) => {
    const confluence = simulatedConfluence();
    await expect(confluence.run("add_comment", { parent_comment_id, body: "Yes." })).resolves.toMatchObject({
      type,
      page_id,
    });
    expect(pathsOf(confluence.sent)).toEqual([
      "POST /wiki/api/v2/content/convert-ids-to-types",
      `POST /wiki/api/v2/${type}-comments`,
    ]);
    expect(await confluence.sent[1]?.json()).toMatchObject({ parentCommentId: parent_comment_id });
  });

  it("ties a comment to words of the page, and tells Confluence how often they stand there", async () => {
    const confluence = simulatedConfluence();
    const inline = { page_id, body: "Both?" };
    await expect(
      confluence.run("add_comment", { ...inline, inline_selection: { text: "Access", match_index: 1 } }),
    ).resolves.toMatchObject({ type: "inline", changed: ["body", "inline_selection"] });
    expect(await confluence.sent.at(-1)?.json()).toMatchObject({
      inlineCommentProperties: {
        textSelection: "Access",
        textSelectionMatchCount: 2,
        textSelectionMatchIndex: 1,
      },
    });
    const before = confluence.calls;
    await expect(
      confluence.run("add_comment", { ...inline, inline_selection: { text: "Access" } }),
    ).rejects.toMatchObject({
      code: "AMBIGUOUS_MATCH",
      details: {
        candidates: [{ match_index: 0, context: expect.stringContaining("Access") }, { match_index: 1 }],
      },
    });
    await expect(
      confluence.run("add_comment", { ...inline, inline_selection: { text: "Excess" } }),
    ).rejects.toMatchObject({ code: "TEXT_NOT_FOUND", number: 3106, details: { matches: 0 } });
    await expect(
      confluence.run("add_comment", { ...inline, inline_selection: { text: "Access", match_index: 2 } }),
    ).rejects.toMatchObject({ number: 3106 });
    expect(pathsOf(confluence.sent.slice(before)).every((path) => path.startsWith("GET "))).toBe(true);
  });

  it.each([
    [{ body: "x" }, 3103],
    [{ page_id, type: "inline", body: "x" }, 3103],
    [{ page_id, type: "footer", body: "x", inline_selection: { text: "Access" } }, 6008],
    [{ parent_comment_id: commentsOf.inline, body: "x", inline_selection: { text: "Access" } }, 6008],
    [{ page_id: "4711", body: "x" }, 3002],
    [{ parent_comment_id: "4711", body: "x" }, 3003],
  ])("refuses %j", async (params, number) => {
    await expect(simulatedConfluence().run("add_comment", params)).rejects.toMatchObject({ number });
  });
});

describe("comments of a blog post", () => {
  const blog_post_id = "110400";

  it("are written and read as those of a page", async () => {
    const confluence = simulatedConfluence();
    const footer = await confluence.run("add_comment", { blog_post_id, body: "Good news." });
    expect(await confluence.sent[0]?.json()).toMatchObject({ blogPostId: blog_post_id });
    expect(footer).toMatchObject({ blog_post_id, type: "footer", changed: ["body"] });
    expect(parsed("add_comment", footer)).toEqual(footer);
    const inline = { blog_post_id, body: "Which ones?", inline_selection: { text: "partners" } };
    await expect(confluence.run("add_comment", inline)).resolves.toMatchObject({ type: "inline" });
    await expect(confluence.run("get_comments", { blog_post_id })).resolves.toMatchObject({
      comments: [{ body: "Good news." }],
    });
    await expect(confluence.run("get_comments", { blog_post_id, type: "inline" })).resolves.toMatchObject({
      comments: [{ selection: "partners", body: "Which ones?" }],
    });
  });

  it("belong to a post that is there", async () => {
    const confluence = simulatedConfluence();
    const nowhere = { blog_post_id: pagesOf.design };
    await expect(confluence.run("get_comments", nowhere)).rejects.toMatchObject({ number: 3010 });
    await expect(confluence.run("add_comment", { ...nowhere, body: "x" })).rejects.toMatchObject({
      number: 3010,
    });
    await expect(confluence.run("get_comments", {})).rejects.toMatchObject({ number: 3103 });
  });
});
