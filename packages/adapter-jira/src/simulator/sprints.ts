import { HttpResponse, http, type RequestHandler } from "@pm-orchestrator/simulator";
import { findIssue, noIssue } from "./about-issue.js";
import { agileOf, openSprintOf, ranked, type SimSprint } from "./agile-state.js";
import { issuesPage, noBoard } from "./boards.js";
import { endpoint, missing, nothing, pageAt, type SimCall } from "./endpoint.js";
import { extrasOf } from "./extras.js";
import type { JiraState } from "./state.js";
import { jiraTime, refusal } from "./views.js";

interface SprintBody {
  name: string;
  goal: string;
  startDate: string;
  endDate: string;
  state: string;
  originBoardId: number;
}

interface RankBody {
  issues: string[];
  rankBeforeIssue: string;
  rankAfterIssue: string;
}

const NO_ISSUE = "Issue does not exist or you do not have permission to see it.";

/** Sprints, what is in them, the order of issues, and their estimates. */
export function sprintHandlers(jira: JiraState): RequestHandler[] {
  const { boards, sprints, sprintsOf } = agileOf(jira);
  const ofSprint = (answer: (sprint: SimSprint, call: SimCall) => Response | Promise<Response>) =>
    endpoint((call) => {
      const sprint = sprints.get(Number(call.param("id")));
      return sprint === undefined ? missing("Sprint does not exist.") : answer(sprint, call);
    });

  return [
    http.get(
      "*/rest/agile/1.0/board/:id/sprint",
      endpoint((call) => {
        const board = boards.find(({ id }) => String(id) === call.param("id"));
        if (board === undefined) return noBoard();
        if (board.type !== "scrum") return refusal(400, ["The board does not support sprints"]);
        const states = call.query.get("state")?.split(",");
        const found = [...sprints.values()].filter(
          (sprint) => sprint.board === board.id && (states?.includes(sprint.state) ?? true),
        );
        return pageAt(
          call,
          found.map((sprint) => sprintView(sprint, call.base)),
        );
      }),
    ),

    http.get(
      "*/rest/agile/1.0/sprint/:id",
      ofSprint((sprint, { base }) => HttpResponse.json(sprintView(sprint, base))),
    ),

    http.post(
      "*/rest/agile/1.0/sprint",
      endpoint(async (call) => {
        const { originBoardId = 0, name = "", state: _, ...rest } = await call.json<SprintBody>();
        const board = boards.find(({ id }) => id === originBoardId);
        if (board === undefined) return noBoard();
        const sprint: SimSprint = {
          ...rest,
          id: Number(jira.nextId()),
          board: board.id,
          name,
          state: "future",
        };
        sprints.set(sprint.id, sprint);
        return HttpResponse.json(sprintView(sprint, call.base), { status: 201 });
      }),
    ),

    http.post(
      "*/rest/agile/1.0/sprint/:id",
      ofSprint(async (sprint, call) => {
        const { state, originBoardId: _, ...rest } = await call.json<SprintBody>();
        const problem = state === undefined ? undefined : stateProblem({ ...sprint, ...rest }, state);
        if (problem !== undefined) return refusal(400, [problem]);
        Object.assign(sprint, rest, state === undefined ? {} : { state });
        if (state === "closed") sprint.completeDate = jira.world.now().toISOString();
        return HttpResponse.json(sprintView(sprint, call.base));
      }),
    ),

    http.delete(
      "*/rest/agile/1.0/sprint/:id",
      ofSprint(({ id }) => {
        sprints.delete(id);
        for (const [key, ids] of sprintsOf)
          sprintsOf.set(
            key,
            ids.filter((other) => other !== id),
          );
        return nothing();
      }),
    ),

    http.get(
      "*/rest/software/1.0/sprint/:id/issue",
      ofSprint(({ id }, call) => {
        const members = [...jira.issues.values()].filter(({ key }) => sprintsOf.get(key)?.includes(id));
        return issuesPage(jira, ranked(jira, members), call);
      }),
    ),

    http.post(
      "*/rest/agile/1.0/sprint/:id/issue",
      ofSprint(async (sprint, call) => {
        const body = await call.json<RankBody>();
        if (sprint.state === "closed")
          return refusal(400, ["Issues can only be moved to open or active sprints."]);
        const keys = keysOf(jira, body.issues ?? []);
        if (keys === undefined) return refusal(400, [NO_ISSUE]);
        for (const key of keys) leaveSprint(jira, key);
        for (const key of keys) sprintsOf.set(key, [...(sprintsOf.get(key) ?? []), sprint.id]);
        rank(jira, keys, body);
        return nothing();
      }),
    ),

    http.post(
      "*/rest/agile/1.0/backlog/issue",
      endpoint(async (call) => {
        const keys = keysOf(jira, (await call.json<RankBody>()).issues ?? []);
        if (keys === undefined) return refusal(400, [NO_ISSUE]);
        for (const key of keys) leaveSprint(jira, key);
        return nothing();
      }),
    ),

    http.put(
      "*/rest/agile/1.0/issue/rank",
      endpoint(async (call) => {
        const body = await call.json<RankBody>();
        const keys = keysOf(jira, body.issues ?? []);
        if (keys === undefined || !rank(jira, keys, body)) return refusal(400, [NO_ISSUE]);
        return nothing();
      }),
    ),

    http.get(
      "*/rest/agile/1.0/issue/:key/estimation",
      endpoint((call) => estimation(jira, call)),
    ),

    http.put(
      "*/rest/agile/1.0/issue/:key/estimation",
      endpoint(async (call) => {
        const { value = "" } = await call.json<{ value: string }>();
        if (Number.isNaN(Number(value)))
          return refusal(400, [], { customfield_10016: `'${value}' is an invalid number` });
        return estimation(jira, call, Number(value));
      }),
    ),
  ];
}

