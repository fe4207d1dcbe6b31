import { isRecent, pathSegment } from "@pm-orchestrator/adapter-kit";
import type { JiraClient } from "../client.js";
import { resolveUser } from "../lookups/named.js";
import { issueNotFound } from "../not-found.js";
import type { VendorHistory, VendorIssue } from "../vendor.js";
import { isMark, MARK } from "./marks.js";

/** What is put beside a change in the history of an issue, and seen through the API only. */
export function markedHistory(purpose: string, jira: JiraClient) {
  return { type: MARK, extraData: { id: jira.step.mint(purpose) } };
}

/** Whether an entry of a history bears the step's own mark. */
export function isMarkedHistory(
  { historyMetadata }: VendorHistory,
  purpose: string,
  jira: JiraClient,
): boolean {
  return isMark(historyMetadata?.extraData, purpose, jira);
}

/** One change of one field, in the history of an issue. */
export interface OwnChange {
  from: string;
  to: string;
  history: VendorHistory;
}

/** What the account has done with one field of an issue. */
export interface OwnChanges {
  /** As it is now, with its transitions. */
  issue: VendorIssue;
  /** The last change of anybody, if it is the account's own and was made just now. */
  latest: OwnChange | undefined;
  /** The newest first. */
  changes: OwnChange[];
}

/** An issue as it is now, and what the account has changed of one of its fields, the newest first. */
export async function ownChanges(
  issueKey: string,
  { field, fields }: { field: string; fields: string },
  jira: JiraClient,
): Promise<OwnChanges> {
  const [answer, me] = await Promise.all([
    jira.send({
      method: "GET",
      path: `/rest/api/3/issue/${pathSegment(issueKey)}`,
      query: { fields, expand: "changelog,transitions" },
      notFound: issueNotFound(issueKey),
    }),
    resolveUser("me", jira),
  ]);
  const issue = (answer.body ?? {}) as VendorIssue;
  const all = (issue.changelog?.histories ?? [])
    .toSorted((a, b) => Date.parse(b.created ?? "") - Date.parse(a.created ?? ""))
    .flatMap((history) => changesOf(history, field));
  const isOwn = ({ history }: OwnChange) => history.author?.accountId === me.accountId;
  const [latest] = all;
  const isLatest = latest !== undefined && isOwn(latest) && isRecent(latest.history.created, answer);
  return { issue, latest: isLatest ? latest : undefined, changes: all.filter(isOwn) };
}

/**
 * The account's transition of an issue to the wanted status, where the history keeps no marks: the last one, just now, to
 * where the issue still stands. A transition that could also have started there leaves everything as it was, so then
 * there is no telling.
 */
export function unmarkedTransition(wanted: string, { issue, latest }: OwnChanges): OwnChange | undefined {
  const isWanted = (name: string | undefined) => name?.toLowerCase() === wanted.trim().toLowerCase();
  const loops = (issue.transitions ?? []).some(
    ({ id, name, to }) => to?.name === latest?.to && [id, name, to?.name].some(isWanted),
  );
  const stands = issue.fields?.status?.name === latest?.to;
  return !loops && stands && isWanted(latest?.to) && latest?.history.historyMetadata === undefined
    ? latest
    : undefined;
}

function changesOf(history: VendorHistory, field: string): OwnChange[] {
  return (history.items ?? [])
    .filter((item) => item.field?.toLowerCase() === field && Object.hasOwn(item, "toString"))
    .map((item) => ({ from: item.fromString ?? "", to: (item.toString as string | null) ?? "", history }));
}
