import type { Person } from "@pm-orchestrator/simulator";
import { connection, filtered, type ListArgs } from "../connections.js";
import { labelFacts, projectFacts, statusFacts, userFacts } from "../facts.js";
import { THING } from "../leaves/leaf.js";
import type { LinearState, SimIssue } from "../state.js";
import type { SimLabel, SimStatus, SimTeam } from "../state-teams.js";
import { WORKSPACE } from "./addresses.js";
import type { Views } from "./index.js";
import { maybe } from "./maybe.js";
import { people } from "./people.js";

export interface WorkspaceViews {
  team(team: SimTeam): object;
  membersOf(team: SimTeam): Person[];
  status(status: SimStatus): object;
  label(label: SimLabel): object;
  labels(of: readonly SimLabel[], args: ListArgs): object;
  user(person: Person): object;
}

/** Teams, their statuses, labels and people. */
export function workspaceViews(linear: LinearState, views: Views): WorkspaceViews {
  const { world } = linear;
  const issues = (of: (issue: SimIssue) => boolean, args: ListArgs) =>
    views.issues(linear.issues.filter(of), args);
  return {
    team(team) {
      const statuses = linear.statuses.filter((status) => status.team === team);
      return {
        ...team,
        [THING]: team,
        displayName: team.name,
        description: null,
        timezone: "Europe/Berlin",
        defaultIssueState: () =>
          statuses.filter(({ type }) => type === "backlog").map(views.status)[0] ?? null,
        issues: (args: ListArgs) => issues((issue) => issue.team === team, args),
        labels: (args: ListArgs) =>
          views.labels(
            linear.labels.filter((one) => one.team === team),
            args,
          ),
        projects: (args: ListArgs) => {
          const own = linear.planning.projects.filter(({ teams }) => teams.includes(team));
          const facts = (one: (typeof own)[number]) => projectFacts(one, world, linear.planning.initiatives);
          return connection(filtered(own, args, facts), args, views.project);
        },
        states: (args: ListArgs) => connection(filtered(statuses, args, statusFacts), args, views.status),
        members: (args: ListArgs) => people(views.membersOf(team), args, { linear, views }),
      };
    },

    /** Everybody is in every team, but the two called Alex Kim are each in one. */
    membersOf(team) {
      const index = linear.teams.indexOf(team);
      const namesakes = world.people.filter(({ handle }) => handle.startsWith("alex"));
      return world.people.filter((one) => !namesakes.includes(one) || namesakes.indexOf(one) === index);
    },

    status: (status) => ({
      ...status,
      description: null,
      team: () => views.team(status.team),
      issues: (args: ListArgs) => issues((issue) => issue.status === status, args),
    }),

    label: (label) => ({
      ...label,
      [THING]: label,
      parent: maybe(label.parent, views.label),
      team: maybe(label.team, views.team),
    }),
    labels: (of, args) => connection(filtered(of, args, labelFacts), args, views.label),

    user: (person) => ({
      ...userFacts(person, world),
      [THING]: person,
      createdAt: "2025-01-07T09:00:00.000Z",
      updatedAt: "2025-01-07T09:00:00.000Z",
      timezone: person.timeZone,
      title: person.title,
      url: `${WORKSPACE}/profiles/${person.handle}`,
      assignedIssues: (args: ListArgs) => issues((issue) => issue.assignee === person, args),
    }),
  };
}
