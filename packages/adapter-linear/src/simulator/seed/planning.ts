import type { World } from "@pm-orchestrator/simulator";
import { momentsOf } from "../moments.js";
import { identifierOf, type LinearState, type PlanningState } from "../state.js";
import type { SimCycle, SimProject, SimProjectStatus } from "../state-planning.js";
import type { SimLabel, SimTeam } from "../state-teams.js";
import { pick } from "./pick.js";
import { dated, PSN, WEB } from "./workspace.js";

const DAY = 86_400_000;
/** Cycles take two weeks; the third of five began a week before the world did. */
const CYCLE = 14 * DAY;

const STATUSES = [
  ["Backlog", "backlog"],
  ["Planned", "planned"],
  ["In Progress", "started"],
  ["Paused", "paused"],
  ["Completed", "completed"],
  ["Canceled", "canceled"],
] as const;

/** What people plan with, before there are any issues. Two projects are called Quarterly audit, as two audits are. */
export function seedPlanning(world: World): PlanningState {
  const projectStatuses = STATUSES.map(([name, type], position) => ({
    ...dated(`project-status:${name}`),
    name,
    type,
    position,
    color: "#95a2b3",
  }));
  const projectLabels = ["Customer", "Compliance"].map(projectLabel);
  const project = (name: string, team: SimTeam, number: number) =>
    newProject({ name, team, number, status: pick(projectStatuses, number === 0 ? 2 : number) }, world);
  const authentication: SimProject = {
    ...project("API authentication", PSN, 0),
    content: "Partners get **short-lived tokens** instead of static keys.",
    labels: projectLabels.slice(0, 1),
    members: world.people.slice(0, 3),
    startDate: "2025-11-03",
    startedAt: "2025-11-03T09:00:00.000Z",
    targetDate: "2025-12-19",
    priority: 2,
  };
  const projects = [
    authentication,
    project("Zero trust network", PSN, 2),
    project("Quarterly audit", PSN, 3),
    project("Quarterly audit", PSN, 4),
    project("Design refresh", WEB, 7),
  ];
  const trust = {
    ...dated("initiative:Trust"),
    name: "Trust",
    description: "Partners can rely on us.",
    status: "Active",
    owner: world.me,
    projects: projects.slice(0, 2),
    targetDate: "2026-03-31",
  };
  const growth = { ...trust, ...dated("initiative:Growth"), name: "Growth", projects: [], status: "Planned" };
  return {
    cycles: [PSN, WEB].flatMap((team) => [1, 2, 3, 4, 5].map((number) => cycle(team, number, world.now()))),
    projectStatuses,
    projectLabels,
    projects,
    milestones: ["Design agreed", "Beta for partners"].map((name, sortOrder) => ({
      ...dated(`milestone:${name}`),
      project: authentication,
      name,
      description: null,
      targetDate: sortOrder === 0 ? "2025-11-14" : "2025-12-12",
      sortOrder,
    })),
    initiatives: [trust, growth],
    updates: [
      {
        ...dated("update:1"),
        project: authentication,
        initiative: null,
        user: pick(world.people, 2),
        body: "The threat model is done.",
        health: "onTrack",
        archivedAt: null,
      },
      {
        ...dated("update:2"),
        project: null,
        initiative: trust,
        user: world.me,
        body: "One project is behind.",
        health: "atRisk",
        archivedAt: null,
      },
    ],
    documents: [],
  };
}

/** What hangs on issues: the current cycle, a milestone, and documents. */
export function tellThePlan(linear: LinearState): void {
  const { planning, world } = linear;
  const [authentication] = planning.projects;
  const review = linear.issues.find((issue) => identifierOf(issue) === "PSN-120") ?? null;
  if (review !== null) {
    review.cycle = planning.cycles.find(({ team, number }) => team === PSN && number === 3) ?? null;
    review.projectMilestone = planning.milestones[1] ?? null;
    review.estimate = 5;
  }
  const none = { project: null, initiative: null, issue: null, cycle: null, team: null };
  const written = { creator: world.me, updatedBy: world.me };
  planning.documents.push(
    {
      ...dated("document:design"),
      title: "Design of JWT authentication",
      content: "## Keys\n\nWe sign with **RS256**.",
      ...none,
      project: authentication ?? null,
      ...written,
    },
    {
      ...dated("document:minutes"),
      title: "Minutes of the security review",
      content: "Refresh tokens rotate.",
      ...none,
      issue: review,
      ...written,
    },
  );
}

function cycle(team: SimTeam, number: number, now: Date): SimCycle {
  const today = Math.floor(now.getTime() / DAY) * DAY;
  const start = today - CYCLE / 2 + (number - 3) * CYCLE;
  return {
    ...dated(`cycle:${team.key}:${number}`),
    team,
    number,
    name: number === 3 ? "Hardening" : null,
    startsAt: new Date(start).toISOString(),
    endsAt: new Date(start + CYCLE).toISOString(),
  };
}

function projectLabel(name: string): SimLabel {
  return {
    ...dated(`project-label:${name}`),
    name,
    description: null,
    color: "#f2c94c",
    isGroup: false,
    parent: null,
    team: null,
  };
}

interface ProjectSeed {
  name: string;
  team: SimTeam;
  number: number;
  status: SimProjectStatus;
}

function newProject({ name, team, number, status }: ProjectSeed, { people }: World): SimProject {
  const stamp = dated(`project:${name}:${number}`);
  return {
    ...stamp,
    ...momentsOf(status.type, stamp.createdAt),
    name,
    description: `${name}, led by one of us.`,
    content: null,
    status,
    teams: [team],
    lead: pick(people, number),
    members: [],
    labels: [],
    priority: 0,
    startDate: null,
    targetDate: null,
  };
}
