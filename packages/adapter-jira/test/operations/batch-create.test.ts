import { describe, expect, it } from "vitest";
import { simulatedJira } from "../bench.js";

const task = { project: "TRAIN", issue_type: "Task", summary: "One" };

describe("batch_create_issues", () => {
  it("creates many in one request", async () => {
    const jira = simulatedJira();
    const answer = await jira.run("batch_create_issues", {
      issues: [task, { ...task, summary: "Two", priority: "High", labels: ["x"] }],
    });
    const request = jira.sent.at(-1);
    expect(new URL(request?.url ?? "").pathname).toBe("/jira/rest/api/3/issue/bulk");
    expect(await request?.json()).toMatchObject({
      issueUpdates: [{ fields: { summary: "One" } }, { fields: { summary: "Two", priority: { id: "2" } } }],
    });
    expect(answer).toMatchObject({
      created: [
        { key: "TRAIN-401", index: 0, changed: ["project", "issue_type", "summary"] },
        { key: "TRAIN-402", index: 1 },
      ],
      failed: [],
    });
  });

  it("creates the others when Jira refuses one", async () => {
    await expect(
      simulatedJira().run("batch_create_issues", {
        issues: [task, { ...task, parent: "TRAIN-9999" }, { ...task, summary: "Three" }],
      }),
    ).resolves.toMatchObject({
      created: [
        { key: "TRAIN-401", index: 0 },
        { key: "TRAIN-402", index: 2, changed: ["project", "issue_type", "summary"] },
      ],
      failed: [{ index: 1, message: expect.stringContaining("parent") }],
    });
  });

  it("says why when Jira refuses all", async () => {
    await expect(
      simulatedJira().run("batch_create_issues", { issues: [{ ...task, parent: "TRAIN-9999" }] }),
    ).rejects.toMatchObject({
      number: 2201,
      details: { failed: [{ index: 0, message: expect.stringContaining("parent") }] },
    });
  });

  it("creates nothing when a name means nothing, and names each of them", async () => {
    const jira = simulatedJira();
    const issues = [task, { ...task, issue_type: "Taks" }, { ...task, assignee: "Nobody" }];
    const failed = [
      { index: 1, code: "ISSUE_TYPE_NOT_FOUND" },
      { index: 2, code: "USER_NOT_FOUND" },
    ];
    await expect(jira.run("batch_create_issues", { issues })).rejects.toMatchObject({
      number: 2201,
      details: { failed },
    });
    await expect(jira.run("batch_create_issues", { issues, validate_only: true })).resolves.toMatchObject({
      created: [],
      failed,
    });
    expect(jira.sent.every(({ method }) => method === "GET")).toBe(true);
  });

  it("looks up whatever create_issue looks up", async () => {
    const jira = simulatedJira();
    const issue = {
      ...task,
      project: "Train Platform",
      issue_type: "Story",
      assignee: "me",
      story_points: 2,
      components: ["API"],
      custom_fields: { "Root cause": "Haste" },
    };
    await jira.run("batch_create_issues", { issues: [issue] });
    expect(await jira.sent.at(-1)?.json()).toMatchObject({
      issueUpdates: [{ fields: { customfield_10016: 2, customfield_10041: { type: "doc" } } }],
    });
  });
});
