import { describe, expect, it } from "vitest";
import adapter from "../../src/index.js";
import { allPages, answering, asked, MINTED_ID, sentBody, simulatedLinear, variablesOf } from "../bench.js";

describe("create_comment", () => {
  it("writes Markdown in one call, with a minted id", async () => {
    const linear = simulatedLinear();
    const receipt = await linear.run("create_comment", { issue_id: "PSN-120", body: "Use `RS256`." });
    const { query, variables } = await sentBody(linear.sent[0]);
    const input = variables["input"] as { id: string };
    expect(query).not.toContain("RS256");
    expect(input).toEqual({ id: expect.stringMatching(MINTED_ID), issueId: "PSN-120", body: "Use `RS256`." });
    expect(receipt).toEqual({
      id: input.id,
      identifier: "PSN-120",
      url: `https://linear.app/acme/issue/PSN-120/security-review-jwt-authentication-for-the-public-api#comment-${input.id.slice(0, 8)}`,
      changed: ["body"],
    });
    expect(adapter.operations["create_comment"]?.result.parse(receipt)).toEqual(receipt);
    expect(linear.calls).toBe(1);
    await expect(
      linear.run("get_issue", { issue_id: "PSN-120", include: ["comments"] }),
    ).resolves.toMatchObject({
      comments: [{}, {}, {}, { id: input.id, body: "Use `RS256`.", author: { name: "Maya Lindqvist" } }],
      updated: "2025-12-01T10:00:00.000Z",
    });
  });

  it("replies to a comment", async () => {
    const linear = simulatedLinear();
    const { id } = (await linear.run("create_comment", { issue_id: "PSN-1", body: "First" })) as {
      id: string;
    };
    await linear.run("create_comment", { issue_id: "PSN-1", body: "Second", parent_id: id });
    await expect(
      linear.run("get_issue", { issue_id: "PSN-1", include: ["comments"] }),
    ).resolves.toMatchObject({
      comments: expect.arrayContaining([expect.objectContaining({ body: "Second", parent_id: id })]),
    });
  });

  it.each([
    [{ issue_id: "PSN-9999" }, 1005, { issue_id: "PSN-9999" }],
    [{ parent_id: "00000000-0000-4000-8000-000000000000" }, 1008, { entity: "Comment" }],
  ])("refuses %j", async (wrong, number, details) => {
    const params = { issue_id: "PSN-120", body: "x", ...wrong };
    await expect(simulatedLinear().run("create_comment", params)).rejects.toMatchObject({ number, details });
  });
});

const FIRST = "b5e6a318-58d6-47bd-aea0-31202f4a190c";
const NOWHERE = "00000000-0000-4000-8000-000000000000";

describe("list_comments", () => {
  it("reads comments, the newest first", async () => {
    const linear = simulatedLinear();
    const answer = await linear.run("list_comments", { issue_id: "PSN-120", limit: 2 });
    expect(await asked(linear)).toEqual([
      { document: "ListComments", variables: { id: "PSN-120", first: 2 } },
    ]);
    expect(answer).toEqual({
      comments: [
        {
          id: expect.any(String),
          author: { id: expect.any(String), name: "Priya Natarajan" },
          body: "Threat model is done; the rotation is what remains.",
          created: "2025-11-18T16:05:00.000Z",
          url: expect.stringContaining("#comment-"),
        },
        expect.objectContaining({ parent_id: FIRST }),
      ],
      page: { next: expect.any(String), complete: false },
    });
    expect(adapter.operations["list_comments"]?.result.parse(answer)).toEqual(answer);
  });

  it.each(["list_comments", "get_comments"])("pages to the end, as %s", async (operation) => {
    const { items, pages } = await allPages<{ id: string }>(simulatedLinear(), operation, {
      issue_id: "PSN-120",
      limit: 2,
      list: "comments",
    });
    expect(items).toHaveLength(3);
    expect(pages).toBe(2);
  });

  it("names the issue that is not there", async () => {
    await expect(simulatedLinear().run("list_comments", { issue_id: "PSN-9999" })).rejects.toMatchObject({
      number: 1005,
      details: { issue_id: "PSN-9999" },
    });
  });
});

