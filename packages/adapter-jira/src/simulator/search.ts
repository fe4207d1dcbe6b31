import { HttpResponse, http } from "@pm-orchestrator/simulator";
import { JqlProblem, parseJql } from "./jql.js";
import type { JiraState } from "./state.js";
import { issueView, refusal, unauthorized } from "./views.js";

interface SearchBody {
  jql?: string;
  fields?: string[];
  maxResults?: number;
  nextPageToken?: string;
}

export function searchHandlers(jira: JiraState) {
  return [
    http.post("*/rest/api/3/search/jql", async ({ request }) => {
      const refused = unauthorized(request);
      if (refused) return refused;
      const {
        jql = "",
        fields = ["id"],
        maxResults = 50,
        nextPageToken,
      } = (await request.json()) as SearchBody;
      try {
        const found = parseJql(jql, jira.world)([...jira.issues.values()]);
        const start =
          nextPageToken === undefined ? 0 : Number(Buffer.from(nextPageToken, "base64url").toString());
        if (!Number.isInteger(start)) return refusal(400, ["The provided next page token is invalid."]);
        const end = start + Math.min(maxResults, 100);
        const wanted = new Set(fields);
        const isLast = end >= found.length;
        return HttpResponse.json({
          issues: found.slice(start, end).map((issue) => issueView(jira, issue, request, wanted)),
          isLast,
          ...(isLast ? {} : { nextPageToken: Buffer.from(String(end)).toString("base64url") }),
        });
      } catch (error) {
        if (error instanceof JqlProblem) return refusal(400, [error.message]);
        throw error;
      }
    }),
  ];
}
