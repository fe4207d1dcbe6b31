import { pathSegment, theOnly } from "@pm-orchestrator/adapter-kit";
import { isPmoError } from "@pm-orchestrator/core";
import type { JiraClient } from "../client.js";
import { resolveUser } from "../lookups/named.js";
import { issueNotFound } from "../not-found.js";
import type { VendorComment } from "../vendor.js";
import { isMark, MARK } from "./marks.js";

/** What {@link findMarkedComment} calls. */
export const MARKED_COMMENT = [
  "GET /rest/api/3/issue/{issueIdOrKey}/comment",
  "GET /rest/api/3/comment/{commentId}/properties/{propertyKey}",
  "GET /rest/api/3/myself",
];

/** How many of the newest comments are read, and how many of the account's own among them are looked at closely. */
const NEWEST = 50;
const MOST_LOOKED_AT = 10;

/** The comment that the step has made on an issue. A list tells no marks, so each of our own is asked for its. */
export async function findMarkedComment(
  issueKey: string,
  purpose: string,
  jira: JiraClient,
): Promise<VendorComment | undefined> {
  const [answer, me] = await Promise.all([
    jira.send({
      method: "GET",
      path: `/rest/api/3/issue/${pathSegment(issueKey)}/comment`,
      query: { orderBy: "-created", maxResults: NEWEST },
      notFound: issueNotFound(issueKey),
    }),
    resolveUser("me", jira),
  ]);
  const { comments = [] } = (answer.body ?? {}) as { comments?: VendorComment[] };
  const ours = comments.filter(({ author }) => author?.accountId === me.accountId).slice(0, MOST_LOOKED_AT);
  const marked = await Promise.all(
    ours.map(async ({ id = "" }) => isMark(await markOfComment(id, jira), purpose, jira)),
  );
  return theOnly(ours.filter((_, at) => marked[at]));
}

async function markOfComment(id: string, jira: JiraClient): Promise<unknown> {
  try {
    const answer = await jira.send({
      method: "GET",
      path: `/rest/api/3/comment/${pathSegment(id)}/properties/${MARK}`,
      notFound: { code: "COMMENT_NOT_FOUND" },
    });
    return ((answer.body ?? {}) as { value?: unknown }).value;
  } catch (error) {
    // Jira says 404 for a comment without the property.
    if (isPmoError(error) && error.code === "COMMENT_NOT_FOUND") return undefined;
    throw error;
  }
}
