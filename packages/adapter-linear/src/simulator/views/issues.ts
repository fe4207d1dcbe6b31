import { connection, filtered, type ListArgs, newestFirst, type PagingArgs } from "../connections.js";
import { issueFacts } from "../facts.js";
import { THING } from "../leaves/leaf.js";
import {
  identifierOf,
  type LinearState,
  type SimAttachment,
  type SimComment,
  type SimHistory,
  type SimIssue,
  type SimReaction,
  type SimRelation,
} from "../state.js";
import { issueUrl, slugOf } from "./addresses.js";
import { changesSeen } from "./history.js";
import type { Views } from "./index.js";
import { maybe } from "./maybe.js";

const PRIORITIES = ["No priority", "Urgent", "High", "Medium", "Low"];

export interface IssueViews {
  issue(issue: SimIssue): object;
  issues(of: readonly SimIssue[], args: ListArgs): object;
  attachment(attachment: SimAttachment): object;
  relation(relation: SimRelation): object;
  reaction(reaction: SimReaction): object;
  history(entry: SimHistory): object;
  comment(comment: SimComment): object;
}

/** Issues and what hangs on them. */
export function issueViews(linear: LinearState, views: Views): IssueViews {
  const { world } = linear;
  return {
    issues(of, args) {
      const there = args.includeArchived === true ? of : of.filter(({ archivedAt }) => archivedAt === null);
      const found = filtered(there, args, (issue) => issueFacts(issue, world));
      return connection(newestFirst(found, args), args, views.issue);
    },

    issue(issue) {
      const { status, team, assignee, creator, project, parent, delegate, cycle, ...rest } = issue;
      const identifier = identifierOf(issue);
      const hanging =
        <Thing extends { id: string; issue: SimIssue | null }>(
          things: readonly Thing[],
          view: (thing: Thing) => object,
        ) =>
        (args: PagingArgs) =>
          connection(
            things.filter((one) => one.issue === issue),
            args,
            view,
          );
      return {
        ...rest,
        [THING]: issue,
        identifier,
        priorityLabel: PRIORITIES[issue.priority],
        branchName: branchOf(issue, world.me.handle),
        url: issueUrl(issue),
        state: () => views.status(status),
        team: () => views.team(team),
        assignee: maybe(assignee, views.user),
        delegate: maybe(delegate, views.user),
        creator: () => views.user(creator),
        project: maybe(project, views.project),
        projectMilestone: maybe(issue.projectMilestone, views.milestone),
        cycle: maybe(cycle, views.cycle),
        parent: maybe(parent, views.issue),
        labelIds: issue.labels.map(({ id }) => id),
        labels: (args: ListArgs) => views.labels(issue.labels, args),
        children: (args: ListArgs) =>
          views.issues(
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
        history: hanging([...linear.history].reverse(), views.history),
        attachments: hanging(linear.attachments, views.attachment),
        relations: hanging(linear.relations, views.relation),
        inverseRelations: (args: PagingArgs) =>
          connection(
            linear.relations.filter((one) => one.relatedIssue === issue),
            args,
            views.relation,
          ),
        reactions: () => linear.reactions.filter((one) => one.issue === issue).map(views.reaction),
      };
    },

    attachment: (attachment) => ({
      ...attachment,
      [THING]: attachment,
      issue: () => views.issue(attachment.issue),
      creator: () => views.user(attachment.creator),
    }),

    relation: ({ issue, relatedIssue, ...rest }) => ({
      ...rest,
      issue: () => views.issue(issue),
      relatedIssue: () => views.issue(relatedIssue),
    }),

    reaction: ({ issue, comment, user, ...rest }) => ({
      ...rest,
      user: () => views.user(user),
      issue: maybe(issue, views.issue),
      comment: maybe(comment, views.comment),
    }),

    history(entry) {
      const { issue, actor, changes, ...rest } = entry;
      return {
        ...rest,
        ...changesSeen(changes, views),
        [THING]: entry,
        actor: () => views.user(actor),
        issue: () => views.issue(issue),
      };
    },

    comment: (comment) => ({
      ...comment,
      [THING]: comment,
      url: `${issueUrl(comment.issue)}#comment-${comment.id.slice(0, 8)}`,
      issueId: comment.issue.id,
      parentId: comment.parent?.id ?? null,
      issue: () => views.issue(comment.issue),
      parent: maybe(comment.parent, views.comment),
      children: (args: PagingArgs) =>
        connection(
          linear.comments.filter((one) => one.parent === comment),
          args,
          views.comment,
        ),
      user: () => views.user(comment.user),
      externalUser: null,
      botActor: null,
      reactions: () => linear.reactions.filter((one) => one.comment === comment).map(views.reaction),
    }),
  };
}

/** The name that Linear proposes for an issue's branch. */
export function branchOf(issue: SimIssue, handle: string): string {
  return `${handle}/${identifierOf(issue).toLowerCase()}-${slugOf(issue.title)}`;
}
