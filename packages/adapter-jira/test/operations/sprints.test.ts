import { describe, expect, it } from "vitest";
import { answering, simulatedJira } from "../bench.js";
import { sentTo } from "../sent.js";

const url = (id: string | number) => `http://simulator.invalid/jira/issues/?jql=sprint%20%3D%20${id}`;
const running = {
  id: "109",
  name: "TRAIN Sprint 9",
  state: "active",
  start_date: "2025-11-10T08:00:00.000Z",
  end_date: "2025-11-24T08:00:00.000Z",
  goal: "Partners can log in",
  url: url(109),
};
const named = { sprint_id: "TRAIN Sprint 10", board_id: "TRAIN board" };
const dates = { start_date: "2025-12-02", end_date: "2025-12-16T09:00:00+01:00" };

describe("list_sprints", () => {
  it("lists them by state", async () => {
    const jira = simulatedJira();
    await expect(
      jira.run("list_sprints", { board_id: "TRAIN board", state: ["active", "future"] }),
    ).resolves.toEqual({
      sprints: [running, { id: "110", name: "TRAIN Sprint 10", state: "future", url: url(110) }],
      page: { total: 2, complete: true },
    });
    expect(sentTo(jira).at(-1)).toBe(
      "GET /rest/agile/1.0/board/1/sprint?state=active,future&startAt=0&maxResults=50",
    );
  });

  it("pages", async () => {
    const jira = simulatedJira();
    await expect(jira.run("list_sprints", { board_id: 1, limit: 4, page_token: "4" })).resolves.toMatchObject(
      {
        sprints: [{ id: "105", state: "closed", completed: expect.any(String) }, {}, {}, {}],
        page: { next: "8", total: 10, complete: false },
      },
    );
  });

  it.each([
    [{ board_id: 99 }, 2020],
    [{ board_id: 2 }, 2104],
  ])("tells what is wrong: %j", async (params, number) => {
    await expect(simulatedJira().run("list_sprints", params)).rejects.toMatchObject({ number });
  });
});

describe("get_sprint", () => {
  it.each([[{ sprint_id: 109 }], [{ sprint_id: "train sprint 9", board_id: "1" }]])(
    "finds it by %j",
    async (params) => {
      await expect(simulatedJira().run("get_sprint", params)).resolves.toEqual({ ...running, board_id: "1" });
    },
  );

  it("looks the board up too", async () => {
    const jira = simulatedJira();
    await jira.run("get_sprint", named);
    expect(sentTo(jira)).toEqual([
      "GET /rest/agile/1.0/board?name=TRAIN board&maxResults=50&startAt=0",
      "GET /rest/agile/1.0/board/1/sprint?maxResults=50&startAt=0",
      "GET /rest/agile/1.0/sprint/110",
    ]);
  });

  it.each([
    [{ sprint_id: 99 }],
    [{ sprint_id: "TRAIN Sprint 99", board_id: 1 }],
    [{ sprint_id: "TRAIN Sprint 9" }],
  ])("tells what is missing: %j", async (params) => {
    await expect(simulatedJira().run("get_sprint", params)).rejects.toMatchObject({ number: 2021 });
  });
});

describe("create_sprint", () => {
  it("sends instants, and the board lists it", async () => {
    const jira = simulatedJira();
    const receipt = await jira.run("create_sprint", {
      board_id: "TRAIN board",
      name: "TRAIN Sprint 11",
      goal: "Refunds",
      ...dates,
    });
    expect(await jira.sent.at(-1)?.json()).toEqual({
      originBoardId: 1,
      name: "TRAIN Sprint 11",
      goal: "Refunds",
      startDate: "2025-12-02T00:00:00.000Z",
      endDate: "2025-12-16T08:00:00.000Z",
    });
    const { id } = receipt as { id: string };
    expect(receipt).toEqual({
      id,
      url: url(id),
      changed: ["board_id", "name", "start_date", "end_date", "goal"],
    });
    await expect(jira.run("list_sprints", { board_id: 1, state: ["future"] })).resolves.toMatchObject({
      sprints: [{ id: "110" }, { id, state: "future" }],
    });
  });

  it("refuses an instant without its zone, and a board that is not there", async () => {
    const jira = simulatedJira();
    const params = { board_id: 99, name: "x" };
    await expect(jira.run("create_sprint", { ...params, end_date: "2025-12-31T09:00" })).rejects.toThrow(
      "zone",
    );
    await expect(jira.run("create_sprint", params)).rejects.toMatchObject({ number: 2020 });
  });
});

