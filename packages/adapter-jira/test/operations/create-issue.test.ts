import { describe, expect, it } from "vitest";
import { answering, simulatedJira } from "../bench.js";

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
    [{ components: ["Wbe"] }, 2005, "COMPONENT_NOT_FOUND"],
    [{ parent: "TRAIN-9999" }, 2104, "INVALID_FIELD_VALUE"],
  ])("refuses %j", async (wrong, number, code) => {
    const jira = simulatedJira();
    const params = { project: "TRAIN", issue_type: "Task", summary: "One", ...wrong };
    await expect(jira.run("create_issue", params)).rejects.toMatchObject({ number, code });
    expect(jira.sent.some((request) => new URL(request.url).pathname.endsWith("/issue"))).toBe(
      "parent" in wrong,
    );
  });
});

describe("create_issue, with what goes beside the issue", () => {
  const params = { project: "TRAIN", issue_type: "Story", summary: "Rotate keys" };

  it("finds the field for story points, fields by name, and makes documents of long texts", async () => {
    const jira = simulatedJira();
    await jira.run("create_issue", {
      ...params,
      parent: "TRAIN-100",
      story_points: 3,
      custom_fields: { "root cause": "A *stale* key", duedate: "2025-12-24" },
    });
    expect(await jira.sent.at(-1)?.json()).toMatchObject({
      fields: {
        parent: { key: "TRAIN-100" },
        customfield_10016: 3,
        customfield_10041: { type: "doc" },
        duedate: "2025-12-24",
      },
    });
    await expect(
      jira.run("get_issue", { issue_key: "TRAIN-401", fields: ["Story Points", "Root cause"] }),
    ).resolves.toMatchObject({
      parent: { key: "TRAIN-100" },
      fields: { "Story Points": 3, "Root cause": expect.stringMatching(/^A [*_]stale[*_] key$/) },
    });
  });

  it("links the issue as it reads from there", async () => {
    const jira = simulatedJira();
    const receipt = await jira.run("create_issue", {
      ...params,
      links: [
        { type: "is blocked by", issue_key: "TRAIN-123" },
        { type: "Relates", issue_key: "TRAIN-124" },
      ],
    });
    expect(receipt).toMatchObject({ key: "TRAIN-401", changed: expect.arrayContaining(["links"]) });
    expect(receipt).not.toHaveProperty("not_done");
    await expect(jira.run("get_issue", { issue_key: "TRAIN-401", expand: ["links"] })).resolves.toMatchObject(
      {
        links: [
          { relation: "is blocked by", key: "TRAIN-123" },
          { relation: "relates to", key: "TRAIN-124" },
        ],
      },
    );
  });

  it("joins a sprint by its name on a board", async () => {
    const jira = simulatedJira();
    const sprints = (await jira.run("list_sprints", { board_id: 1, state: ["future"] })) as {
      sprints: { id: string; name: string }[];
    };
    const [{ id, name } = { id: "", name: "" }] = sprints.sprints;
    const receipt = await jira.run("create_issue", { ...params, sprint: name, board: "TRAIN board" });
    expect(receipt).toMatchObject({ changed: ["project", "issue_type", "summary", "sprint"] });
    const request = jira.sent.at(-1);
    expect(new URL(request?.url ?? "").pathname).toBe(`/jira/rest/agile/1.0/sprint/${id}/issue`);
    expect(await request?.json()).toEqual({ issues: ["TRAIN-401"] });
  });

  it("creates nothing when a type of link does not exist", async () => {
    const jira = simulatedJira();
    const links = [{ type: "Blocsk", issue_key: "TRAIN-123" }];
    await expect(jira.run("create_issue", { ...params, links })).rejects.toMatchObject({ number: 2009 });
    expect(jira.sent.every(({ method }) => method === "GET")).toBe(true);
  });

  it("keeps the receipt when what follows fails", async () => {
    const jira = simulatedJira();
    const receipt = await jira.run("create_issue", {
      ...params,
      sprint: 999_999,
      links: [
        { type: "blocks", issue_key: "TRAIN-9999" },
        { type: "blocks", issue_key: "TRAIN-1" },
      ],
    });
    expect(receipt).toMatchObject({
      key: "TRAIN-401",
      changed: ["project", "issue_type", "summary", "links"],
      not_done: [
        { what: "blocks TRAIN-9999", code: "ISSUE_NOT_FOUND" },
        { what: "sprint 999999", code: expect.any(String) },
      ],
    });
  });

  it("says when issues of the type have no story points", async () => {
    const jira = answering(({ url }) =>
      url.includes("/issuetypes?")
        ? Response.json({ issueTypes: [{ id: "1", name: "Story" }] })
        : Response.json({ fields: [{ fieldId: "summary", name: "Summary" }] }),
    );
    await expect(jira.run("create_issue", { ...params, story_points: 3 })).rejects.toMatchObject({
      number: 2008,
      details: { available: ["Summary"] },
    });
  });
});

it("create_issue takes a project by its name, me, and components by name", async () => {
  const jira = simulatedJira();
  await jira.run("create_issue", {
    project: "train platform",
    issue_type: "Task",
    summary: "Rotate keys",
    assignee: "me",
    components: ["web"],
  });
  expect(await jira.sent.at(-1)?.json()).toMatchObject({
    fields: { project: { key: "TRAIN" }, components: [{ id: expect.stringMatching(/^\d+$/) }] },
  });
  await expect(
    jira.run("get_issue", { issue_key: "TRAIN-401", fields: ["components"] }),
  ).resolves.toMatchObject({ assignee: { name: "Maya Lindqvist" }, fields: { components: ["Web"] } });
});
