import { describe, expect, it } from "vitest";
import adapter from "../../src/index.js";
import {
  answering,
  asked,
  documentsOf,
  idOf,
  MINTED_ID,
  sentBody,
  simulatedLinear,
  variablesOf,
} from "../bench.js";

const id = expect.stringMatching(MINTED_ID);

describe("batch_create_issues", () => {
  it("creates all in one call, with minted ids, looking every name up once", async () => {
    const linear = simulatedLinear();
    await linear.run("list_teams");
    const full = {
      team: "PSN",
      title: "One",
      state: "Todo",
      labels: ["security"],
      assignee: "me",
      delegate: "tom@acme.example",
      project: "API authentication",
      milestone: "Beta for partners",
      cycle: "next",
    };
    const answer = (await linear.run("batch_create_issues", {
      issues: [full, { team: "PSN", title: "Two", state: "Todo" }],
    })) as { issues: { id: string }[] };
    expect((await documentsOf(linear)).slice(1, -1).sort()).toEqual([
      "FindProjects",
      "FindUsers",
      "ListCycles",
      "ListMilestones",
      "TeamLabels",
      "TeamStatuses",
      "Viewer",
    ]);
    expect(await variablesOf(linear, "BatchCreateIssues")).toEqual({
      input: {
        issues: [
          {
            id,
            teamId: id,
            title: "One",
            stateId: id,
            labelIds: [id],
            assigneeId: id,
            delegateId: id,
            projectId: id,
            projectMilestoneId: id,
            cycleId: id,
          },
          { id, teamId: id, title: "Two", stateId: id },
        ],
      },
    });
    expect(answer).toMatchObject({
      issues: [
        {
          id,
          identifier: "PSN-124",
          url: expect.stringContaining("PSN-124"),
          changed: expect.arrayContaining(Object.keys(full)),
        },
        { id, identifier: "PSN-125", changed: ["team", "title", "state"] },
      ],
    });
    expect(adapter.operations["batch_create_issues"]?.result.parse(answer)).toEqual(answer);
    await expect(linear.run("get_issue", { issue_id: "PSN-124" })).resolves.toMatchObject({
      id: answer.issues[0]?.id,
      cycle: { name: "Cycle 4" },
      milestone: { name: "Beta for partners" },
    });
  });

  it("creates none when one cannot be created", async () => {
    const linear = simulatedLinear();
    const issues = [
      { team: "PSN", title: "One" },
      { team: "PSN", title: "Two", parent: "PSN-9999" },
    ];
    await expect(linear.run("batch_create_issues", { issues })).rejects.toMatchObject({ number: 1005 });
    await expect(linear.run("get_issue", { issue_id: "PSN-124" })).rejects.toMatchObject({ number: 1005 });
  });

  it("tells the minted ids when the answer is lost", async () => {
    const teams = { nodes: [{ id: "t", key: "PSN", name: "P", states: { nodes: [], pageInfo: {} } }] };
    const linear = answering(async (request) => {
      const { query } = await sentBody(request);
      if (!query.includes("mutation")) return Response.json({ data: { teams } });
      throw new TypeError("fetch failed", { cause: { code: "ECONNRESET" } });
    });
    const issues = [{ team: "PSN", title: "One" }];
    await expect(linear.run("batch_create_issues", { issues })).rejects.toMatchObject({
      number: 6105,
      details: { id },
    });
  });

  it("is what calls of create_issue can be merged into", () => {
    expect(adapter.operations["create_issue"]?.coalesce).toMatchObject({
      into: "batch_create_issues",
      list: "issues",
      most: 50,
    });
  });
});

