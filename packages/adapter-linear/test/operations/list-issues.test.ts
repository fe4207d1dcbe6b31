import { describe, expect, it } from "vitest";
import adapter from "../../src/index.js";
import { allPages, asked, documentsOf, idOf, simulatedLinear, variablesOf } from "../bench.js";

type Issues = {
  issues: { identifier: string; status: string; assignee?: string }[];
  page: { complete: boolean };
};

const list = (linear: ReturnType<typeof simulatedLinear>, params: Record<string, unknown>) =>
  linear.run("list_issues", params) as Promise<Issues>;

const some = { eq: expect.any(String) };

describe("list_issues", () => {
  it("asks with names resolved, and parses what comes", async () => {
    const linear = simulatedLinear();
    await linear.run("list_teams");
    const answer = await list(linear, {
      team: "PSN",
      state: "In Progress",
      assignee: "priya@acme.example",
      labels: ["security"],
      project: "API authentication",
      query: "jwt",
      cycle: "3",
      priority: 1,
      parent: null,
      created_at: "2025-11-01",
      updated_at: "-P30D",
      order_by: "createdAt",
      include_archived: true,
      limit: 5,
    });
    expect(await documentsOf(linear)).toEqual([
      "ListTeams",
      expect.any(String),
      expect.any(String),
      expect.any(String),
      expect.any(String),
      expect.any(String),
      "ListIssues",
    ]);
    expect(await variablesOf(linear, "ListIssues")).toEqual({
      filter: {
        team: { id: some },
        state: { id: { in: [expect.any(String)] } },
        assignee: { id: some },
        project: { id: some },
        cycle: { id: some },
        parent: { null: true },
        priority: { eq: 1 },
        createdAt: { gte: "2025-11-01" },
        updatedAt: { gte: "-P30D" },
        and: [
          { labels: { some: { id: { in: [expect.any(String)] } } } },
          { or: [{ title: { containsIgnoreCase: "jwt" } }, { description: { containsIgnoreCase: "jwt" } }] },
        ],
      },
      orderBy: "createdAt",
      includeArchived: true,
      first: 5,
    });
    expect(answer).toEqual({
      issues: [
        {
          id: expect.any(String),
          identifier: "PSN-120",
          title: "Security review: JWT authentication for the public API",
          status: "In Progress",
          assignee: "Priya Natarajan",
          updated: "2025-11-18T16:05:00.000Z",
          url: expect.stringContaining("/issue/PSN-120/"),
        },
      ],
      page: { complete: true },
    });
    expect(adapter.operations["list_issues"]?.result.parse(answer)).toEqual(answer);
  });

  it("asks at once, when there is nothing to look up", async () => {
    const linear = simulatedLinear();
    const answer = await list(linear, { assignee: "me", cycle: "current", delegate: null, limit: 2 });
    expect(await asked(linear)).toEqual([
      {
        document: "ListIssues",
        variables: {
          filter: {
            assignee: { isMe: { eq: true } },
            delegate: { null: true },
            cycle: { isActive: { eq: true } },
          },
          orderBy: "updatedAt",
          includeArchived: false,
          first: 2,
        },
      },
    ]);
    expect(answer.issues).toEqual([]);
  });

  it("takes nobody for a condition too, and finds sub-issues by their parent's identifier", async () => {
    const linear = simulatedLinear();
    const { issues } = await list(linear, { assignee: null, team: "PSN", limit: 250 });
    expect(issues).toContainEqual(expect.objectContaining({ identifier: "PSN-118" }));
    expect(issues.every(({ assignee }) => assignee === undefined)).toBe(true);
    const { issues: children } = await list(linear, { parent: "psn-120" });
    expect(children.map(({ identifier }) => identifier)).toEqual(["PSN-122", "PSN-121"]);
    const id = await idOf(linear, "PSN-120");
    await expect(list(linear, { parent: id })).resolves.toMatchObject({ issues: children });
  });

  it("means every status of a type, and every label of a name, in every team", async () => {
    const linear = simulatedLinear();
    const { issues } = await list(linear, { state: "started", limit: 250 });
    expect(new Set(issues.map(({ status }) => status))).toEqual(new Set(["In Progress", "In Review"]));
    expect(new Set(issues.map(({ identifier }) => identifier.slice(0, 3)))).toEqual(new Set(["PSN", "WEB"]));
    await linear.run("list_issues", { labels: ["API"] });
    const filter = (await variablesOf(linear, "ListIssues"))?.["filter"];
    expect(filter).toEqual({
      and: [{ labels: { some: { id: { in: [expect.any(String), expect.any(String)] } } } }],
    });
  });

  it.each([
    [{ labels: ["securty"] }, 1003, "security"],
    [{ labels: ["nope"], team: "PSN" }, 1003, ""],
    [{ state: "In Progres" }, 1004, "In Progress"],
    [{ project: "API autentication" }, 1002, "API authentication"],
    [{ assignee: "Priya Nataraja" }, 1006, "Priya Natarajan"],
    [{ assignee: "Alex Kim" }, 1110, ""],
    [{ project: "Quarterly audit" }, 1110, ""],
    [{ cycle: "3" }, 1106, "team"],
    [{ cycle: "9", team: "PSN" }, 1009, ""],
    [{ delegate: "nobody" }, 1006, ""],
  ])("refuses %j, and creates nothing", async (params, number, suggested) => {
    const linear = simulatedLinear();
    await expect(list(linear, params)).rejects.toMatchObject({
      number,
      suggestions: expect.arrayContaining([expect.stringContaining(suggested)]),
    });
    for (const request of linear.sent)
      expect((await request.clone().text()).includes("mutation")).toBe(false);
  });

  it("pages to the end", async () => {
    const linear = simulatedLinear();
    const { items, pages } = await allPages<{ identifier: string }>(linear, "list_issues", {
      team: "PSN",
      limit: 50,
      list: "issues",
    });
    expect(new Set(items.map(({ identifier }) => identifier)).size).toBe(123);
    expect(pages).toBe(3);
  });

  it("leaves archived issues out, unless they are wanted", async () => {
    const linear = simulatedLinear();
    await linear.run("archive_issue", { issue_id: "PSN-123" });
    const without = await list(linear, { team: "PSN", query: "Announce" });
    expect(without.issues).toEqual([]);
    const all = await list(linear, { team: "PSN", query: "Announce", include_archived: true });
    expect(all.issues).toMatchObject([{ identifier: "PSN-123" }]);
  });
});