describe("update_comment, resolve_comment and delete_comment", () => {
  it.each([
    ["update_comment", { body: "**EdDSA**" }, "UpdateComment", { body: "**EdDSA**" }, ["body"]],
    [
      "resolve_comment",
      { resolving_comment_id: "c9977042-2acf-4e65-ab31-530b54ba924e" },
      "ResolveComment",
      { resolvingCommentId: "c9977042-2acf-4e65-ab31-530b54ba924e" },
      ["resolved"],
    ],
  ])("%s asks once and answers a receipt", async (operation, params, document, variables, changed) => {
    const linear = simulatedLinear();
    const receipt = await linear.run(operation, { comment_id: FIRST, ...params });
    expect(await asked(linear)).toEqual([{ document, variables: { id: FIRST, ...variables } }]);
    expect(receipt).toEqual({
      id: FIRST,
      identifier: "PSN-120",
      url: expect.stringContaining(`#comment-${FIRST.slice(0, 8)}`),
      changed,
    });
  });

  it("changes, resolves and deletes what list_comments then shows", async () => {
    const linear = simulatedLinear();
    await linear.run("update_comment", { comment_id: FIRST, body: "EdDSA?" });
    await linear.run("resolve_comment", { comment_id: FIRST });
    const list = () => linear.run("list_comments", { issue_id: "PSN-120" });
    await expect(list()).resolves.toMatchObject({
      comments: [{}, {}, { body: "EdDSA?", resolved: "2025-12-01T10:00:00.000Z" }],
    });
    await expect(linear.run("delete_comment", { comment_id: FIRST })).resolves.toEqual({
      id: FIRST,
      changed: ["deleted"],
    });
    expect(await variablesOf(linear, "DeleteComment")).toEqual({ id: FIRST });
    await expect(list()).resolves.toMatchObject({ comments: [{}, {}] });
  });

  it.each(["update_comment", "resolve_comment", "delete_comment"])(
    "%s names what is not there",
    async (operation) => {
      const params = { comment_id: NOWHERE, ...(operation === "update_comment" ? { body: "x" } : {}) };
      await expect(simulatedLinear().run(operation, params)).rejects.toMatchObject({
        number: 1008,
        details: { comment_id: NOWHERE },
      });
      const failing = answering(() =>
        Response.json({
          data: Object.fromEntries(
            ["commentUpdate", "commentResolve", "commentDelete"].map((name) => [name, { success: false }]),
          ),
        }),
      );
      await expect(failing.run(operation, params)).rejects.toMatchObject({ number: 1303 });
    },
  );
});

describe("create_reaction", () => {
  it("reacts to an issue or a comment", async () => {
    const linear = simulatedLinear();
    const receipt = await linear.run("create_reaction", { emoji: "eyes", comment_id: FIRST });
    const input = { id: expect.stringMatching(MINTED_ID), emoji: "eyes", commentId: FIRST };
    expect(await variablesOf(linear, "CreateReaction")).toEqual({ input });
    expect(receipt).toEqual({ id: input.id, changed: ["emoji"] });
    await linear.run("create_reaction", { emoji: "tada", issue_id: "PSN-120" });
    expect(await variablesOf(linear, "CreateReaction")).toEqual({
      input: { id: input.id, emoji: "tada", issueId: "PSN-120" },
    });
  });

  it.each([
    [{}, 1108],
    [{ issue_id: "PSN-1", comment_id: FIRST }, 1108],
    [{ issue_id: "PSN-9999" }, 1005],
    [{ comment_id: NOWHERE }, 1008],
  ])("refuses %j", async (params, number) => {
    await expect(simulatedLinear().run("create_reaction", { emoji: "x", ...params })).rejects.toMatchObject({
      number,
    });
  });
});
