import type { Person } from "@pm-orchestrator/simulator";
import { connection, newestFirst, type PagingArgs } from "./connections.js";
import { issueFacts, labelFacts, projectFacts, slugId, statusFacts, teamFacts, userFacts } from "./facts.js";
import { type Filter, fits } from "./filtering.js";
import {
  identifierOf,
  type LinearState,
  type SimAttachment,
  type SimComment,
  type SimIssue,
  type SimLabel,
  type SimProject,
  type SimRelation,
  type SimStatus,
  type SimTeam,
} from "./state.js";

export type ListArgs = PagingArgs & { filter?: Filter | null };

/** Things as GraphQL reads them. What leads to other things is a function, called only when it is asked for. */
export interface Views {
  team(team: SimTeam): object;
  status(status: SimStatus): object;
  label(label: SimLabel): object;
  project(project: SimProject): object;
  user(person: Person): object;
  issue(issue: SimIssue): object;
  comment(comment: SimComment): object;
}

const WORKSPACE = "https://linear.app/acme";
const PRIORITIES = ["No priority", "Urgent", "High", "Medium", "Low"];

export function viewsOf(linear: LinearState): Views {
  const { world } = linear;
  const issues = (of: readonly SimIssue[], args: ListArgs) =>
    connection(
      newestFirst(
        of.filter((one) => fits(issueFacts(one, world), args.filter)),
        args,
      ),
      args,
      views.issue,
    );
  const labels = (of: readonly SimLabel[], args: ListArgs) =>
    connection(
      of.filter((one) => fits(labelFacts(one), args.filter)),
      args,
      views.label,
    );

  const attachment = ({ issue, creator, ...rest }: SimAttachment) => ({
    ...rest,
    issue: () => views.issue(issue),
    creator: () => views.user(creator),
  });
  const relation = ({ issue, relatedIssue, ...rest }: SimRelation) => ({
    ...rest,
    issue: () => views.issue(issue),
    relatedIssue: () => views.issue(relatedIssue),
  });

  const views: Views = {
    team: (team) => {
      const statuses = linear.statuses.filter((status) => status.team === team);
      return {
        ...team,
        displayName: team.name,
        description: null,
        timezone: "Europe/Berlin",
        defaultIssueState: () =>
          statuses.filter(({ type }) => type === "backlog").map(views.status)[0] ?? null,
        issues: (args: ListArgs) =>
          issues(
            linear.issues.filter((issue) => issue.team === team),
            args,
          ),
        labels: (args: ListArgs) =>
          labels(
            linear.labels.filter((label) => label.team === team),
            args,
          ),
        projects: (args: ListArgs) => {
          const own = linear.projects.filter(
            (one) => one.teams.includes(team) && fits(projectFacts(one), args.filter),
          );
          return connection(own, args, views.project);
        },
        states: (args: ListArgs) =>
          connection(
            statuses.filter((one) => fits(statusFacts(one), args.filter)),
            args,
            views.status,
          ),
      };
    },

    status: (status) => ({
      ...status,
      description: null,
      team: () => views.team(status.team),
      issues: (args: ListArgs) =>
        issues(
          linear.issues.filter((issue) => issue.status === status),
          args,
        ),
    }),

    label: (label) => ({
      ...label,
      description: null,
      parent: () => (label.parent === null ? null : views.label(label.parent)),
      team: () => (label.team === null ? null : views.team(label.team)),
    }),

    project: (project) => ({
      ...project,
      slugId: slugId(project.id),
      url: `${WORKSPACE}/project/${slugOf(project.name)}-${slugId(project.id)}`,
      lead: () => views.user(project.lead),
      teams: (args: ListArgs) =>
        connection(
          project.teams.filter((one) => fits(teamFacts(one), args.filter)),
          args,
          views.team,
        ),
    }),

    user: (person) => ({
      ...userFacts(person, world),
      createdAt: "2025-01-07T09:00:00.000Z",
      updatedAt: "2025-01-07T09:00:00.000Z",
      timezone: person.timeZone,
      title: person.title,
      url: `${WORKSPACE}/profiles/${person.handle}`,
    }),

    issue: (issue) => {
      const { status, team, assignee, creator, project, parent, ...rest } = issue;
      const identifier = identifierOf(issue);
      return {
        ...rest,
        identifier,
        priorityLabel: PRIORITIES[issue.priority],
        branchName: `${world.me.handle}/${identifier.toLowerCase()}-${slugOf(issue.title)}`,
        url: urlOf(issue),
        state: () => views.status(status),
        team: () => views.team(team),
        assignee: () => (assignee === null ? null : views.user(assignee)),
        creator: () => views.user(creator),
        project: () => (project === null ? null : views.project(project)),
        parent: () => (parent === null ? null : views.issue(parent)),
        labelIds: issue.labels.map(({ id }) => id),
        labels: (args: ListArgs) => labels(issue.labels, args),
        children: (args: ListArgs) =>
          issues(
            linear.issues.filter((one) => one.parent === issue),
            args,
          ),
        comments: (args: PagingArgs) =>
          connection(
            newestFirst(
              linear.comments.filter((one) => one.issue === issue),
              args,
            ),
            args,
            views.comment,
          ),
        attachments: (args: PagingArgs) =>
          connection(
            linear.attachments.filter((one) => one.issue === issue),
            args,
            attachment,
          ),
        relations: (args: PagingArgs) =>
          connection(
            linear.relations.filter((one) => one.issue === issue),
            args,
            relation,
          ),
        inverseRelations: (args: PagingArgs) =>
          connection(
            linear.relations.filter((one) => one.relatedIssue === issue),
            args,
            relation,
          ),
      };
    },

    comment: (comment) => ({
      ...comment,
      url: `${urlOf(comment.issue)}#comment-${comment.id.slice(0, 8)}`,
      issueId: comment.issue.id,
      parentId: comment.parent?.id ?? null,
      issue: () => views.issue(comment.issue),
      parent: () => (comment.parent === null ? null : views.comment(comment.parent)),
      children: (args: PagingArgs) =>
        connection(
          linear.comments.filter((one) => one.parent === comment),
          args,
          views.comment,
        ),
      user: () => views.user(comment.user),
      externalUser: null,
      botActor: null,
    }),
  };
  return views;
}

function urlOf(issue: SimIssue): string {
  return `${WORKSPACE}/issue/${identifierOf(issue)}/${slugOf(issue.title)}`;
}

function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 60);
}
