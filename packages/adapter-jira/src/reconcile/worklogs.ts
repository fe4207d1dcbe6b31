import { pathSegment, theOnly } from "@pm-orchestrator/adapter-kit";
import type { JiraClient } from "../client.js";
import { issueNotFound } from "../not-found.js";
import type { Position } from "../paging.js";
import type { VendorWorklog } from "../vendor.js";
import { isMark, MARK } from "./marks.js";

/** What {@link findMarkedWorklog} calls. */
export const MARKED_WORKLOG = ["GET /rest/api/3/issue/{issueIdOrKey}/worklog"];

const AT_ONCE = 1000;

/** The worklog that the step has made on an issue. Jira lists the oldest first, so of a long list its end is read. */
export async function findMarkedWorklog(
  issueKey: string,
  purpose: string,
  jira: JiraClient,
): Promise<VendorWorklog | undefined> {
  const read = async (startAt: number) => {
    const answer = await jira.send({
      method: "GET",
      path: `/rest/api/3/issue/${pathSegment(issueKey)}/worklog`,
      query: { startAt, maxResults: AT_ONCE, expand: "properties" },
      notFound: issueNotFound(issueKey),
    });
    return (answer.body ?? {}) as Position & { worklogs?: VendorWorklog[] };
  };
  const { worklogs: first = [], total = first.length } = await read(0);
  const { worklogs: last = [] } =
    total > first.length ? await read(Math.max(first.length, total - AT_ONCE)) : { worklogs: first };
  return theOnly(
    last.filter(({ properties = [] }) =>
      properties.some(({ key, value }) => key === MARK && isMark(value, purpose, jira)),
    ),
  );
}