describe("list_my_issues", () => {
  it("asks the account for its own issues", async () => {
    const linear = simulatedLinear();
    await linear.run("list_teams");
    const answer = (await linear.run("list_my_issues", {
      team: "PSN",
      state: "Backlog",
      include_archived: true,
      limit: 3,
    })) as Issues;
    expect(await documentsOf(linear)).toEqual(["ListTeams", "TeamStatuses", "MyIssues"]);
    expect(await variablesOf(linear, "MyIssues")).toEqual({
      filter: { team: { id: some }, state: { id: { in: [expect.any(String)] } } },
      includeArchived: true,
      first: 3,
    });
    expect(answer.issues.length).toBeGreaterThan(0);
    for (const { assignee } of answer.issues) expect(assignee).toBe("Maya Lindqvist");
    expect(adapter.operations["list_my_issues"]?.result.parse(answer)).toEqual(answer);
  });

  it("knows a team by its name, and pages to the end", async () => {
    const linear = simulatedLinear();
    const { items } = await allPages<{ identifier: string }>(linear, "list_my_issues", {
      team: "Web Experience",
      limit: 7,
      list: "issues",
    });
    expect(items.length).toBeGreaterThan(7);
    expect(new Set(items.map(({ identifier }) => identifier)).size).toBe(items.length);
  });
});
