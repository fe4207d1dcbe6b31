import { STATUSES, type StatusName } from "./state.js";

interface SimTransition {
  id: string;
  name: string;
  from: readonly StatusName[];
  to: StatusName;
}

const TRANSITIONS: readonly SimTransition[] = [
  { id: "11", name: "Start Progress", from: ["To Do"], to: "In Progress" },
  { id: "21", name: "Request Review", from: ["In Progress"], to: "In Review" },
  { id: "31", name: "Reject", from: ["In Review"], to: "In Progress" },
  { id: "41", name: "Finish", from: ["In Progress", "In Review"], to: "Done" },
  { id: "51", name: "Reopen", from: ["Done"], to: "To Do" },
];

/** The transitions that an issue of this status can make, as Jira lists them. */
export function transitionsFrom(status: string) {
  return TRANSITIONS.filter(({ from }) => from.some((name) => name === status)).map(({ id, name, to }) => ({
    id,
    name,
    to: STATUSES.find((candidate) => candidate.name === to),
    hasScreen: to === "Done",
    isAvailable: true,
  }));
}

/** Where a transition leads from this status; undefined when it cannot be made. */
export function targetOf(status: string, id: string): StatusName | undefined {
  return TRANSITIONS.find(
    (transition) => transition.id === id && transition.from.some((name) => name === status),
  )?.to;
}
