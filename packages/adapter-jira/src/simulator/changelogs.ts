import { HttpResponse, http } from "@pm-orchestrator/simulator";
import { aboutIssue, findIssue } from "./about-issue.js";
import { endpoint, pageAt } from "./endpoint.js";
import type { JiraState, SimIssue } from "./state.js";
import { jiraTime, refusal, userView } from "./views.js";

/** What Jira brings along of an issue's history: the newest entries. */
const MOST_EXPANDED = 100;

export function changelogHandlers(jira: JiraState) {
  return [
    http.get(
      "*/rest/api/3/issue/:key/changelog",
      aboutIssue(jira, (issue, call) => pageAt(call, histories(jira, issue, call.base))),
    ),

    http.post(
      "*/rest/api/3/changelog/bulkfetch",
      endpoint(async (call) => {
        const {
          issueIdsOrKeys = [],
          fieldIds,
          maxResults = 1000,
          nextPageToken = "0",
        } = await call.json<BulkQuery>();
        if (issueIdsOrKeys.length === 0) return refusal(400, ["Issue IDs or keys must be provided."]);
        const issues = issueIdsOrKeys.flatMap((name) => findIssue(jira, name) ?? []);
        const all = issues
          .flatMap((issue) => histories(jira, issue, call.base).map((history) => ({ issue, history })))
          .filter(({ history }) => history.items.some(({ field }) => fieldIds?.includes(field) ?? true))
          .sort((a, b) => a.history.created.localeCompare(b.history.created));
        const start = Number(nextPageToken);
        const part = all.slice(start, start + maxResults);
        const end = start + part.length;
        return HttpResponse.json({
          issueChangeLogs: [...new Set(part.map(({ issue }) => issue))].map((issue) => ({
            issueId: issue.id,
            changeHistories: part.filter((entry) => entry.issue === issue).map(({ history }) => history),
          })),
          ...(end < all.length ? { nextPageToken: String(end) } : {}),
        });
      }),
    ),
  ];
}

interface BulkQuery {
  issueIdsOrKeys: string[];
  fieldIds: string[];
  maxResults: number;
  nextPageToken: string;
}

/** The history as it comes with an issue: newest first, and not all of a long one. */
export function changelogView(jira: JiraState, issue: SimIssue, base: string) {
  const all = histories(jira, issue, base);
  const newest = all.slice(-MOST_EXPANDED).reverse();
  return { startAt: 0, maxResults: newest.length, total: all.length, histories: newest };
}

function histories(jira: JiraState, issue: SimIssue, base: string) {
  return issue.changes.map(({ at, author, field, from, to, metadata }, index) => ({
    id: String(index + 1),
    created: jiraTime(at),
    author: userView(jira, author, base),
    ...(metadata === undefined ? {} : { historyMetadata: metadata }),
    items: [{ field, fieldtype: "jira", fieldId: field, fromString: from, toString: to }],
  }));
}
