import { describe, expect, it } from "vitest";
import adapter from "../../src/index.js";
import {
  answering,
  asked,
  documentsOf,
  MINTED_ID,
  sentBody,
  simulatedLinear,
  variablesOf,
} from "../bench.js";

const id = expect.stringMatching(MINTED_ID);
const get = (linear: ReturnType<typeof simulatedLinear>, issue_id: string, include: string[] = []) =>
  linear.run("get_issue", { issue_id, include });

describe("update_issue", () => {
  it("resolves names in the issue's own team, and changes all at once", async () => {
    const linear = simulatedLinear();
    const params = {
      issue_id: "PSN-122",
      title: "Rotate the keys",
      description: "Every **90 days**.",
      state: "In Review",
      add_labels: ["backend"],
      remove_labels: ["authentication"],
      assignee: "me",
      project: "API authentication",
      milestone: "Beta for partners",
      cycle: "current",
      delegate: "tom@acme.example",
      parent: "PSN-119",
      priority: 3,
      estimate: 8,
      due_date: "2026-01-31",
    };
    const receipt = await linear.run("update_issue", params);
    expect(await variablesOf(linear, "IssueToChange")).toEqual({ id: "PSN-122", relations: false });
    expect(await variablesOf(linear, "UpdateIssue")).toEqual({
      id: "PSN-122",
      input: {
        title: "Rotate the keys",
        description: "Every **90 days**.",
        stateId: id,
        addedLabelIds: [id],
        removedLabelIds: [id],
        assigneeId: id,
        delegateId: id,
        projectId: id,
        projectMilestoneId: id,
        cycleId: id,
        parentId: "PSN-119",
        priority: 3,
        estimate: 8,
        dueDate: "2026-01-31",
      },
    });
    expect(receipt).toEqual({
      id,
      identifier: "PSN-122",
      url: "https://linear.app/acme/issue/PSN-122/rotate-the-keys",
      changed: expect.arrayContaining(Object.keys(params).slice(1)),
    });
    expect(adapter.operations["update_issue"]?.result.parse(receipt)).toEqual(receipt);
    await expect(get(linear, "PSN-122")).resolves.toMatchObject({
      title: "Rotate the keys",
      status: "In Review",
      priority: "Medium",
      assignee: { name: "Maya Lindqvist" },
      delegate: { name: "Tom Okafor" },
      milestone: { name: "Beta for partners" },
      cycle: { name: "Hardening" },
      labels: ["security", "backend"],
      parent: { identifier: "PSN-119" },
      estimate: 8,
      due_date: "2026-01-31",
    });
  });

  it("clears with null, and needs one call when there is nothing to look up", async () => {
    const linear = simulatedLinear();
    const cleared = {
      assignee: null,
      project: null,
      milestone: null,
      cycle: null,
      parent: null,
      estimate: null,
    };
    await linear.run("update_issue", { issue_id: "PSN-120", ...cleared, delegate: null, due_date: null });
    expect(await asked(linear)).toEqual([
      {
        document: "UpdateIssue",
        variables: {
          id: "PSN-120",
          input: {
            assigneeId: null,
            delegateId: null,
            projectId: null,
            projectMilestoneId: null,
            cycleId: null,
            parentId: null,
            estimate: null,
            dueDate: null,
          },
        },
      },
    ]);
    const issue = await get(linear, "PSN-120");
    for (const name of ["assignee", "project", "milestone", "cycle", "estimate", "due_date"])
      expect(issue).not.toHaveProperty(name);
  });

  it("replaces all labels only when told so, and refuses a contradiction", async () => {
    const linear = simulatedLinear();
    await linear.run("update_issue", { issue_id: "PSN-120", labels: ["Bug"] });
    await expect(get(linear, "PSN-120")).resolves.toMatchObject({ labels: ["Bug"] });
    const both = { issue_id: "PSN-120", labels: ["Bug"], add_labels: ["Feature"] };
    await expect(linear.run("update_issue", both)).rejects.toMatchObject({ number: 1108 });
    const missing = { issue_id: "PSN-120", add_labels: ["nope"] };
    await expect(linear.run("update_issue", missing)).rejects.toMatchObject({
      number: 1003,
      details: { missing: ["nope"] },
    });
  });

  it("attaches links and creates the relations that are missing, so that twice is harmless", async () => {
    const linear = simulatedLinear();
    const params = {
      issue_id: "PSN-120",
      links: [{ url: "https://example.com/a", title: "A" }],
      blocks: ["PSN-123", "PSN-1"],
      blocked_by: ["PSN-119", "PSN-2"],
      related_to: ["PSN-3"],
      duplicate_of: "PSN-4",
    };
    const receipt = await linear.run("update_issue", params);
    expect(receipt).toMatchObject({ identifier: "PSN-120", changed: Object.keys(params).slice(1) });
    expect(receipt).not.toHaveProperty("warnings");
    const created = (await asked(linear)).filter(({ document }) => document === "CreateRelation");
    expect(created.map(({ variables }) => variables["input"])).toEqual([
      { id, type: "blocks", issueId: "PSN-120", relatedIssueId: "PSN-1" },
      { id, type: "blocks", issueId: "PSN-2", relatedIssueId: "PSN-120" },
      { id, type: "related", issueId: "PSN-120", relatedIssueId: "PSN-3" },
      { id, type: "duplicate", issueId: "PSN-120", relatedIssueId: "PSN-4" },
    ]);
    const before = linear.sent.length;
    await linear.run("update_issue", params);
    expect((await documentsOf({ sent: linear.sent.slice(before) })).sort()).toEqual([
      "IssueToChange",
      "LinkUrl",
    ]);
    await expect(get(linear, "PSN-120", ["relations", "attachments"])).resolves.toMatchObject({
      relations: expect.arrayContaining([
        expect.objectContaining({ relation: "blocked by", identifier: "PSN-2" }),
        expect.objectContaining({ relation: "duplicate of", identifier: "PSN-4" }),
      ]),
      attachments: [{}, {}, { title: "A", url: "https://example.com/a" }],
    });
  });

  it("tells what failed after the change was made", async () => {
    const linear = simulatedLinear();
    const params = { issue_id: "PSN-120", title: "New", related_to: ["PSN-9999"] };
    await expect(linear.run("update_issue", params)).resolves.toMatchObject({
      identifier: "PSN-120",
      warnings: [{ what: "PSN-120 related PSN-9999", code: "ISSUE_NOT_FOUND" }],
    });
    await expect(get(linear, "PSN-120")).resolves.toMatchObject({ title: "New" });
  });

  it.each([
    [{ issue_id: "PSN-9999", title: "x" }, 1005],
    [{ issue_id: "PSN-9999", state: "Todo" }, 1005],
    [{ issue_id: "PSN-120", milestone: "Nowhere" }, 1010],
    [{ issue_id: "PSN-1", project: null, milestone: "Beta for partners" }, 1106],
    [{ issue_id: "PSN-120", cycle: "77" }, 1009],
    [{ issue_id: "PSN-120", state: "blocked" }, 1004],
  ])("refuses %j before it writes", async (params, number) => {
    const linear = simulatedLinear();
    await expect(linear.run("update_issue", params)).rejects.toMatchObject({ number });
  });

  it("fails when Linear does not say that it changed", async () => {
    const linear = answering(() => Response.json({ data: { issueUpdate: { success: false } } }));
    await expect(linear.run("update_issue", { issue_id: "PSN-1", title: "x" })).rejects.toMatchObject({
      number: 1301,
      details: { issue_id: "PSN-1" },
    });
  });
});

describe("update_issue_description", () => {
  it("replaces the description in one call", async () => {
    const linear = simulatedLinear();
    const receipt = await linear.run("update_issue_description", {
      issue_id: "PSN-121",
      description: "# All",
    });
    expect((await sentBody(linear.sent[0])).variables).toEqual({
      id: "PSN-121",
      input: { description: "# All" },
    });
    expect(receipt).toMatchObject({ identifier: "PSN-121", changed: ["description"] });
    await expect(get(linear, "PSN-121")).resolves.toMatchObject({ description: "# All" });
    expect(linear.calls).toBe(2);
  });
});