describe("batch_update_issues", () => {
  it("changes issues of several teams, names meaning each team's own", async () => {
    const linear = simulatedLinear();
    const first = await idOf(linear, "PSN-10");
    const answer = (await linear.run("batch_update_issues", {
      issue_ids: [first, "psn-11", "WEB-3"],
      state: "Todo",
      add_labels: ["Bug"],
      remove_labels: ["Feature"],
      assignee: null,
      delegate: "noor@acme.example",
      priority: 1,
      estimate: 3,
      due_date: "2026-02-01",
      parent: "PSN-120",
      cycle: "current",
    })) as { issues: { identifier: string }[] };
    expect(await variablesOf(linear, "IssuesToChange")).toEqual({
      filter: {
        or: [
          { id: { eq: first } },
          { team: { key: { eqIgnoreCase: "psn" } }, number: { eq: 11 } },
          { team: { key: { eqIgnoreCase: "WEB" } }, number: { eq: 3 } },
        ],
      },
    });
    const updates = (await asked(linear)).filter(({ document }) => document === "BatchUpdateIssues");
    expect(updates.map(({ variables }) => variables["ids"])).toEqual([[first, id], [id]]);
    expect(updates[0]?.variables["input"]).toEqual({
      stateId: id,
      addedLabelIds: [id],
      removedLabelIds: [id],
      assigneeId: null,
      delegateId: id,
      parentId: "PSN-120",
      priority: 1,
      estimate: 3,
      dueDate: "2026-02-01",
      cycleId: id,
    });
    expect(answer.issues.map(({ identifier }) => identifier)).toEqual(["PSN-10", "PSN-11", "WEB-3"]);
    expect(adapter.operations["batch_update_issues"]?.result.parse(answer)).toEqual(answer);
    await expect(linear.run("get_issue", { issue_id: "WEB-3" })).resolves.toMatchObject({
      status: "Todo",
      priority: "Urgent",
      parent: { identifier: "PSN-120" },
    });
  });

  it("needs one change for all when nothing belongs to a team, and one per project for a milestone", async () => {
    const linear = simulatedLinear();
    const issue_ids = ["PSN-120", "WEB-3", "PSN-123"];
    await linear.run("batch_update_issues", { issue_ids, assignee: "me", priority: 2 });
    expect((await documentsOf(linear)).filter((name) => name === "BatchUpdateIssues")).toHaveLength(1);
    await linear.run("batch_update_issues", {
      issue_ids: ["PSN-120", "PSN-123"],
      milestone: "Design agreed",
    });
    await expect(linear.run("get_issue", { issue_id: "PSN-123" })).resolves.toMatchObject({
      milestone: { name: "Design agreed" },
    });
    await linear.run("batch_update_issues", { issue_ids, project: null, labels: ["Bug"] });
    await linear.run("batch_update_issues", { issue_ids: ["PSN-1"], project: "API authentication" });
    await expect(linear.run("get_issue", { issue_id: "PSN-120" })).resolves.toMatchObject({
      labels: ["Bug"],
    });
  });

  it("changes none when one is not there", async () => {
    const linear = simulatedLinear();
    const params = { issue_ids: ["PSN-1", "PSN-9999", "ABC-1"], priority: 1 };
    await expect(linear.run("batch_update_issues", params)).rejects.toMatchObject({
      number: 1005,
      details: { missing: ["PSN-9999", "ABC-1"] },
    });
    expect(await documentsOf(linear)).toEqual(["IssuesToChange"]);
  });

  it("tells which team's issues did not change", async () => {
    const nodes = [
      { id: "1", identifier: "A-1", team: { id: "a", key: "A" } },
      { id: "2", identifier: "B-1", team: { id: "b", key: "B" } },
    ];
    const linear = answering(async (request) => {
      const { query, variables } = await sentBody(request);
      if (query.includes("IssuesToChange")) return Response.json({ data: { issues: { nodes } } });
      if (query.includes("TeamStatuses"))
        return Response.json({
          data: { workflowStates: { nodes: [{ id: "s", name: "Todo", type: "unstarted" }] } },
        });
      const isA = (variables["ids"] as string[])[0] === "1";
      return Response.json({
        data: { issueBatchUpdate: { success: isA, issues: isA ? nodes.slice(0, 1) : [] } },
      });
    });
    const params = { issue_ids: ["A-1", "B-1"], state: "Todo" };
    await expect(linear.run("batch_update_issues", params)).resolves.toMatchObject({
      issues: [{ identifier: "A-1" }],
      warnings: [{ what: "B", code: "ISSUE_UPDATE_FAILED" }],
    });
  });
});

describe("batch_get_issues", () => {
  it("gives several in one call, in the order asked for, and tells which are missing", async () => {
    const linear = simulatedLinear();
    const answer = await linear.run("batch_get_issues", {
      issue_ids: ["PSN-122", "psn-120", "PSN-9999", "PSN-122"],
    });
    expect(linear.calls).toBe(1);
    expect(answer).toMatchObject({
      issues: [
        { identifier: "PSN-122", status: "Todo" },
        { identifier: "PSN-120", labels: ["security", "authentication"], description: expect.any(String) },
      ],
      missing: ["PSN-9999"],
    });
    expect(adapter.operations["batch_get_issues"]?.result.parse(answer)).toEqual(answer);
  });
});

describe("find_issue_by_branch", () => {
  it("finds the issue of a branch, or tells that there is none", async () => {
    const linear = simulatedLinear();
    const branch = "priya/psn-122-check-the-key-rotation-of-the-jwks-endpoint";
    const issue = await linear.run("find_issue_by_branch", { branch });
    expect(await asked(linear)).toEqual([{ document: "IssueOfBranch", variables: { branch } }]);
    expect(issue).toMatchObject({ identifier: "PSN-122", parent: { identifier: "PSN-120" } });
    expect(adapter.operations["find_issue_by_branch"]?.result.parse(issue)).toEqual(issue);
    await expect(linear.run("find_issue_by_branch", { branch: "main" })).rejects.toMatchObject({
      number: 1005,
      details: { branch: "main" },
    });
  });
});
