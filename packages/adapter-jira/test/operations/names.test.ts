import { describe, expect, it } from "vitest";
import { simulatedJira } from "../bench.js";
import { sentTo } from "../sent.js";

/** Projects, boards and people are called by name wherever one is named. */
const ops = { project: "Operations" };
const BY_PROJECT: [operation: string, params: Record<string, unknown>][] = [
  ["get_project", ops],
  ["get_issue_types", ops],
  ["get_statuses", ops],
  ["resolve_issue_type", { ...ops, name: "Bug" }],
  ["search_users", { ...ops, query: "a" }],
  ["get_create_fields", { ...ops, issue_type: "Bug" }],
  ["get_project_fields", { ...ops, issue_type: "Bug" }],
  ["get_field_options", { ...ops, issue_type: "Bug", field_id: "Severity" }],
  ["get_components", ops],
  ["create_component", { ...ops, name: "Backups" }],
  ["update_component", { ...ops, component_id: "Monitoring", name: "Alerts" }],
  ["delete_component", { ...ops, component_id: "Monitoring" }],
  ["get_versions", ops],
  ["get_version", { ...ops, version_id: "Winter" }],
  ["create_version", { ...ops, name: "Spring" }],
  ["batch_create_versions", { ...ops, versions: [{ name: "Spring" }] }],
  ["update_version", { ...ops, version_id: "Winter", released: true }],
  ["delete_version", { ...ops, version_id: "Winter" }],
  ["list_boards", ops],
  ["list_filters", ops],
  ["get_my_permissions", ops],
  ["get_project_roles", ops],
  ["get_project_role", { ...ops, role: "Viewers" }],
  ["get_security_levels", ops],
];

describe("a project's name", () => {
  it.each(BY_PROJECT)("is enough for %s", async (operation, params) => {
    const jira = simulatedJira();
    await jira.run(operation, params);
    // A single word may be a key, so it is asked for as one first.
    expect(sentTo(jira)).toEqual(
      expect.arrayContaining([
        "GET /rest/api/3/project/Operations",
        expect.stringMatching(/^GET \/rest\/api\/3\/project\/search\?query=Operations&/),
      ]),
    );
  });

  it.each(BY_PROJECT)("that nothing has is told by %s", async (operation, params) => {
    await expect(simulatedJira().run(operation, { ...params, project: "Operation" })).rejects.toMatchObject({
      number: 2001,
      suggestions: expect.arrayContaining(['Did you mean "Operations"?']),
    });
  });
});

const board = { board_id: "TRAIN bugs" };
const sprint = { sprint_id: "TRAIN Sprint 10", board_id: "TRAIN board" };

describe("a board's name", () => {
  it.each([
    ["get_board", board],
    ["get_board_issues", board],
    ["get_backlog_issues", board],
    ["list_epics", board],
    ["list_sprints", { board_id: "TRAIN board" }],
    ["create_sprint", { ...board, name: "x" }],
    ["get_sprint", sprint],
    ["get_sprint_issues", sprint],
    ["update_sprint", { ...sprint, goal: "x" }],
    ["delete_sprint", sprint],
    ["add_issues_to_sprint", { ...sprint, issue_keys: ["TRAIN-1"] }],
    ["get_estimate", { board_id: "TRAIN board", issue_key: "TRAIN-1" }],
    ["estimate_issue", { board_id: "TRAIN board", issue_key: "TRAIN-1", value: 1 }],
  ])("is enough for %s", async (operation, params) => {
    const jira = simulatedJira();
    await jira.run(operation, params);
    expect(sentTo(jira)[0]).toBe(`GET /rest/agile/1.0/board?name=${params.board_id}&maxResults=50&startAt=0`);
    await expect(jira.run(operation, { ...params, board_id: "TRAIN bord" })).rejects.toMatchObject({
      number: 2020,
    });
    await expect(jira.run(operation, { ...params, board_id: "Operations" })).rejects.toMatchObject({
      number: 2110,
    });
  });
});

describe("a person's name", () => {
  const component = { component_id: "50000" };
  it.each([
    ["create_component", { project: "TRAIN", name: "x" }, "lead"],
    ["update_component", component, "lead"],
    ["list_filters", {}, "owner"],
  ])("is enough for %s", async (operation, params, param) => {
    for (const [name, sent] of [
      ["Priya Natarajan", "GET /rest/api/3/user/search?query=Priya Natarajan&maxResults=50"],
      ["me", "GET /rest/api/3/myself"],
    ]) {
      const jira = simulatedJira();
      await jira.run(operation, { ...params, [param]: name });
      expect(sentTo(jira)).toContain(sent);
    }
    const ambiguous = simulatedJira().run(operation, { ...params, [param]: "Alex Kim" });
    await expect(ambiguous).rejects.toMatchObject({ number: 2110 });
  });
});
