import { describe, expect, it } from "vitest";
import adapter from "../../src/index.js";
import { allPages, answering, asked, documentsOf, resultOf, sentBody, simulatedLinear } from "../bench.js";

describe("get_team", () => {
  it("answers by key, name or id, and remembers", async () => {
    const linear = simulatedLinear();
    const expected = { id: expect.any(String), key: "PSN", name: "Platform Security & Network" };
    const team = (await linear.run("get_team", { team: "PSN" })) as { id: string };
    expect(team).toEqual(expected);
    expect(adapter.operations["get_team"]?.result.parse(team)).toEqual(team);
    expect((await sentBody(linear.sent[0])).variables).toEqual({
      filter: { or: [{ key: { eqIgnoreCase: "PSN" } }, { name: { eqIgnoreCase: "PSN" } }] },
    });
    await linear.run("get_team", { team: "PSN" });
    await linear.run("get_team", { team: team.id });
    expect(linear.calls).toBe(1);
    await expect(linear.run("get_team", { team: "platform security & network" })).resolves.toEqual(expected);
    expect(linear.calls).toBe(2);
  });

  it("asks for an id as an id", async () => {
    const linear = simulatedLinear();
    const id = "00000000-0000-4000-8000-000000000000";
    await expect(linear.run("get_team", { team: id })).rejects.toMatchObject({ number: 1001 });
    expect((await sentBody(linear.sent[0])).variables).toEqual({ filter: { id: { eq: id } } });
  });

  it("lists the candidates when a name fits two teams, and prefers a key to a name", async () => {
    const team = (id: string, key: string, name: string) => ({
      id,
      key,
      name,
      states: { nodes: [], pageInfo: {} },
    });
    const give = (...nodes: object[]) => answering(() => Response.json({ data: { teams: { nodes } } }));
    await expect(
      give(team("1", "A", "Core"), team("2", "B", "Core")).run("get_team", { team: "Core" }),
    ).rejects.toMatchObject({
      number: 1110,
      details: {
        candidates: [
          { id: "1", name: "Core", key: "A" },
          { id: "2", name: "Core", key: "B" },
        ],
      },
    });
    await expect(
      give(team("1", "A", "B"), team("2", "B", "A")).run("get_team", { team: "A" }),
    ).resolves.toMatchObject({ id: "1" });
  });
});

describe("list_statuses", () => {
  const names = ["Backlog", "Todo", "In Progress", "In Review", "Done", "Canceled", "Duplicate"];

  it("lists in the order of the workflow, with one call or none", async () => {
    const linear = simulatedLinear();
    const answer = (await linear.run("list_statuses", { team: "PSN" })) as {
      statuses: { name: string; type: string }[];
    };
    expect(answer).toMatchObject({ page: { total: 7, complete: true } });
    expect(answer.statuses.map(({ name }) => name)).toEqual(names);
    expect(answer.statuses.map(({ type }) => type)).toEqual([
      "backlog",
      "unstarted",
      "started",
      "started",
      "completed",
      "canceled",
      "duplicate",
    ]);
    expect(adapter.operations["list_statuses"]?.result.parse(answer)).toEqual(answer);
    await linear.run("list_statuses", { team: "PSN" });
    expect(linear.calls).toBe(1);
    const web = (await linear.run("list_statuses", { team: "WEB" })) as { statuses: { name: string }[] };
    expect(web.statuses[0]?.name).toBe("Triage");
  });

  it("pages, and refuses a token of another list", async () => {
    const linear = simulatedLinear();
    const first = (await linear.run("list_statuses", { team: "PSN", limit: 5 })) as {
      statuses: { name: string }[];
      page: { next: string };
    };
    expect(first.page).toEqual({ next: expect.any(String), total: 7, complete: false });
    const rest = (await linear.run("list_statuses", {
      team: "PSN",
      limit: 5,
      page_token: first.page.next,
    })) as typeof first;
    expect([...first.statuses, ...rest.statuses].map(({ name }) => name)).toEqual(names);
    expect(rest.page).toEqual({ total: 7, complete: true });
    await expect(linear.run("list_statuses", { team: "PSN", page_token: "nonsense" })).rejects.toMatchObject({
      number: 1108,
    });
  });

  it("reads all pages of statuses when the team did not bring them", async () => {
    const state = (id: string, position: number) => ({ id, name: id, type: "started", position });
    const linear = answering(async (request) => {
      const { query, variables } = await sentBody(request);
      if (query.includes("FindTeams")) {
        const states = { nodes: [state("a", 1)], pageInfo: { hasNextPage: true } };
        return Response.json({ data: { teams: { nodes: [{ id: "t", key: "PSN", name: "P", states }] } } });
      }
      const page =
        variables["after"] === undefined
          ? { nodes: [state("b", 2)], pageInfo: { hasNextPage: true, endCursor: "b" } }
          : { nodes: [state("a", 1)], pageInfo: { hasNextPage: false } };
      return Response.json({ data: { workflowStates: page } });
    });
    await expect(linear.run("list_statuses", { team: "PSN" })).resolves.toMatchObject({
      statuses: [{ id: "a" }, { id: "b" }],
    });
    expect(linear.calls).toBe(3);
  });
});

