import { connection, filtered, type ListArgs, type PagingArgs } from "../connections.js";
import { cyclePlace, labelFacts, milestoneFacts, slugId, teamFacts } from "../facts.js";
import { THING } from "../leaves/leaf.js";
import type { LinearState, SimDocument } from "../state.js";
import type {
  SimCycle,
  SimInitiative,
  SimMilestone,
  SimProject,
  SimProjectStatus,
  SimStatusUpdate,
} from "../state-planning.js";
import type { SimLabel } from "../state-teams.js";
import { urlOf } from "./addresses.js";
import type { Views } from "./index.js";
import { maybe } from "./maybe.js";
import { people } from "./people.js";

export interface PlanningViews {
  cycle(cycle: SimCycle): object;
  projectStatus(status: SimProjectStatus): object;
  projectLabel(label: SimLabel): object;
  projectLabels(of: readonly SimLabel[], args: ListArgs): object;
  project(project: SimProject): object;
  milestone(milestone: SimMilestone): object;
  initiative(initiative: SimInitiative): object;
  statusUpdate(update: SimStatusUpdate): object;
  document(document: SimDocument): object;
}

/** What people plan with: projects, milestones, initiatives, their updates, documents, cycles. */
export function planningViews(linear: LinearState, views: Views): PlanningViews {
  const { world, planning } = linear;
  const healthOf = (owner: SimProject | SimInitiative) =>
    planning.updates.filter(
      ({ project, initiative, archivedAt }) =>
        archivedAt === null && (project === owner || initiative === owner),
    );
  return {
    cycle: (cycle) => ({
      ...cycle,
      [THING]: cycle,
      ...cyclePlace(cycle, world),
      progress: progressOf(linear, (issue) => issue.cycle === cycle),
      team: () => views.team(cycle.team),
      issues: (args: ListArgs) =>
        views.issues(
          linear.issues.filter((issue) => issue.cycle === cycle),
          args,
        ),
    }),

    projectStatus: (status) => ({ ...status, indefinite: false }),
    projectLabel: (label) => ({ ...label, [THING]: label, parent: maybe(label.parent, views.projectLabel) }),
    projectLabels: (of, args) => connection(filtered(of, args, labelFacts), args, views.projectLabel),

    project: (project) => ({
      ...project,
      [THING]: project,
      slugId: slugId(project.id),
      url: urlOf("project", project, project.name),
      priorityLabel: ["No priority", "Urgent", "High", "Medium", "Low"][project.priority],
      progress: progressOf(linear, (issue) => issue.project === project),
      health: healthOf(project).at(-1)?.health ?? null,
      status: () => views.projectStatus(project.status),
      lead: maybe(project.lead, views.user),
      members: (args: ListArgs) => people(project.members, args, { linear, views }),
      labels: (args: ListArgs) => views.projectLabels(project.labels, args),
      teams: (args: ListArgs) => connection(filtered(project.teams, args, teamFacts), args, views.team),
      projectMilestones: (args: ListArgs) => {
        const own = planning.milestones.filter((one) => one.project === project);
        return connection(
          filtered(own, args, (one) => milestoneFacts(one, world)),
          args,
          views.milestone,
        );
      },
    }),

    milestone: (milestone) => ({
      ...milestone,
      status: "unstarted",
      progress: progressOf(linear, (issue) => issue.projectMilestone === milestone),
      project: () => views.project(milestone.project),
    }),

    initiative: (initiative) => ({
      ...initiative,
      [THING]: initiative,
      slugId: slugId(initiative.id),
      url: urlOf("initiative", initiative, initiative.name),
      health: healthOf(initiative).at(-1)?.health ?? null,
      owner: maybe(initiative.owner, views.user),
      projects: (args: PagingArgs) => connection(initiative.projects, args, views.project),
    }),

    statusUpdate: (update) => ({
      ...update,
      [THING]: update,
      url: `${addressOf(update)}/updates#${update.id.slice(0, 8)}`,
      user: () => views.user(update.user),
      project: maybe(update.project, views.project),
      initiative: maybe(update.initiative, views.initiative),
    }),

    document: (document) => ({
      ...document,
      [THING]: document,
      slugId: slugId(document.id),
      url: urlOf("document", document, document.title),
      project: maybe(document.project, views.project),
      initiative: maybe(document.initiative, views.initiative),
      issue: maybe(document.issue, views.issue),
      cycle: maybe(document.cycle, views.cycle),
      team: maybe(document.team, views.team),
      creator: () => views.user(document.creator),
      updatedBy: () => views.user(document.updatedBy),
    }),
  };
}

function addressOf({ project, initiative }: SimStatusUpdate): string {
  if (project !== null) return urlOf("project", project, project.name);
  return initiative === null ? "" : urlOf("initiative", initiative, initiative.name);
}

/** The part of the issues that is done. */
function progressOf(linear: LinearState, belongs: (issue: LinearState["issues"][number]) => boolean): number {
  const all = linear.issues.filter(belongs);
  const done = all.filter(({ status }) => status.type === "completed");
  return all.length === 0 ? 0 : done.length / all.length;
}