describe("update_sprint", () => {
  it("starts a sprint once it has dates, and completes it", async () => {
    const jira = simulatedJira();
    await expect(jira.run("update_sprint", { ...named, state: "active" })).rejects.toMatchObject({
      number: 2104,
      message: expect.stringContaining("dates must be set"),
    });
    const changes = { ...dates, name: "Ten", goal: "Refunds", state: "active" };
    await expect(jira.run("update_sprint", { sprint_id: 110, ...changes })).resolves.toMatchObject({
      id: "110",
      state: "active",
    });
    expect(await jira.sent.at(-1)?.json()).toMatchObject({ state: "active", name: "Ten", goal: "Refunds" });
    await expect(jira.run("update_sprint", { sprint_id: 110, state: "closed" })).resolves.toEqual({
      id: "110",
      url: url(110),
      changed: ["state"],
      state: "closed",
    });
    await expect(jira.run("get_sprint", { sprint_id: 110 })).resolves.toMatchObject({
      completed: "2025-12-01T10:00:00.000Z",
    });
  });

  it("wants something to change, and tells when there is no such sprint", async () => {
    const jira = simulatedJira();
    await expect(jira.run("update_sprint", { sprint_id: 99 })).rejects.toThrow("nothing to change");
    await expect(jira.run("update_sprint", { sprint_id: 99, goal: "" })).rejects.toMatchObject({
      number: 2021,
    });
  });
});

it("delete_sprint deletes it", async () => {
  const jira = simulatedJira();
  await expect(jira.run("delete_sprint", named)).resolves.toEqual({
    id: "110",
    url: url(110),
    changed: ["sprint"],
  });
  expect(sentTo(jira).at(-1)).toBe("DELETE /rest/agile/1.0/sprint/110");
  await expect(jira.run("delete_sprint", { sprint_id: 110 })).rejects.toMatchObject({ number: 2021 });
});

const keysIn = async (jira: ReturnType<typeof simulatedJira>, sprint_id: number) =>
  ((await jira.run("get_sprint_issues", { sprint_id })) as { issues: { key: string }[] }).issues.map(
    ({ key }) => key,
  );

describe("add_issues_to_sprint", () => {
  it("moves issues, in the order asked for", async () => {
    const jira = simulatedJira();
    await expect(
      jira.run("add_issues_to_sprint", {
        ...named,
        issue_keys: ["TRAIN-201", "TRAIN-123"],
        rank_before: "TRAIN-1",
      }),
    ).resolves.toEqual({
      id: "110",
      url: url(110),
      changed: ["issues"],
      issues: ["TRAIN-201", "TRAIN-123"].map((key) => ({
        id: key,
        key,
        url: `http://simulator.invalid/jira/browse/${key}`,
        changed: ["sprint", "rank"],
      })),
    });
    expect(await jira.sent.at(-1)?.json()).toEqual({
      issues: ["TRAIN-201", "TRAIN-123"],
      rankBeforeIssue: "TRAIN-1",
    });
    expect(await keysIn(jira, 110)).toEqual(["TRAIN-201", "TRAIN-123"]);
    expect(await keysIn(jira, 109)).not.toContain("TRAIN-123");
    await jira.run("add_issues_to_sprint", {
      sprint_id: 110,
      issue_keys: ["TRAIN-202"],
      rank_after: "TRAIN-201",
    });
    expect(await keysIn(jira, 110)).toEqual(["TRAIN-201", "TRAIN-202", "TRAIN-123"]);
  });

  it.each([
    [{ sprint_id: 99, issue_keys: ["TRAIN-1"] }, 2021],
    [{ sprint_id: 101, issue_keys: ["TRAIN-1"] }, 2104],
    [{ sprint_id: 110, issue_keys: ["TRAIN-9999"] }, 2104],
  ])("tells what is wrong: %j", async (params, number) => {
    await expect(simulatedJira().run("add_issues_to_sprint", params)).rejects.toMatchObject({ number });
  });
});

