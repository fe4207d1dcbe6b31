import {
  type LinearState,
  type SimAttachment,
  type SimComment,
  type SimHistory,
  type SimIssue,
  userId,
} from "../state.js";
import { addedAt, lastEntry } from "./history.js";
import type { Leaves } from "./leaf.js";
import { reactionData } from "./reactions.js";

/** Where customers' tickets come from. */
const TICKETING = new Set(["front", "intercom", "salesforce", "zendesk"]);

export const ISSUE: Leaves<SimIssue> = {
  addedToCycleAt: (issue, linear) => (issue.cycle === null ? null : addedAt(linear, issue, "toCycle")),
  addedToProjectAt: (issue, linear) => (issue.project === null ? null : addedAt(linear, issue, "toProject")),
  // An issue stays in its team here, so it never had another identifier.
  addedToTeamAt: ({ createdAt }) => createdAt,
  previousIdentifiers: [],
  customerTicketCount: (issue, { attachments }) =>
    attachments.filter((one) => one.issue === issue && TICKETING.has(one.sourceType ?? "")).length,
  inheritsSharedAccess: false,
  // The newest stands on top; what has no priority comes last.
  sortOrder: ({ number }) => -100 * number,
  prioritySortOrder: ({ number, priority }) => (priority === 0 ? 5 : priority) * 1000 - number,
  subIssueSortOrder: (issue, { issues }) =>
    issue.parent === null ? null : issues.filter(({ parent }) => parent === issue.parent).indexOf(issue),
  reactionData: (issue, { reactions }) => reactionData(reactions.filter((one) => one.issue === issue)),
  slaType: "all",
  startedTriageAt(issue, linear) {
    const into = lastEntry(linear, issue, ({ toState }) => isTriage(toState));
    const fromTheBeginning = isTriage(issue.status) || leftTriage(issue, linear) !== null;
    return into?.createdAt ?? (fromTheBeginning ? issue.createdAt : null);
  },
  triagedAt: leftTriage,
};

function leftTriage(issue: SimIssue, linear: LinearState): string | null {
  return lastEntry(linear, issue, ({ fromState }) => isTriage(fromState))?.createdAt ?? null;
}

function isTriage(status: unknown): boolean {
  return (status as { type?: string } | null | undefined)?.type === "triage";
}

export const COMMENT: Leaves<SimComment> = {
  editedAt,
  resolvingCommentId: ({ resolvingComment }) => resolvingComment?.id,
  reactionData: (comment, { reactions }) => reactionData(reactions.filter((one) => one.comment === comment)),
};

/** When something was last edited: only an edit moves its second date. */
export function editedAt({ createdAt, updatedAt }: { createdAt: string; updatedAt: string }): string | null {
  return updatedAt === createdAt ? null : updatedAt;
}

export const ATTACHMENT: Leaves<SimAttachment> = {
  groupBySource: false,
  metadata: {},
  source: ({ sourceType }) => (sourceType === null ? null : { type: sourceType }),
};

/** What a change is told of by id as well. */
const BY_ID = ["Assignee", "Cycle", "Parent", "Project", "State", "Team"];

export const HISTORY: Leaves<SimHistory> = {
  actorId: ({ actor }) => userId(actor),
  addedLabelIds: ({ changes }) => idsOf(changes["addedLabels"]),
  removedLabelIds: ({ changes }) => idsOf(changes["removedLabels"]),
  ...Object.fromEntries(
    BY_ID.flatMap((name) => [`from${name}`, `to${name}`]).map((name) => [
      `${name}Id`,
      ({ changes }: SimHistory) => idOf(changes[name]),
    ]),
  ),
};

/** The id of what a change names; people have theirs from their handle. */
function idOf(thing: unknown): string | undefined {
  const { id, handle } = (thing ?? {}) as { id?: string; handle?: string };
  return handle === undefined ? id : userId({ handle });
}

function idsOf(things: unknown) {
  return Array.isArray(things) ? things.map(idOf) : null;
}