/** Reads an estimate, and writes it first when a value is given. */
function estimation(jira: JiraState, call: SimCall, written?: number): Response {
  const issue = findIssue(jira, call.param("key"));
  if (issue === undefined) return noIssue();
  const board = agileOf(jira).boards.find(({ id }) => String(id) === call.query.get("boardId"));
  if (board?.type !== "scrum") return refusal(400, ["The board does not estimate."]);
  const { custom } = extrasOf(jira, issue);
  if (written !== undefined) custom.set("customfield_10016", written);
  const value = custom.get("customfield_10016");
  return HttpResponse.json({
    fieldId: "customfield_10016",
    ...(typeof value === "number" ? { value: value.toFixed(1) } : {}),
  });
}

function stateProblem({ state, startDate, endDate }: SimSprint, wanted: string): string | undefined {
  if (wanted === "active" && state === "future") {
    return startDate && endDate
      ? undefined
      : "Sprint start and end dates must be set before it can be started.";
  }
  return wanted === "closed" && state === "active"
    ? undefined
    : `A sprint that is ${state} cannot become ${wanted}.`;
}

/** The keys of all of these issues; undefined when one of them is not there. */
function keysOf(jira: JiraState, given: readonly string[]): string[] | undefined {
  const issues = given.map((key) => findIssue(jira, key));
  return issues.includes(undefined) ? undefined : issues.flatMap((issue) => issue?.key ?? []);
}

/** Sprints that have ended keep what was in them. */
function leaveSprint(jira: JiraState, key: string): void {
  const issue = jira.issues.get(key);
  const open = issue && openSprintOf(jira, issue);
  if (open === undefined) return;
  const { sprintsOf } = agileOf(jira);
  sprintsOf.set(key, sprintsOf.get(key)?.filter((id) => id !== open.id) ?? []);
}

/** Moves issues before or after another one; false when that is not there. */
function rank(
  jira: JiraState,
  keys: readonly string[],
  { rankBeforeIssue, rankAfterIssue }: Partial<RankBody>,
) {
  const agile = agileOf(jira);
  const moved = new Set(keys);
  const rest = agile.ranking.filter((key) => !moved.has(key));
  const place = rest.indexOf((rankBeforeIssue ?? rankAfterIssue ?? "").toUpperCase());
  if (place < 0) return false;
  rest.splice(rankBeforeIssue === undefined ? place + 1 : place, 0, ...keys);
  agile.ranking = rest;
  return true;
}

function sprintView({ board, startDate, endDate, completeDate, ...sprint }: SimSprint, base: string) {
  return {
    ...sprint,
    self: `${base}/rest/agile/1.0/sprint/${sprint.id}`,
    originBoardId: board,
    ...(startDate === undefined ? {} : { startDate: jiraTime(startDate) }),
    ...(endDate === undefined ? {} : { endDate: jiraTime(endDate) }),
    ...(completeDate === undefined ? {} : { completeDate: jiraTime(completeDate) }),
  };
}
