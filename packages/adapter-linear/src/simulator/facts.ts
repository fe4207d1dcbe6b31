import type { Person, World } from "@pm-orchestrator/simulator";
import type { SimIssue, SimLabel, SimProject, SimStatus, SimTeam } from "./state.js";
import { userId } from "./state.js";

/** Things as plain values, with the names by which Linear filters them. */
export function teamFacts({ id, key, name }: SimTeam) {
  return { id, key, name };
}

export function statusFacts({ id, name, type, position, team }: SimStatus) {
  return { id, name, type, position, team: teamFacts(team) };
}

export function labelFacts({ id, name, isGroup, team }: SimLabel) {
  return { id, name, isGroup, team: team === null ? null : teamFacts(team) };
}

export function projectFacts({ id, name, teams }: SimProject) {
  return { id, name, slugId: slugId(id), accessibleTeams: teams.map(teamFacts) };
}

export function userFacts(person: Person, world: World) {
  const { name, email, handle } = person;
  return { id: userId(person), name, email, displayName: handle, active: true, isMe: person === world.me };
}

export function issueFacts(issue: SimIssue, world: World) {
  const { id, number, title, description, priority, team, status, assignee, labels, project } = issue;
  return {
    id,
    number,
    title,
    description,
    priority,
    team: teamFacts(team),
    state: statusFacts(status),
    assignee: assignee === null ? null : userFacts(assignee, world),
    labels: labels.map(labelFacts),
    project: project === null ? null : projectFacts(project),
  };
}

/** The short id that ends a project's address. */
export function slugId(id: string): string {
  return id.replaceAll("-", "").slice(0, 12);
}
