import { describe, expect, it } from "vitest";
import { simulatedJira } from "../bench.js";

const issue_key = "TRAIN-123";

describe("add_comment", () => {
  it("writes Markdown as a document", async () => {
    const jira = simulatedJira();
    const receipt = await jira.run("add_comment", {
      issue_key,
      body: "Use `RS256`.",
      visibility: { type: "role", value: "Developers" },
    });
    expect(await jira.sent[0]?.json()).toMatchObject({
      body: { type: "doc", content: [{ type: "paragraph" }] },
      visibility: { type: "role", value: "Developers" },
    });
    expect(receipt).toMatchObject({
      key: issue_key,
      url: expect.stringContaining("/browse/TRAIN-123?focusedCommentId="),
      changed: ["body", "visibility"],
    });
    await expect(jira.run("get_issue", { issue_key, expand: ["comments"] })).resolves.toMatchObject({
      comments: [{}, {}, { body: "Use `RS256`.", visibility: "Developers" }],
    });
  });
});

describe("get_comments", () => {
  it("pages to the end, newest first when wanted", async () => {
    const jira = simulatedJira();
    await jira.run("add_comment", { issue_key, body: "Done." });
    const first = (await jira.run("get_comments", { issue_key, order_by: "-created", limit: 2 })) as {
      page: { next: string };
    };
    const { searchParams } = new URL(jira.sent[1]?.url ?? "");
    expect(Object.fromEntries(searchParams)).toEqual({ startAt: "0", maxResults: "2", orderBy: "-created" });
    expect(first).toMatchObject({
      comments: [{ body: "Done." }, { author: { name: "Maya Lindqvist" } }],
      page: { next: "2", total: 3, complete: false },
    });
    await expect(
      jira.run("get_comments", { issue_key, order_by: "-created", limit: 2, page_token: first.page.next }),
    ).resolves.toMatchObject({
      comments: [{ author: { name: "Priya Natarajan" } }],
      page: { total: 3, complete: true },
    });
  });

  it("refuses a token that is none", async () => {
    await expect(simulatedJira().run("get_comments", { issue_key, page_token: "x" })).rejects.toThrow();
  });
});

describe("update_comment", () => {
  it("replaces the text, and the comment says when", async () => {
    const jira = simulatedJira();
    const receipt = await jira.run("update_comment", {
      issue_key,
      comment_id: "20442",
      body: "*Never* mind.",
      visibility: { type: "group", value: "staff" },
    });
    expect(await jira.sent.at(-1)?.json()).toMatchObject({ visibility: { type: "group", value: "staff" } });
    expect(jira.sent.at(-1)?.method).toBe("PUT");
    expect(receipt).toMatchObject({ id: "20442", key: issue_key, changed: ["body", "visibility"] });
    await expect(jira.run("get_comments", { issue_key })).resolves.toMatchObject({
      comments: [
        {},
        { id: "20442", body: expect.stringMatching(/Never. mind/), updated: "2025-12-01T10:00:00.000Z" },
      ],
    });
  });
});

describe("delete_comment", () => {
  it("deletes", async () => {
    const jira = simulatedJira();
    await expect(jira.run("delete_comment", { issue_key, comment_id: "20442" })).resolves.toMatchObject({
      id: "20442",
      changed: ["comment"],
    });
    await expect(jira.run("get_comments", { issue_key })).resolves.toMatchObject({ page: { total: 1 } });
  });
});

it.each([
  ["update_comment", { body: "x" }],
  ["delete_comment", {}],
])("%s names the comment that is not there", async (name, more) => {
  await expect(simulatedJira().run(name, { issue_key, comment_id: "1", ...more })).rejects.toMatchObject({
    number: 2011,
    details: { issue_key, id: "1" },
  });
});
