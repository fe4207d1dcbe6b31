import { describe, expect, it } from "vitest";
import { simulatedJira } from "../bench.js";
import { sentTo } from "../sent.js";

const url = (id: number) => `http://simulator.invalid/jira/secure/RapidBoard.jspa?rapidView=${id}`;
const trainBoard = { id: "1", name: "TRAIN board", type: "scrum", project: "TRAIN", url: url(1) };

describe("list_boards", () => {
  it("finds boards by name, project and type", async () => {
    const jira = simulatedJira();
    await expect(
      jira.run("list_boards", { board_name: "board", project: "Train Platform", board_type: "scrum" }),
    ).resolves.toEqual({ boards: [trainBoard], page: { total: 1, complete: true } });
    expect(sentTo(jira).at(-1)).toBe(
      "GET /rest/agile/1.0/board?name=board&projectKeyOrId=TRAIN&type=scrum&startAt=0&maxResults=50",
    );
  });

  it("pages", async () => {
    const jira = simulatedJira();
    await expect(jira.run("list_boards", { limit: 3 })).resolves.toMatchObject({
      boards: [{ id: "1" }, { id: "2" }, { id: "3" }],
      page: { next: "3", total: 4, complete: false },
    });
    await expect(jira.run("list_boards", { limit: 3, page_token: "3" })).resolves.toMatchObject({
      boards: [{ id: "4" }],
      page: { complete: true },
    });
  });
});

describe("get_board", () => {
  it("brings columns with names of statuses, and the field that estimates", async () => {
    const jira = simulatedJira();
    await expect(jira.run("get_board", { board_id: "train BOARD" })).resolves.toEqual({
      ...trainBoard,
      columns: [
        { name: "To Do", statuses: ["To Do"] },
        { name: "In Progress", statuses: ["In Progress", "In Review"] },
        { name: "Done", statuses: ["Done"] },
      ],
      estimation_field: { id: "customfield_10016", name: "Story Points" },
      filter_id: "10501",
    });
    expect(sentTo(jira)).toEqual([
      "GET /rest/agile/1.0/board?name=train BOARD&maxResults=50&startAt=0",
      "GET /rest/agile/1.0/board/1",
      "GET /rest/agile/1.0/board/1/configuration",
      "GET /rest/api/3/status",
    ]);
  });

  it("brings limits of columns, by a number", async () => {
    await expect(simulatedJira().run("get_board", { board_id: 2 })).resolves.toMatchObject({
      columns: [{}, { name: "In Progress", max: 5 }, {}],
    });
  });

  it.each([
    [{ board_id: 99 }, 2020, { board_id: "99" }],
    [{ board_id: "TRAIN bord" }, 2020, { available: [] }],
    [
      { board_id: "Operations" },
      2110,
      {
        candidates: [
          { id: "3", name: "Operations" },
          { id: "4", name: "Operations" },
        ],
      },
    ],
  ])("tells what is wrong: %j", async (params, number, details) => {
    await expect(simulatedJira().run("get_board", params)).rejects.toMatchObject({ number, details });
  });
});

it("list_epics lists the epics of a board", async () => {
  const jira = simulatedJira();
  await expect(jira.run("list_epics", { board_id: 1, done: false, limit: 1 })).resolves.toEqual({
    epics: [
      {
        key: "TRAIN-100",
        id: expect.any(String),
        name: "API security",
        summary: "API security",
        done: false,
        url: "http://simulator.invalid/jira/browse/TRAIN-100",
      },
    ],
    page: { total: 1, complete: true },
  });
  expect(sentTo(jira)).toEqual(["GET /rest/agile/1.0/board/1/epic?done=false&startAt=0&maxResults=1"]);
  await expect(jira.run("list_epics", { board_id: "TRAIN board", page_token: "1" })).resolves.toMatchObject({
    epics: [],
  });
  await expect(jira.run("list_epics", { board_id: 99 })).rejects.toMatchObject({ number: 2020 });
});

describe.each([
  { operation: "get_board_issues", where: { board_id: 1 }, path: "board/1/issue", missing: { board_id: 99 } },
  {
    operation: "get_backlog_issues",
    where: { board_id: 1 },
    path: "board/1/backlog",
    missing: { board_id: 99 },
  },
  {
    operation: "get_sprint_issues",
    where: { sprint_id: "109" },
    path: "sprint/109/issue",
    missing: { sprint_id: 99 },
  },
])("$operation", ({ operation, where, path, missing }) => {
  it("pages to the end without losing or repeating an issue", async () => {
    const jira = simulatedJira();
    const keys: string[] = [];
    let page_token: string | undefined;
    do {
      const answer = (await jira.run(operation, {
        ...where,
        limit: operation === "get_sprint_issues" ? 10 : 100,
        ...(page_token === undefined ? {} : { page_token }),
      })) as { issues: { key: string }[]; page: { next?: string } };
      keys.push(...answer.issues.map(({ key }) => key));
      page_token = answer.page.next;
    } while (page_token !== undefined);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeGreaterThan(10);
    expect(jira.calls).toBeGreaterThan(1);
  });

  it("narrows by JQL, and brings further fields and what is expanded", async () => {
    const jira = simulatedJira();
    const answer = await jira.run(operation, {
      ...where,
      jql: "type != Epic ORDER BY key DESC",
      fields: ["Story Points"],
      expand: ["changelog"],
      limit: 1,
    });
    expect(answer).toMatchObject({ issues: [{ changelog: [] }], page: { complete: false } });
    expect(sentTo(jira).at(-1)).toBe(
      `GET /rest/software/1.0/${path}?jql=type != Epic ORDER BY key DESC&fields=summary,status,issuetype,priority,assignee,updated,customfield_10016&expand=changelog&maxResults=1`,
    );
  });

  it("tells what is wrong", async () => {
    const number = operation === "get_sprint_issues" ? 2021 : 2020;
    await expect(simulatedJira().run(operation, missing)).rejects.toMatchObject({ number });
    await expect(simulatedJira().run(operation, { ...where, jql: "nonsense = 1" })).rejects.toMatchObject({
      number: 2104,
    });
  });
});

it("names of boards and sprints are looked up for their issues too", async () => {
  const jira = simulatedJira();
  for (const operation of ["get_board_issues", "get_backlog_issues"]) {
    await jira.run(operation, { board_id: "TRAIN board", limit: 1 });
  }
  await jira.run("get_sprint_issues", { sprint_id: "train sprint 9", board_id: "TRAIN board", limit: 1 });
  expect(sentTo(jira).filter((sent) => sent.startsWith("GET /rest/agile"))).toEqual([
    "GET /rest/agile/1.0/board?name=TRAIN board&maxResults=50&startAt=0",
    "GET /rest/agile/1.0/board/1/sprint?maxResults=50&startAt=0",
  ]);
});