it("move_issues_to_backlog takes issues out of their sprints", async () => {
  const jira = simulatedJira();
  await expect(jira.run("move_issues_to_backlog", { issue_keys: ["TRAIN-123"] })).resolves.toMatchObject({
    issues: [{ key: "TRAIN-123", changed: ["sprint"] }],
  });
  expect(sentTo(jira)).toEqual(["POST /rest/agile/1.0/backlog/issue"]);
  expect(await jira.sent[0]?.json()).toEqual({ issues: ["TRAIN-123"] });
  expect(await keysIn(jira, 109)).not.toContain("TRAIN-123");
});

describe("rank_issues", () => {
  it("moves issues before another one", async () => {
    const jira = simulatedJira();
    await expect(
      jira.run("rank_issues", { issue_keys: ["TRAIN-123"], rank_before: "TRAIN-113" }),
    ).resolves.toMatchObject({ issues: [{ key: "TRAIN-123", changed: ["rank"] }] });
    expect(await jira.sent[0]?.json()).toEqual({ issues: ["TRAIN-123"], rankBeforeIssue: "TRAIN-113" });
    expect((await keysIn(jira, 109))[0]).toBe("TRAIN-123");
    await jira.run("rank_issues", { issue_keys: ["TRAIN-123"], rank_after: "TRAIN-113" });
    expect((await keysIn(jira, 109))[1]).toBe("TRAIN-123");
  });

  it("tells which could not be moved", async () => {
    const entries = [
      { issueId: 1, issueKey: "TRAIN-1", status: 200 },
      { issueId: 2, issueKey: "TRAIN-2", status: 503, errors: ["Please try again later."] },
    ];
    const jira = answering(() => Response.json({ entries }, { status: 207 }));
    await expect(
      jira.run("rank_issues", { issue_keys: ["TRAIN-1", "TRAIN-2"], rank_after: "TRAIN-3" }),
    ).resolves.toMatchObject({
      issues: [{ key: "TRAIN-1" }],
      failed: [{ issue_key: "TRAIN-2", message: "Please try again later." }],
    });
  });

  it("wants one place", async () => {
    const both = { issue_keys: ["TRAIN-1"], rank_before: "TRAIN-2", rank_after: "TRAIN-3" };
    await expect(simulatedJira().run("rank_issues", both)).rejects.toThrow("either");
    await expect(simulatedJira().run("rank_issues", { issue_keys: ["TRAIN-1"] })).rejects.toThrow("either");
  });
});

describe("estimates", () => {
  it("are read and written in the board's field", async () => {
    const jira = simulatedJira();
    const where = { issue_key: "TRAIN-123", board_id: "TRAIN board" };
    await expect(jira.run("get_estimate", where)).resolves.toEqual({
      value: "5.0",
      field_id: "customfield_10016",
    });
    await expect(jira.run("estimate_issue", { ...where, value: 8 })).resolves.toMatchObject({
      key: "TRAIN-123",
      changed: ["estimate"],
    });
    expect(await jira.sent.at(-1)?.json()).toEqual({ value: "8" });
    expect(sentTo(jira).slice(1)).toEqual([
      "GET /rest/agile/1.0/issue/TRAIN-123/estimation?boardId=1",
      "PUT /rest/agile/1.0/issue/TRAIN-123/estimation?boardId=1",
    ]);
    await expect(jira.run("get_estimate", where)).resolves.toMatchObject({ value: "8.0" });
    await expect(jira.run("get_estimate", { issue_key: "TRAIN-1", board_id: 1 })).resolves.toEqual({
      field_id: "customfield_10016",
    });
  });

  it.each([
    [{ issue_key: "TRAIN-9999", board_id: 1 }, 2003],
    [{ issue_key: "TRAIN-1", board_id: 2 }, 2104],
  ])("tell what is wrong: %j", async (where, number) => {
    await expect(simulatedJira().run("get_estimate", where)).rejects.toMatchObject({ number });
    await expect(simulatedJira().run("estimate_issue", { ...where, value: 1 })).rejects.toMatchObject({
      number,
    });
  });
});
