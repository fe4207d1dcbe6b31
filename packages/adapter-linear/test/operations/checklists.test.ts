import { describe, expect, it } from "vitest";
import adapter from "../../src/index.js";
import { answering, documentsOf, simulatedLinear, variablesOf } from "../bench.js";

const items = (linear: Pick<ReturnType<typeof simulatedLinear>, "run">, params: Record<string, unknown>) =>
  linear.run("update_checklist_items", { issue_id: "PSN-119", mark_complete: true, ...params });

describe("update_checklist_items", () => {
  it("marks the line that is meant, though another reads the same, and counts what is done", async () => {
    const linear = simulatedLinear();
    const receipt = await items(linear, { indices: [2] });
    expect(await documentsOf(linear)).toEqual(["IssueToChange", "UpdateIssue"]);
    expect(await variablesOf(linear, "UpdateIssue")).toEqual({
      id: "PSN-119",
      input: {
        description: [
          "Progress: 67% (2/3 completed)",
          "",
          "- [X] Choose the vault",
          "- [ ] Rotate the keys",
          "- [x] Rotate the keys",
        ].join("\n"),
      },
    });
    expect(receipt).toEqual({
      id: expect.any(String),
      identifier: "PSN-119",
      url: expect.stringContaining("/issue/PSN-119/"),
      changed: ["description"],
      completed: 2,
      total: 3,
      progress: 2 / 3,
      updated: [{ index: 2, text: "Rotate the keys" }],
    });
    expect(adapter.operations["update_checklist_items"]?.result.parse(receipt)).toEqual(receipt);
  });

  it("counts items once that were checked before, and writes nothing when nothing changes", async () => {
    const linear = simulatedLinear();
    await expect(items(linear, { indices: [0, 1, 1] })).resolves.toMatchObject({
      completed: 2,
      updated: [{ index: 1 }],
    });
    await expect(items(linear, { indices: [0, 1] })).resolves.toMatchObject({
      changed: [],
      completed: 2,
      total: 3,
      updated: [],
    });
    expect(await documentsOf(linear)).toEqual(["IssueToChange", "UpdateIssue", "IssueToChange"]);
  });

  it("reads the description anew every time, so that no edit of others is lost", async () => {
    const linear = simulatedLinear();
    await items(linear, { indices: [1] });
    await linear.run("update_issue", { issue_id: "PSN-119", description: "- [ ] new\n- [ ] items" });
    await expect(items(linear, { indices: [1] })).resolves.toMatchObject({ completed: 1, total: 2 });
    await expect(linear.run("get_issue", { issue_id: "PSN-119" })).resolves.toMatchObject({
      description: "- [ ] new\n- [x] items",
    });
  });

  it("unchecks, with an upper-case X too, and tells it in a comment", async () => {
    const linear = simulatedLinear();
    const params = { indices: [0], mark_complete: false, add_comment: true, update_timestamp: false };
    await expect(items(linear, params)).resolves.toMatchObject({ completed: 0, progress: 0 });
    await expect(linear.run("list_comments", { issue_id: "PSN-119" })).resolves.toMatchObject({
      comments: [{ body: "Reopened (0/3):\n- Choose the vault" }],
    });
  });

  it("tells that the comment failed, not that the change did", async () => {
    const answers = [
      { issue: { id: "1", identifier: "PSN-1", url: "u", description: "- [ ] a" } },
      { issueUpdate: { success: true, issue: { id: "1", identifier: "PSN-1", url: "u" } } },
      { commentCreate: { success: false } },
    ];
    const linear = answering(() => Response.json({ data: answers.shift() }));
    await expect(
      items(linear, { issue_id: "PSN-1", indices: [0], add_comment: true }),
    ).resolves.toMatchObject({
      changed: ["description"],
      warnings: [{ what: "comment", code: "COMMENT_CREATION_FAILED" }],
    });
  });

  it.each([
    [{ issue_id: "PSN-1", indices: [0] }, 1111, { issue_id: "PSN-1" }],
    [
      { indices: [0, 3, 7] },
      1112,
      { invalid: [3, 7], total: 3, items: ["Choose the vault", "Rotate the keys", "Rotate the keys"] },
    ],
    [{ issue_id: "PSN-9999", indices: [0] }, 1005, {}],
  ])("refuses %j", async (params, number, details) => {
    const linear = simulatedLinear();
    await expect(items(linear, params)).rejects.toMatchObject({ number, details });
    expect(await documentsOf(linear)).toEqual(["IssueToChange"]);
  });
});
