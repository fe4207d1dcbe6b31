import type { Person, World } from "@pm-orchestrator/simulator";
import { SimInstant } from "./instant.js";
import { identifierOf, type SimIssue, userId } from "./state.js";
import type {
  SimCycle,
  SimInitiative,
  SimMilestone,
  SimProject,
  SimProjectStatus,
} from "./state-planning.js";
import type { SimLabel, SimStatus, SimTeam } from "./state-teams.js";

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

export function userFacts(person: Person, world: World) {
  const { name, email, handle } = person;
  return { id: userId(person), name, email, displayName: handle, active: true, isMe: person === world.me };
}

export function cycleFacts(cycle: SimCycle, world: World) {
  const { id, number, name, team } = cycle;
  return { id, number, name, team: teamFacts(team), ...cyclePlace(cycle, world) };
}

/** Where a cycle lies in time, as Linear tells it. */
export function cyclePlace({ startsAt, endsAt }: SimCycle, world: World) {
  const now = world.now().getTime();
  const length = Date.parse(endsAt) - Date.parse(startsAt);
  const [start, end] = [Date.parse(startsAt), Date.parse(endsAt)];
  return {
    isActive: start <= now && now < end,
    isFuture: start > now,
    isPast: end <= now,
    isNext: start > now && start - now <= length,
    isPrevious: end <= now && now - end < length,
  };
}

function projectStatusFacts({ id, name, type, position }: SimProjectStatus) {
  return { id, name, type, position };
}

export function initiativeFacts({ id, name, status }: SimInitiative) {
  return { id, name, status, slugId: slugId(id) };
}

export function projectFacts(project: SimProject, world: World, initiatives: readonly SimInitiative[] = []) {
  const { id, name, teams, status, lead, members, labels, updatedAt } = project;
  return {
    id,
    name,
    slugId: slugId(id),
    accessibleTeams: teams.map(teamFacts),
    status: projectStatusFacts(status),
    lead: lead === null ? null : userFacts(lead, world),
    members: members.map((person) => userFacts(person, world)),
    labels: labels.map(labelFacts),
    initiatives: initiatives.filter(({ projects }) => projects.includes(project)).map(initiativeFacts),
    updatedAt: new SimInstant(updatedAt, world.now()),
  };
}

export function milestoneFacts({ id, name, project }: SimMilestone, world: World) {
  return { id, name, project: projectFacts(project, world) };
}

export function issueFacts(issue: SimIssue, world: World): Record<string, unknown> {
  const { id, number, title, description, priority, team, status, assignee, labels, project } = issue;
  const now = world.now();
  return {
    id,
    identifier: identifierOf(issue),
    number,
    title,
    description,
    priority,
    team: teamFacts(team),
    state: statusFacts(status),
    assignee: assignee === null ? null : userFacts(assignee, world),
    delegate: issue.delegate === null ? null : userFacts(issue.delegate, world),
    labels: labels.map(labelFacts),
    project: project === null ? null : projectFacts(project, world),
    cycle: issue.cycle === null ? null : cycleFacts(issue.cycle, world),
    parent: issue.parent === null ? null : issueFacts(issue.parent, world),
    createdAt: new SimInstant(issue.createdAt, now),
    updatedAt: new SimInstant(issue.updatedAt, now),
  };
}

/** The short id that ends an address. */
export function slugId(id: string): string {
  return id.replaceAll("-", "").slice(0, 12);
}
