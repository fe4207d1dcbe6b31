import { pathSegment } from "@pm-orchestrator/adapter-kit";
import type { JiraClient } from "./client.js";
import type { LinkPhrase } from "./lookups/link-types.js";
import type { VendorIssue } from "./vendor.js";

/** One link to be made: `from` (blocks, is blocked by …) `to`. */
export interface NewLink {
  from: string;
  to: string;
  as: LinkPhrase;
}

/**
 * Makes a link. Jira's names of its ends mislead: what is sent as `inwardIssue` is shown the outward phrase, so that an
 * inward issue blocks an outward one.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/issue-linking-model/
 */
export async function sendLink({ from, to, as }: NewLink, jira: JiraClient): Promise<void> {
  const [inward, outward] = as.reversed ? [to, from] : [from, to];
  await jira.send({
    method: "POST",
    path: "/rest/api/3/issueLink",
    body: { type: { id: as.type.id }, inwardIssue: byKeyOrId(inward), outwardIssue: byKeyOrId(outward) },
    expects: "nothing",
    notFound: {
      code: "ISSUE_NOT_FOUND",
      message: `${from} or ${to} does not exist, or these credentials may not link them.`,
      details: { issue_keys: [from, to] },
    },
  });
}

/** The id of a link, as its first issue shows it: Jira does not say it when the link is made. */
export async function linkIdOf({ from, to, as }: NewLink, jira: JiraClient): Promise<string | undefined> {
  const answer = await jira.send({
    method: "GET",
    path: `/rest/api/3/issue/${pathSegment(from)}`,
    query: { fields: "issuelinks" },
  });
  const links = ((answer.body ?? {}) as VendorIssue).fields?.issuelinks ?? [];
  return links.find(({ type, inwardIssue, outwardIssue }) => {
    const other = as.reversed ? inwardIssue : outwardIssue;
    return type?.id === as.type.id && (other?.id === to || other?.key === to.toUpperCase());
  })?.id;
}

function byKeyOrId(issue: string) {
  return /^[0-9]+$/.test(issue) ? { id: issue } : { key: issue.toUpperCase() };
}
