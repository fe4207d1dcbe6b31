import { describe, expect, it } from "vitest";
import adapter from "../../src/index.js";
import { answering, simulatedJira } from "../bench.js";

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

describe("get_issue, when more is asked for", () => {
  it("finds fields by name, and shows them under the names that were asked for", async () => {
    const jira = simulatedJira();
    const issue = await jira.run("get_issue", {
      issue_key: "TRAIN-123",
      fields: ["Story Points", "components"],
      properties: ["release.train"],
    });
    expect(jira.sent.map(({ url }) => new URL(url).pathname)).toEqual([
      "/jira/rest/api/3/field",
      "/jira/rest/api/3/issue/TRAIN-123",
    ]);
    const { searchParams } = new URL(jira.sent[1]?.url ?? "");
    expect(searchParams.get("fields")).toContain("customfield_10016,components");
    expect(searchParams.get("properties")).toBe("release.train");
    expect(issue).toMatchObject({
      fields: { "Story Points": 5, components: ["API"] },
      properties: { "release.train": { number: 7 } },
    });
  });

  it("suggests the field that may be meant", async () => {
    await expect(
      simulatedJira().run("get_issue", { issue_key: "TRAIN-123", fields: ["Story Poinst"] }),
    ).rejects.toMatchObject({ number: 2008, message: expect.stringContaining("Story Poinst") });
  });

  it("says so when it shows only the newest comments", async () => {
    const issue = await simulatedJira().run("get_issue", {
      issue_key: "TRAIN-123",
      expand: ["comments"],
      comment_limit: 1,
    });
    expect(issue).toMatchObject({ comments: [{ author: { name: "Maya Lindqvist" } }], comments_total: 2 });
  });

  it("says so when Jira brings only a part of a long history along", async () => {
    const jira = answering(() =>
      Response.json({
        id: "1",
        key: "TRAIN-1",
        fields: { summary: "x", status: { name: "To Do" } },
        changelog: {
          total: 140,
          histories: [{ items: [{ field: "status", fromString: "a", toString: "b" }] }],
        },
      }),
    );
    await expect(
      jira.run("get_issue", { issue_key: "TRAIN-1", expand: ["changelog"] }),
    ).resolves.toMatchObject({ changelog: [{ field: "status", from: "a", to: "b" }], changelog_total: 140 });
  });
});

describe("batch_get_issues", () => {
  it("gives each as get_issue does, in the order asked for, and names what is missing", async () => {
    const jira = simulatedJira();
    const answer = (await jira.run("batch_get_issues", {
      keys: ["train-124", "TRAIN-123", "TRAIN-9999"],
      expand: ["changelog"],
    })) as { issues: unknown[] };
    expect(await jira.sent[0]?.json()).toMatchObject({
      issueIdsOrKeys: ["train-124", "TRAIN-123", "TRAIN-9999"],
      expand: ["changelog"],
    });
    expect(answer).toMatchObject({
      issues: [{ key: "TRAIN-124" }, { key: "TRAIN-123", changelog: [{}, {}] }],
      missing: [{ key: "TRAIN-9999", reason: expect.any(String) }],
    });
    expect(answer.issues[1]).toEqual(
      await jira.run("get_issue", { issue_key: "TRAIN-123", expand: ["changelog"] }),
    );
  });

  it("shows of each what get_issue would show", async () => {
    const answer = await simulatedJira().run("batch_get_issues", {
      keys: ["TRAIN-123"],
      expand: ["comments"],
      comment_limit: 1,
      fields: ["Story Points"],
      properties: ["release.train"],
    });
    expect(answer).toMatchObject({
      issues: [
        {
          comments: [{}],
          comments_total: 2,
          fields: { "Story Points": 5 },
          properties: { "release.train": { number: 7 } },
        },
      ],
    });
  });

  it("refuses more than Jira takes at once", async () => {
    const keys = Array.from({ length: 101 }, (_, index) => `TRAIN-${index + 1}`);
    await expect(simulatedJira().run("batch_get_issues", { keys })).rejects.toThrow();
  });
});
