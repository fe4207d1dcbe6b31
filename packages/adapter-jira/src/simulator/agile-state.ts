import type { JiraState, SimIssue } from "./state.js";

export interface SimBoard {
  id: number;
  name: string;
  type: "scrum" | "kanban";
  /** Key. */
  project: string;
}

export interface SimSprint {
  id: number;
  board: number;
  name: string;
  state: "future" | "active" | "closed";
  goal?: string;
  startDate?: string;
  endDate?: string;
  completeDate?: string;
}

interface AgileState {
  boards: readonly SimBoard[];
  sprints: Map<number, SimSprint>;
  /** In which sprints an issue has been, the newest last: issue key → sprint ids. */
  sprintsOf: Map<string, number[]>;
  /** Keys of all issues, in the order in which boards show them. */
  ranking: string[];
}

const DAY = 86_400_000;
const LENGTH = 14 * DAY;
const FIRST_SPRINT = Date.UTC(2025, 6, 21, 8);
const RUNNING = 9;

/** The boards and sprints of the simulated Jira, made on first use. */
export function agileOf(jira: JiraState): AgileState {
  return jira.world.state("jira.agile", () => seedAgile(jira));
}

/** The sprint that an issue is in now; undefined when it is in none, or the last one has ended. */
export function openSprintOf(jira: JiraState, issue: SimIssue): SimSprint | undefined {
  const { sprints, sprintsOf } = agileOf(jira);
  const last = sprints.get(sprintsOf.get(issue.key)?.at(-1) ?? 0);
  return last?.state === "closed" ? undefined : last;
}

/** Issues in the order of boards; those that were made since come last. */
export function ranked(jira: JiraState, issues: readonly SimIssue[]): SimIssue[] {
  const places = new Map(agileOf(jira).ranking.map((key, place) => [key, place]));
  return issues.toSorted((a, b) => (places.get(a.key) ?? Infinity) - (places.get(b.key) ?? Infinity));
}

function seedAgile(jira: JiraState): AgileState {
  const sprints = Array.from({ length: RUNNING + 1 }, (_, index) => sprint(index + 1));
  const keys = [...jira.issues.keys()];
  const sprintsOf = new Map(
    keys.slice(0, 140).map((key, index) => [key, [100 + Math.min(1 + Math.floor(index / 14), RUNNING)]]),
  );
  return {
    boards: [
      { id: 1, name: "TRAIN board", type: "scrum", project: "TRAIN" },
      { id: 2, name: "TRAIN bugs", type: "kanban", project: "TRAIN" },
      { id: 3, name: "Operations", type: "kanban", project: "OPS" },
      { id: 4, name: "Operations", type: "kanban", project: "OPS" },
    ],
    sprints: new Map(sprints.map((each) => [each.id, each])),
    sprintsOf,
    ranking: keys,
  };
}

function sprint(number: number): SimSprint {
  const start = FIRST_SPRINT + (number - 1) * LENGTH;
  const at = (time: number) => new Date(time).toISOString();
  const base = { id: 100 + number, board: 1, name: `TRAIN Sprint ${number}` };
  if (number > RUNNING) return { ...base, state: "future" };
  const dates = { startDate: at(start), endDate: at(start + LENGTH) };
  if (number < RUNNING) return { ...base, ...dates, state: "closed", completeDate: at(start + LENGTH) };
  return { ...base, ...dates, state: "active", goal: "Partners can log in" };
}
