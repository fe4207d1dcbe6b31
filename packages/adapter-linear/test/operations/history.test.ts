import { describe, expect, it } from "vitest";
import adapter from "../../src/index.js";
import { allPages, answering, asked, simulatedLinear } from "../bench.js";

describe("get_issue_history", () => {
  it("tells who changed what from what to what, the newest first", async () => {
    const linear = simulatedLinear();
    await linear.run("update_issue", {
      issue_id: "PSN-120",
      title: "Review",
      state: "Done",
      assignee: "tom@acme.example",
      priority: 2,
      due_date: "2026-01-15",
      cycle: null,
      remove_labels: ["security"],
      description: "Short.",
    });
    const before = linear.sent.length;
    const answer = await linear.run("get_issue_history", { issue_id: "PSN-120" });
    expect(await asked({ sent: linear.sent.slice(before) })).toEqual([
      { document: "IssueHistory", variables: { id: "PSN-120", first: 50 } },
    ]);
    expect(answer).toEqual({
      history: [
        {
          id: expect.any(String),
          author: { id: expect.any(String), name: "Maya Lindqvist" },
          created: "2025-12-01T10:00:00.000Z",
          changes: [
            { field: "title", from: "Security review: JWT authentication for the public API", to: "Review" },
            { field: "status", from: "In Progress", to: "Done" },
            { field: "assignee", from: "Priya Natarajan", to: "Tom Okafor" },
            { field: "priority", from: "1", to: "2" },
            { field: "due_date", from: "2025-12-12", to: "2026-01-15" },
            { field: "cycle", from: "Hardening" },
            { field: "labels", from: "security" },
            { field: "description", to: "changed" },
          ],
        },
        {
          id: expect.any(String),
          author: { id: expect.any(String), name: "Priya Natarajan" },
          created: expect.any(String),
          changes: [
            { field: "status", from: "In Review", to: "In Progress" },
            { field: "labels", to: "security, authentication" },
          ],
        },
      ],
      page: { complete: true },
    });
    const [latest] = (answer as { history: { changes: object[] }[] }).history;
    expect(Object.keys(latest?.changes[0] ?? {})).toEqual(["field", "from", "to"]);
    expect(adapter.operations["get_issue_history"]?.result.parse(answer)).toEqual(answer);
  });

  it("reads what else may happen", async () => {
    const nodes = [
      {
        id: "1",
        botActor: { id: null, name: "GitHub" },
        relationChanges: [{ identifier: "PSN-1", type: "ab" }],
        attachment: { title: "PR 42" },
        archived: true,
        trashed: false,
        toCycle: { number: 4, name: null },
        toParent: { identifier: "PSN-2" },
      },
    ];
    const respond = () => Response.json({ data: { issue: { history: { nodes } } } });
    await expect(answering(respond).run("get_issue_history", { issue_id: "PSN-1" })).resolves.toMatchObject({
      history: [
        {
          author: { name: "GitHub" },
          changes: [
            { field: "cycle", to: "4" },
            { field: "parent", to: "PSN-2" },
            { field: "attachment", to: "PR 42" },
            { field: "archived", to: "yes" },
            { field: "trashed", to: "no" },
            { field: "relations", to: "ab PSN-1" },
          ],
        },
      ],
    });
  });

  it("pages to the end", async () => {
    const linear = simulatedLinear();
    for (const priority of [1, 2, 3, 4]) await linear.run("update_issue", { issue_id: "PSN-1", priority });
    const { items, pages } = await allPages<{ id: string }>(linear, "get_issue_history", {
      issue_id: "PSN-1",
      limit: 2,
      list: "history",
    });
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
    expect(pages).toBe(2);
  });
});
