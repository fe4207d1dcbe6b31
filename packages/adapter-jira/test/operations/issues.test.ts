import { describe, expect, it } from "vitest";
import adapter from "../../src/index.js";
import { simulatedJira } from "../bench.js";

describe("get_issue", () => {
  it("asks for exactly the fields that it shows, and parses them", async () => {
    const jira = simulatedJira();
    const issue = await jira.run("get_issue", { issue_key: "TRAIN-123" });
    const url = new URL(jira.sent[0]?.url ?? "");
    expect(url.pathname).toBe("/jira/rest/api/3/issue/TRAIN-123");
    expect(url.searchParams.get("fields")).toContain("summary,status");
    expect(url.searchParams.get("fields")).not.toContain("comment");
    expect(issue).toMatchObject({
      key: "TRAIN-123",
      summary: "Add JWT authentication to the public API",
      status: "In Progress",
      type: "Story",
      priority: "High",
      assignee: { name: "Maya Lindqvist" },
      labels: ["security", "authentication"],
      parent: { key: "TRAIN-100", summary: "API security" },
      created: "2025-11-03T09:12:00.000Z",
      url: "http://simulator.invalid/jira/browse/TRAIN-123",
    });
    expect((issue as { description: string }).description).toContain("**short-lived tokens**");
    expect(adapter.operations["get_issue"]?.result.parse(issue)).toEqual(issue);
  });

  it("brings along what is expanded", async () => {
    const jira = simulatedJira();
    const expand = ["comments", "changelog", "links", "subtasks", "attachments"];
    const issue = await jira.run("get_issue", { issue_key: "TRAIN-123", expand });
    expect(issue).toMatchObject({
      comments: [{ author: { name: "Priya Natarajan" }, body: expect.stringContaining("RS256") }, {}],
      changelog: [
        { field: "assignee", to: "Maya Lindqvist" },
        { field: "status", from: "To Do" },
      ],
      links: [{ relation: "blocks", key: "TRAIN-130" }],
      subtasks: [{ key: "TRAIN-124" }, { key: "TRAIN-125" }],
      attachments: [{ filename: "token-flow.png", media_type: "image/png" }],
    });
    expect(jira.calls).toBe(1);
    expect(adapter.operations["get_issue"]?.result.parse(issue)).toEqual(issue);
  });

  it("names the issue that is not there", async () => {
    await expect(simulatedJira().run("get_issue", { issue_key: "TRAIN-9999" })).rejects.toMatchObject({
      code: "ISSUE_NOT_FOUND",
      number: 2003,
      details: { issue_key: "TRAIN-9999" },
      retryable: false,
    });
  });
});

describe("search_issues", () => {
  it("pages to the end without losing or repeating an issue", async () => {
    const jira = simulatedJira();
    const keys: string[] = [];
    let token: string | undefined;
    do {
      const answer = (await jira.run("search_issues", {
        jql: "project = TRAIN ORDER BY key",
        limit: 75,
        ...(token === undefined ? {} : { page_token: token }),
      })) as { issues: { key: string }[]; page: { next?: string; complete: boolean } };
      keys.push(...answer.issues.map(({ key }) => key));
      token = answer.page.next;
      expect(answer.page.complete).toBe(token === undefined);
    } while (token !== undefined);
    expect(keys).toHaveLength(400);
    expect(new Set(keys).size).toBe(400);
    expect(jira.calls).toBe(6);
  });

  it("returns further fields by name", async () => {
    const answer = await simulatedJira().run("search_issues", {
      jql: "key = TRAIN-123",
      fields: ["labels", "reporter"],
    });
    expect(answer).toMatchObject({
      issues: [
        { key: "TRAIN-123", fields: { labels: ["security", "authentication"], reporter: "Elena Petrova" } },
      ],
      page: { complete: true },
    });
  });

  it("tells what is wrong with the JQL", async () => {
    await expect(simulatedJira().run("search_issues", { jql: "nonsense = 1" })).rejects.toMatchObject({
      number: 2104,
      message: expect.stringContaining("'nonsense' does not exist"),
    });
  });
});

describe("create_issue", () => {
  it("resolves names, sends ids, and answers a receipt", async () => {
    const jira = simulatedJira();
    const receipt = await jira.run("create_issue", {
      project: "TRAIN",
      issue_type: "bug",
      summary: "Tokens expire too late",
      description: "Seen in **staging**.",
      priority: "high",
      assignee: "priya@acme.example",
      labels: ["security"],
    });
    const body = (await jira.sent.at(-1)?.json()) as { fields: Record<string, unknown> };
    expect(body.fields).toMatchObject({
      project: { key: "TRAIN" },
      issuetype: { id: "10004" },
      priority: { id: "2" },
      assignee: { accountId: expect.stringMatching(/^[0-9a-f]{24}$/) },
      description: { type: "doc", version: 1 },
    });
    expect(receipt).toEqual({
      id: expect.any(String),
      key: "TRAIN-401",
      url: "http://simulator.invalid/jira/browse/TRAIN-401",
      changed: ["project", "issue_type", "summary", "description", "assignee", "priority", "labels"],
    });
    await expect(jira.run("get_issue", { issue_key: "TRAIN-401" })).resolves.toMatchObject({
      summary: "Tokens expire too late",
      assignee: { name: "Priya Natarajan" },
    });
  });

  it("looks up names once in a session", async () => {
    const jira = simulatedJira();
    const params = { project: "TRAIN", issue_type: "Task", summary: "One", priority: "Low" };
    await jira.run("create_issue", params);
    expect(jira.calls).toBe(3);
    await jira.run("create_issue", { ...params, summary: "Two" });
    expect(jira.calls).toBe(4);
  });

  it.each([
    [{ project: "NOPE" }, 2001, "PROJECT_NOT_FOUND"],
    [{ issue_type: "Taks" }, 2002, "ISSUE_TYPE_NOT_FOUND"],
    [{ priority: "Urgent" }, 2007, "PRIORITY_NOT_FOUND"],
    [{ assignee: "Nobody" }, 2004, "USER_NOT_FOUND"],
    [{ assignee: "Alex Kim" }, 2110, "AMBIGUOUS_MATCH"],
    [{ components: ["Nope"] }, 2104, "INVALID_FIELD_VALUE"],
  ])("refuses %j", async (wrong, number, code) => {
    const jira = simulatedJira();
    const params = { project: "TRAIN", issue_type: "Task", summary: "One", ...wrong };
    await expect(jira.run("create_issue", params)).rejects.toMatchObject({ number, code });
    expect(jira.sent.some((request) => new URL(request.url).pathname.endsWith("/issue"))).toBe(
      "components" in wrong,
    );
  });
});
