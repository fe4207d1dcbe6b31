import { describe, expect, it } from "vitest";
import { simulatedJira } from "../bench.js";

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

describe("search_issues, when more is asked for", () => {
  it("expands what get_issue expands", async () => {
    const answer = await simulatedJira().run("search_issues", {
      jql: "key = TRAIN-123",
      expand: ["changelog", "links"],
      fields: ["description"],
    });
    expect(answer).toMatchObject({
      issues: [
        {
          changelog: [{ field: "assignee" }, { field: "status" }],
          links: [{ relation: "blocks" }],
          fields: { description: expect.stringContaining("**short-lived tokens**") },
        },
      ],
    });
  });

  it("names issues that were just written, for the index to see them", async () => {
    const jira = simulatedJira();
    await jira.run("search_issues", { jql: "key = TRAIN-123", reconcile_issues: [20123] });
    expect(await jira.sent[0]?.json()).toMatchObject({ reconcileIssues: [20123] });
  });
});

it("count_issues counts without reading", async () => {
  const jira = simulatedJira();
  await expect(jira.run("count_issues", { jql: "project = TRAIN" })).resolves.toEqual({ count: 400 });
  expect(new URL(jira.sent[0]?.url ?? "").pathname).toBe("/jira/rest/api/3/search/approximate-count");
});

it("get_project_issues finds a project by its name, and quotes what goes into the query", async () => {
  const jira = simulatedJira();
  const answer = await jira.run("get_project_issues", { project: "Operations", limit: 2 });
  expect(await jira.sent.at(-1)?.json()).toMatchObject({
    jql: 'project = "OPS" ORDER BY updated DESC',
    maxResults: 2,
  });
  expect(answer).toMatchObject({
    issues: [{ key: expect.stringMatching(/^OPS-/) }, {}],
    page: { next: expect.any(String), complete: false },
  });
});

it("get_epic_issues finds what an epic holds", async () => {
  await expect(simulatedJira().run("get_epic_issues", { epic_key: "TRAIN-100" })).resolves.toMatchObject({
    issues: [{ key: "TRAIN-123" }],
    page: { complete: true },
  });
});

describe.each([
  ["search_issues", { jql: "project = TRAIN ORDER BY key" }],
  ["get_project_issues", { project: "TRAIN" }],
  ["get_epic_issues", { epic_key: "TRAIN-100" }],
])("%s", (name, params) => {
  it("finds fields by their names, expands, and goes on with a token", async () => {
    const jira = simulatedJira();
    await jira.run("link_to_epic", { issue_key: "TRAIN-1", epic_key: "TRAIN-100" });
    const asked = { ...params, limit: 1, expand: ["links"], fields: ["Story Points", "Labels"] };
    const first = (await jira.run(name, asked)) as { issues: { key: string }[]; page: { next: string } };
    expect(first).toMatchObject({
      issues: [{ links: [], fields: { Labels: expect.any(Array) } }],
      page: { complete: false },
    });
    const second = (await jira.run(name, { ...asked, page_token: first.page.next })) as typeof first;
    expect(second.issues).toHaveLength(1);
    expect(second.issues[0]?.key).not.toBe(first.issues[0]?.key);
  });
});