describe("list_teams", () => {
  it("lists teams, and spares the look-up of those that were listed", async () => {
    const linear = simulatedLinear();
    const answer = await linear.run("list_teams", { query: "web", include_archived: true });
    const text = { containsIgnoreCase: "web" };
    expect(await asked(linear)).toEqual([
      {
        document: "ListTeams",
        variables: { filter: { or: [{ name: text }, { key: text }] }, includeArchived: true, first: 50 },
      },
    ]);
    const team = { id: expect.any(String), key: "WEB", name: "Web Experience" };
    expect(answer).toEqual({ teams: [team], page: { complete: true } });
    expect(adapter.operations["list_teams"]?.result.parse(answer)).toEqual(answer);
    await expect(linear.run("get_team", { team: "WEB" })).resolves.toEqual(team);
    expect(linear.calls).toBe(1);
  });

  it("pages to the end", async () => {
    const { items, pages } = await allPages(simulatedLinear(), "list_teams", { limit: 1, list: "teams" });
    expect(items).toMatchObject([{ key: "PSN" }, { key: "WEB" }]);
    expect(pages).toBe(2);
  });
});

describe.each(["get_valid_state_id", "validate_state", "get_issue_status"])("%s", (operation) => {
  it.each([
    ["in progress", "In Progress", "name"],
    ["completed", "Done", "type"],
    ["", "", "id"],
  ])("means %j by %s", async (state, name, method) => {
    const linear = simulatedLinear();
    const { statuses } = (await linear.run("list_statuses", { team: "PSN" })) as {
      statuses: { id: string; name: string }[];
    };
    const input = state === "" ? (statuses[1]?.id ?? "") : state;
    const answer = await linear.run(operation, { team: "PSN", state: input });
    expect(answer).toEqual({
      id: expect.any(String),
      name: name === "" ? "Todo" : name,
      type: expect.any(String),
      resolution: { input, method },
    });
    expect(resultOf(operation)?.parse(answer)).toEqual(answer);
    expect(linear.calls).toBe(1);
  });

  it.each([
    ["blocked", 1004, { status: "blocked", available: expect.arrayContaining(["In Review"]) }],
    ["started", 1110, { candidates: [{ name: "In Progress" }, { name: "In Review" }] }],
  ])("never guesses what %j means", async (state, number, details) => {
    await expect(simulatedLinear().run(operation, { team: "PSN", state })).rejects.toMatchObject({
      number,
      details,
    });
  });

  it("reads the statuses of a team that did not bring them", async () => {
    const linear = simulatedLinear();
    await linear.run("list_teams");
    await linear.run(operation, { team: "PSN", state: "Todo" });
    expect(await documentsOf(linear)).toEqual(["ListTeams", "TeamStatuses"]);
  });
});

describe("cache_status", () => {
  it("tells what the slots hold, without a call", async () => {
    const linear = simulatedLinear();
    await linear.run("list_statuses", { team: "PSN" });
    await expect(linear.run("cache_status", { detailed: true })).resolves.toMatchObject({
      hits: 1,
      misses: 1,
      operations: ["list_statuses"],
      slots: { teams: { hits: 0, misses: 1 }, statuses: { hits: 1, misses: 0, entries: 1 } },
    });
    expect(linear.calls).toBe(1);
  });
});
