import { describe, expect, it } from "vitest";
import { jiraDataCenterCall } from "../src/jira-data-center.js";

const get = (path: string, query?: Record<string, string | number>) =>
  jiraDataCenterCall({ method: "GET", path, ...(query === undefined ? {} : { query }) });
const post = (path: string, body: unknown) => jiraDataCenterCall({ method: "POST", path, body });

describe("a call to Jira Cloud becomes one to Data Center", () => {
  it.each([
    ["/rest/api/3/issue/TRAIN-1", "/rest/api/2/issue/TRAIN-1"],
    ["/rest/api/3/issue/TRAIN-1/comment/7", "/rest/api/2/issue/TRAIN-1/comment/7"],
    ["/rest/api/3/project/TRAIN/statuses", "/rest/api/2/project/TRAIN/statuses"],
    ["/rest/api/3/project/search", "/rest/api/2/project"],
    ["/rest/api/3/priority/search", "/rest/api/2/priority"],
    ["/rest/agile/1.0/board/3/sprint", "/rest/agile/1.0/board/3/sprint"],
    ["/rest/software/1.0/board/3/issue", "/rest/agile/1.0/board/3/issue"],
  ])("%s", async (path, expected) => {
    expect((await get(path))?.call).toEqual({ method: "GET", path: expected });
  });

  it.each([
    "/rest/api/3/label",
    "/rest/api/3/issue/bulkfetch",
    "/rest/api/3/changelog/bulkfetch",
    "/rest/api/3/issue/TRAIN-1/changelog",
    "/rest/api/3/bulk/issues/move",
    "/rest/api/3/user/bulk",
    "/rest/api/3/filter/search",
    "/rest/api/3/attachment/content/7",
    "/rest/api/3/field/customfield_1/context",
    "/somewhere/else",
  ])("%s is Cloud's alone", async (path) => {
    expect(await get(path)).toBeUndefined();
  });

  it("with texts in place of documents, at any depth", async () => {
    const document = {
      version: 1,
      type: "doc",
      content: [{ type: "paragraph", content: [{ type: "text", text: "hi" }] }],
    };
    const call = await post("/rest/api/3/issue", {
      fields: { summary: "s", description: document, labels: ["a"], priority: { id: "1" } },
      update: { comment: [{ add: { body: document } }] },
    });
    expect(call?.call.body).toEqual({
      fields: { summary: "s", description: "hi", labels: ["a"], priority: { id: "1" } },
      update: { comment: [{ add: { body: "hi" } }] },
    });
  });

  it("with user names in place of account ids, there and back", async () => {
    const assign = await post("/rest/api/3/issue/TRAIN-1/assignee", { accountId: "ada" });
    expect(assign?.call.body).toEqual({ name: "ada" });
    expect((await post("/rest/api/3/issue/TRAIN-1/assignee", { accountId: null }))?.call.body).toEqual({
      name: null,
    });
    expect((await post("/rest/api/3/component", { leadAccountId: "ada" }))?.call.body).toEqual({
      leadUserName: "ada",
    });
    expect((await get("/rest/api/3/user", { accountId: "ada" }))?.call.query).toMatchObject({
      username: "ada",
    });
    expect((await get("/rest/api/3/user/search", { query: "ada" }))?.call.query).toEqual({ username: "ada" });
    const answer = { fields: { assignee: { name: "ada", displayName: "Ada" }, status: { name: "Done" } } };
    expect(assign?.read(answer)).toEqual({
      fields: { assignee: { name: "ada", displayName: "Ada", accountId: "ada" }, status: { name: "Done" } },
    });
  });

  it("pages by position where Cloud pages by token", async () => {
    const first = await post("/rest/api/3/search/jql", {
      jql: "a",
      fields: ["summary"],
      maxResults: 2,
      expand: "names,changelog",
    });
    expect(first?.call).toMatchObject({
      path: "/rest/api/2/search",
      body: { jql: "a", fields: ["summary"], maxResults: 2, expand: ["names", "changelog"] },
    });
    expect(first?.read({ startAt: 0, total: 3, issues: [1, 2] })).toEqual({
      issues: [1, 2],
      isLast: false,
      nextPageToken: "2",
    });
    const next = await post("/rest/api/3/search/jql", { jql: "a", nextPageToken: "2" });
    expect(next?.call.body).toEqual({ jql: "a", startAt: 2 });
    expect(next?.read({ startAt: 2, total: 3, issues: [3] })).toEqual({ issues: [3], isLast: true });
    expect(next?.read({ startAt: 2, total: 9, issues: [] })).toEqual({ issues: [], isLast: true });
  });

  it("counts by a search for nothing", async () => {
    const count = await post("/rest/api/3/search/approximate-count", { jql: "a" });
    expect(count?.call).toMatchObject({ path: "/rest/api/2/search", body: { jql: "a", maxResults: 0 } });
    expect(count?.read({ total: 7, issues: [] })).toEqual({ count: 7 });
  });

  it("pages and searches lists that come whole", async () => {
    const all = [
      { id: "1", key: "TRAIN", name: "Release train" },
      { id: "2", key: "OPS", name: "Operations" },
      { id: "3", key: "TRA", name: "Other" },
    ];
    expect((await get("/rest/api/3/project/search", { startAt: 1, maxResults: 1 }))?.read(all)).toEqual({
      startAt: 1,
      total: 3,
      isLast: false,
      values: [all[1]],
    });
    expect((await get("/rest/api/3/project/search", { query: "train" }))?.read(all)).toMatchObject({
      isLast: true,
      values: [all[0]],
    });
    expect((await get("/rest/api/3/issue/createmeta/TRAIN/issuetypes"))?.read({ values: [1] })).toMatchObject(
      { issueTypes: [1] },
    );
  });

  it("and leaves files alone", async () => {
    const multipart = new FormData();
    multipart.set("file", new Blob(["x"]), "a.txt");
    const call = await jiraDataCenterCall({
      method: "POST",
      path: "/rest/api/3/issue/TRAIN-1/attachments",
      multipart,
    });
    expect(call?.call.multipart).toBe(multipart);
    expect(call?.read(undefined)).toBeUndefined();
  });
});
