import { HttpResponse, http } from "@pm-orchestrator/simulator";
import { changelogView } from "./changelogs.js";
import { endpoint } from "./endpoint.js";
import { propertiesView } from "./issues.js";
import { JqlProblem, parseJql } from "./jql.js";
import type { JiraState, SimIssue } from "./state.js";
import { issueView, refusal } from "./views.js";

interface SearchBody {
  jql: string;
  fields: string[];
  expand: string;
  properties: string[];
  maxResults: number;
  nextPageToken: string;
}

export function searchHandlers(jira: JiraState) {
  return [
    http.post(
      "*/rest/api/3/search/jql",
      endpoint(async (call) => {
        const {
          jql = "",
          fields = ["id"],
          expand = "",
          properties,
          maxResults = 50,
          nextPageToken,
        } = await call.json<SearchBody>();
        const start =
          nextPageToken === undefined ? 0 : Number(Buffer.from(nextPageToken, "base64url").toString());
        if (!Number.isInteger(start)) return refusal(400, ["The provided next page token is invalid."]);
        return finding(jira, jql, (found) => {
          const end = start + Math.min(maxResults, 100);
          const wanted = new Set(fields);
          const isLast = end >= found.length;
          return {
            issues: found.slice(start, end).map((issue) => ({
              ...issueView(jira, issue, call.request, wanted),
              ...(expand.includes("changelog") ? { changelog: changelogView(jira, issue, call.base) } : {}),
              ...propertiesView(jira, issue, properties),
            })),
            isLast,
            ...(isLast ? {} : { nextPageToken: Buffer.from(String(end)).toString("base64url") }),
          };
        });
      }),
    ),

    http.post(
      "*/rest/api/3/search/approximate-count",
      endpoint(async (call) => {
        const { jql = "" } = await call.json<SearchBody>();
        return finding(jira, jql, (found) => ({ count: found.length }));
      }),
    ),
  ];
}

function finding(jira: JiraState, jql: string, shown: (found: SimIssue[]) => Record<string, unknown>) {
  try {
    return HttpResponse.json(shown(parseJql(jql, jira.world)([...jira.issues.values()])));
  } catch (error) {
    if (error instanceof JqlProblem) return refusal(400, [error.message]);
    throw error;
  }
}
