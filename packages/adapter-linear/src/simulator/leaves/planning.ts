import { cyclePlace, slugId } from "../facts.js";
import { type LinearState, type SimDocument, uuid } from "../state.js";
import type { SimCycle, SimInitiative, SimProject, SimStatusUpdate } from "../state-planning.js";
import type { SimLabel } from "../state-teams.js";
import { burndown, scopeOf } from "./burndown.js";
import { addedAt } from "./history.js";
import { editedAt } from "./issues.js";
import type { Leaves } from "./leaf.js";
import { latest } from "./workspace.js";

type Charts = ReturnType<typeof burndown>;

/** Charts as fields of their own. */
function histories<Thing>(charts: (thing: Thing, linear: LinearState) => Charts): Leaves<Thing> {
  return {
    issueCountHistory: (thing, linear) => charts(thing, linear).issueCountHistory,
    completedIssueCountHistory: (thing, linear) => charts(thing, linear).completedIssueCountHistory,
    scopeHistory: (thing, linear) => charts(thing, linear).scopeHistory,
    completedScopeHistory: (thing, linear) => charts(thing, linear).completedScopeHistory,
    inProgressScopeHistory: (thing, linear) => charts(thing, linear).inProgressScopeHistory,
  };
}

export const CYCLE: Leaves<SimCycle> = {
  completedAt: (cycle, { world }) => (cyclePlace(cycle, world).isPast ? cycle.endsAt : null),
  ...histories<SimCycle>((cycle, linear) =>
    burndown(
      linear.issues.filter((issue) => issue.cycle === cycle),
      (issue) => addedAt(linear, issue, "toCycle"),
      {
        from: cycle.startsAt,
        until: Math.min(linear.world.now().getTime(), Date.parse(cycle.endsAt)),
        days: 1,
      },
    ),
  ),
};

export const PROJECT: Leaves<SimProject> = {
  color: "#bec2c8",
  frequencyResolution: "weekly",
  healthUpdatedAt: (project, { planning }) =>
    newest(planning.updates, ({ project: of }) => of === project)?.updatedAt,
  labelIds: ({ labels }) => labels.map(({ id }) => id),
  scope: (project, linear) => scopeOf(issuesOf(project, linear)),
  sortOrder: (project, { planning }) => -100 * planning.projects.indexOf(project),
  prioritySortOrder: (project, { planning }) =>
    (project.priority === 0 ? 5 : project.priority) * 1000 - planning.projects.indexOf(project),
  ...histories<SimProject>((project, linear) => {
    const issues = issuesOf(project, linear);
    // Weeks in which nothing changed any more are not told: a world that stands still would go on repeating itself.
    const until = Math.max(0, ...issues.map(({ updatedAt }) => Date.parse(updatedAt)));
    return burndown(issues, (issue) => addedAt(linear, issue, "toProject"), {
      from: project.createdAt,
      until,
      days: 7,
    });
  }),
};

function issuesOf(project: SimProject, { issues }: LinearState) {
  return issues.filter((issue) => issue.project === project);
}

export const PROJECT_LABEL: Leaves<SimLabel> = {
  lastAppliedAt: (label, { planning }) =>
    latest(planning.projects.filter(({ labels }) => labels.includes(label))),
};

export const INITIATIVE: Leaves<SimInitiative> = {
  // Nothing changes the status of an initiative here, so it is in it from the beginning.
  completedAt: ({ status, createdAt }) => (status === "Completed" ? createdAt : null),
  startedAt: ({ status, createdAt }) => (status === "Active" ? createdAt : null),
  frequencyResolution: "weekly",
  healthUpdatedAt: (initiative, { planning }) =>
    newest(planning.updates, ({ initiative: of }) => of === initiative)?.updatedAt,
  // Labels and priorities of initiatives are not simulated.
  labelIds: [],
  priority: 0,
  sortOrder: (initiative, { planning }) => -100 * planning.initiatives.indexOf(initiative),
  prioritySortOrder: (initiative, { planning }) => 5000 - planning.initiatives.indexOf(initiative),
  visibility: "public",
};

export const STATUS_UPDATE: Leaves<SimStatusUpdate> = {
  slugId: ({ id }) => slugId(id),
  editedAt,
  /** One after which there was another. */
  isStale: (update, { planning }) => {
    const { project, initiative } = update;
    return (
      newest(planning.updates, (one) => one.project === project && one.initiative === initiative) !== update
    );
  },
  isDiffHidden: false,
  // Nobody comments on updates or reacts to them here.
  commentCount: 0,
  reactionData: [],
};

function newest(updates: readonly SimStatusUpdate[], fits: (update: SimStatusUpdate) => boolean) {
  return updates.findLast((update) => update.archivedAt === null && fits(update));
}

export const DOCUMENT: Leaves<SimDocument> = {
  documentContentId: ({ id }) => uuid(`content:${id}`),
  sortOrder: (document, { planning }) => -100 * planning.documents.indexOf(document),
};
