import { describe, expect, it } from "vitest";
import { commentsOf, pagesOf, parsed, pathsOf, simulatedConfluence } from "../bench.js";

const TYPE_OF = "POST /wiki/api/v2/content/convert-ids-to-types";

describe("update_comment", () => {
  it.each([
    [commentsOf.footer, "footer"],
    [commentsOf.inline, "inline"],
  ])("writes the next version of %s", async (comment_id, type) => {
    const confluence = simulatedConfluence();
    const receipt = await confluence.run("update_comment", { comment_id, body: "`30 s`", version: 1 });
    const path = `/wiki/api/v2/${type}-comments/${comment_id}`;
    expect(pathsOf(confluence.sent)).toEqual([TYPE_OF, `GET ${path}`, `PUT ${path}`]);
    expect(await confluence.sent[2]?.json()).toEqual({
      version: { number: 2 },
      body: { representation: "storage", value: "<p><code>30 s</code></p>" },
    });
    expect(receipt).toEqual({
      id: comment_id,
      url: expect.stringContaining("focusedCommentId="),
      changed: ["body"],
      version: 2,
    });
    expect(parsed("update_comment", receipt)).toEqual(receipt);
  });

  it("names both versions when somebody else changed it", async () => {
    const confluence = simulatedConfluence();
    const comment_id = commentsOf.footer;
    await confluence.run("update_comment", { comment_id, body: "First." });
    await expect(
      confluence.run("update_comment", { comment_id, body: "Second.", version: 1 }),
    ).rejects.toMatchObject({ number: 3405, details: { comment_id, expected: 1, actual: 2 } });
    const late = simulatedConfluence({
      instead: async (request) => {
        if (request.method === "PUT") {
          await confluence.run("update_comment", { comment_id, body: "Third." });
        }
        return confluence.host.fetch(request);
      },
    });
    await expect(late.run("update_comment", { comment_id, body: "Late." })).rejects.toMatchObject({
      number: 3405,
      details: { expected: 2, actual: 3 },
    });
  });

  it("says which comment is not there", async () => {
    await expect(
      simulatedConfluence().run("update_comment", { comment_id: pagesOf.design, body: "x" }),
    ).rejects.toMatchObject({ number: 3003, details: { comment_id: pagesOf.design } });
  });
});

describe("resolve_comment", () => {
  it("resolves and opens again, without touching the text", async () => {
    const confluence = simulatedConfluence();
    const comment_id = commentsOf.inline;
    const receipt = await confluence.run("resolve_comment", { comment_id });
    expect(await confluence.sent.at(-1)?.json()).toEqual({
      version: { number: 2 },
      body: { representation: "storage", value: "<p>How short?</p>" },
      resolved: true,
    });
    expect(receipt).toMatchObject({ id: comment_id, changed: ["resolved"], version: 2 });
    const resolved = { page_id: pagesOf.design, type: "inline", status: "resolved" };
    await expect(confluence.run("get_comments", resolved)).resolves.toMatchObject({
      comments: [{ resolution: "resolved" }],
    });
    await confluence.run("resolve_comment", { comment_id, resolved: false });
    await expect(confluence.run("get_comments", resolved)).resolves.toMatchObject({ comments: [] });
  });

  it("is for inline comments only", async () => {
    const confluence = simulatedConfluence();
    await expect(confluence.run("resolve_comment", { comment_id: commentsOf.footer })).rejects.toMatchObject({
      code: "INLINE_COMMENT_NEEDED",
      number: 3107,
    });
    expect(pathsOf(confluence.sent)).toEqual([TYPE_OF]);
  });
});

describe("delete_comment", () => {
  it.each([
    [commentsOf.footer, "footer"],
    [commentsOf.inline, "inline"],
  ])("deletes %s for good", async (comment_id, type) => {
    const confluence = simulatedConfluence();
    const receipt = await confluence.run("delete_comment", { comment_id });
    expect(pathsOf(confluence.sent).at(-1)).toBe(`DELETE /wiki/api/v2/${type}-comments/${comment_id}`);
    expect(receipt).toEqual({
      id: comment_id,
      url: expect.stringContaining("/spaces/TECH/pages/"),
      changed: ["status"],
    });
    await expect(confluence.run("delete_comment", { comment_id })).rejects.toMatchObject({ number: 3003 });
  });
});
