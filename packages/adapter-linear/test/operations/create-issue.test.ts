import { describe, expect, it } from "vitest";
import adapter from "../../src/index.js";
import { answering, MINTED_ID, sentBody, simulatedLinear } from "../bench.js";

const documentsOf = async (requests: readonly Request[]) =>
  Promise.all(
    requests.map(async (request) => /(?:query|mutation) (\w+)/.exec((await sentBody(request)).query)?.[1]),
  );

describe("create_issue", () => {
  it("resolves names, sends ids with a minted one, and answers a receipt", async () => {
    const linear = simulatedLinear();
    const params = {
      team: "PSN",
      title: "Tokens expire too late",
      description: "Seen in **staging**.",
      state: "in review",
      labels: ["Bug", "Area/API", "threat-model"],
      assignee: "priya@acme.example",
      project: "API authentication",
      priority: 2,
      parent: "PSN-120",
      due_date: "2026-01-31",
    };
    const receipt = await linear.run("create_issue", params);
    const { query, variables } = await sentBody(linear.sent.at(-1));
    const input = variables["input"] as Record<string, unknown>;
    expect(query).not.toContain("Tokens expire");
    expect(input).toEqual({
      id: expect.stringMatching(MINTED_ID),
      teamId: expect.stringMatching(MINTED_ID),
      stateId: expect.stringMatching(MINTED_ID),
      labelIds: [expect.any(String), expect.any(String), expect.any(String)],
      assigneeId: expect.stringMatching(MINTED_ID),
      projectId: expect.stringMatching(MINTED_ID),
      title: "Tokens expire too late",
      description: "Seen in **staging**.",
      priority: 2,
      parentId: "PSN-120",
      dueDate: "2026-01-31",
    });
    expect(receipt).toEqual({
      id: input["id"],
      identifier: "PSN-124",
      url: "https://linear.app/acme/issue/PSN-124/tokens-expire-too-late",
      changed: Object.keys(params),
    });
    expect(adapter.operations["create_issue"]?.result.parse(receipt)).toEqual(receipt);
    await expect(linear.run("get_issue", { issue_id: "PSN-124" })).resolves.toMatchObject({
      id: input["id"],
      title: "Tokens expire too late",
      status: "In Review",
      priority: "High",
      assignee: { name: "Priya Natarajan" },
      labels: ["Bug", "API", "threat-model"],
      parent: { identifier: "PSN-120" },
      due_date: "2026-01-31",
      created: "2025-12-01T10:00:00.000Z",
    });
  });

  it("numbers on, team by team", async () => {
    const linear = simulatedLinear();
    const create = (team: string) => linear.run("create_issue", { team, title: "One more" });
    await expect(create("PSN")).resolves.toMatchObject({ identifier: "PSN-124" });
    await expect(create("PSN")).resolves.toMatchObject({ identifier: "PSN-125" });
    await expect(create("WEB")).resolves.toMatchObject({ identifier: "WEB-241" });
    await expect(linear.run("get_issue", { issue_id: "PSN-125" })).resolves.toMatchObject({
      status: "Backlog",
    });
  });

  it("looks names up once in a session; a team brings its statuses along", async () => {
    const linear = simulatedLinear();
    const params = { team: "PSN", title: "One", state: "Todo" };
    await linear.run("create_issue", params);
    expect(await documentsOf(linear.sent)).toEqual(["FindTeams", "CreateIssue"]);
    await linear.run("create_issue", {
      ...params,
      labels: ["security"],
      assignee: "me",
      project: "Zero trust network",
    });
    expect((await documentsOf(linear.sent.slice(2))).sort()).toEqual([
      "CreateIssue",
      "FindProjects",
      "TeamLabels",
      "Viewer",
    ]);
    await linear.run("create_issue", {
      ...params,
      labels: ["Bug"],
      assignee: "me",
      project: "Zero trust network",
    });
    expect(linear.calls).toBe(7);
  });

  it.each([
    [{ team: "PSM" }, 1001, { available: expect.arrayContaining(["PSN", "WEB"]) }, "PSN"],
    [{ state: "In Progres" }, 1004, { available: expect.arrayContaining(["In Progress"]) }, "In Progress"],
    [{ state: "blocked" }, 1004, { status: "blocked" }, ""],
    [{ labels: ["Bug", "securty", "nope"] }, 1003, { missing: ["securty", "nope"] }, ""],
    [
      { labels: ["securty"] },
      1003,
      { available: expect.arrayContaining(["security", "Area/API"]) },
      "security",
    ],
    [{ labels: ["Area"] }, 1003, { missing: ["Area"] }, ""],
    [{ labels: ["design"] }, 1003, { missing: ["design"] }, ""],
    [
      { project: "API autentication" },
      1002,
      { available: expect.arrayContaining(["API authentication"]) },
      "API authentication",
    ],
    [{ project: "Design refresh" }, 1002, { team: "PSN" }, ""],
    [{ assignee: "Priya Nataraja" }, 1006, { user: "Priya Nataraja" }, "Priya Natarajan"],
    [{ state: "started" }, 1110, { candidates: [{ name: "In Progress" }, { name: "In Review" }] }, ""],
    [{ labels: ["API"] }, 1110, { candidates: [{ name: "Area/API" }, { name: "Partner/API" }] }, ""],
    [
      { project: "Quarterly audit" },
      1110,
      { candidates: [{ id: expect.any(String) }, { id: expect.any(String) }] },
      "",
    ],
    [
      { assignee: "Alex Kim" },
      1110,
      { candidates: [{ email: "alex@acme.example" }, { email: "alex.kim2@acme.example" }] },
      "",
    ],
  ])("refuses %j before it writes", async (wrong, number, details, suggested) => {
    const linear = simulatedLinear();
    await expect(linear.run("create_issue", { team: "PSN", title: "One", ...wrong })).rejects.toMatchObject({
      number,
      system: "linear",
      retryable: false,
      details,
      suggestions: expect.arrayContaining([expect.stringContaining(suggested)]),
    });
    expect(await documentsOf(linear.sent)).not.toContain("CreateIssue");
  });

  it.each([
    [
      "an id",
      async (linear: ReturnType<typeof simulatedLinear>) =>
        ((await linear.run("get_team", { team: "WEB" })) as { id: string }).id,
    ],
    ["a key in another case", async () => "web"],
    ["a name", async () => "web experience"],
  ])("knows the team by %s", async (_way, teamFor) => {
    const linear = simulatedLinear();
    const team = await teamFor(linear);
    await expect(linear.run("create_issue", { team, title: "One" })).resolves.toMatchObject({
      identifier: "WEB-241",
    });
  });

  it("knows people by me, short name and id, and a status by its only type", async () => {
    const linear = simulatedLinear();
    const { assignee } = (await linear.run("get_issue", { issue_id: "PSN-120" })) as {
      assignee: { id: string };
    };
    for (const [who, name] of [
      ["me", "Maya Lindqvist"],
      ["alex.kim2", "Alex Kim"],
      [assignee.id, "Priya Natarajan"],
    ]) {
      const { identifier } = (await linear.run("create_issue", {
        team: "PSN",
        title: "One",
        assignee: who,
        state: "completed",
      })) as { identifier: string };
      await expect(linear.run("get_issue", { issue_id: identifier })).resolves.toMatchObject({
        assignee: { name },
        status: "Done",
      });
    }
  });

  it("tells a parent that is not there", async () => {
    await expect(
      simulatedLinear().run("create_issue", { team: "PSN", title: "One", parent: "PSN-9999" }),
    ).rejects.toMatchObject({ number: 1005, details: { issue_id: "PSN-9999" } });
  });

  it.each([{ priority: 5 }, { due_date: "2026-02-30" }, { title: "" }, { colour: "red" }])(
    "holds params to their schema: %j",
    async (wrong) => {
      const linear = simulatedLinear();
      await expect(linear.run("create_issue", { team: "PSN", title: "One", ...wrong })).rejects.toThrow();
      expect(linear.calls).toBe(0);
    },
  );

  it("fails when Linear does not say that it created, with the id to look for", async () => {
    const teams = { nodes: [{ id: "t", key: "PSN", name: "P", states: { nodes: [], pageInfo: {} } }] };
    const linear = answering(async (request) => {
      const { query } = await sentBody(request);
      return Response.json({
        data: query.includes("mutation") ? { issueCreate: { success: false } } : { teams },
      });
    });
    await expect(linear.run("create_issue", { team: "PSN", title: "One" })).rejects.toMatchObject({
      number: 1202,
      details: { id: expect.stringMatching(MINTED_ID) },
    });
  });
});
