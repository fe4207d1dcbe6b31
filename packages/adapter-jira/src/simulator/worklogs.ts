import { HttpResponse, http } from "@pm-orchestrator/simulator";
import { aboutIssue, note } from "./about-issue.js";
import { pageAt, type SimCall } from "./endpoint.js";
import { extrasOf, type SimWorklog } from "./extras.js";
import type { Document, JiraState, SimIssue, SimProperty } from "./state.js";
import { jiraTime, refusal, userView } from "./views.js";

/** A day of work and a week of work, as Jira counts unless somebody has set it otherwise. */
const SECONDS = { m: 60, h: 3600, d: 8 * 3600, w: 5 * 8 * 3600 } as const;

export function worklogHandlers(jira: JiraState) {
  const view = (issue: SimIssue, worklog: SimWorklog, { base, query }: Pick<SimCall, "base" | "query">) => {
    const { id, author, comment, started, seconds, properties = [] } = worklog;
    const isExpanded = query.get("expand")?.split(",").includes("properties") === true;
    return {
      self: `${base}/rest/api/3/issue/${issue.id}/worklog/${id}`,
      id,
      issueId: issue.id,
      author: userView(jira, author, base),
      ...(comment === null ? {} : { comment }),
      started: jiraTime(started),
      timeSpent: `${seconds / 3600}h`,
      timeSpentSeconds: seconds,
      ...(isExpanded ? { properties } : {}),
    };
  };
  return [
    http.get(
      "*/rest/api/3/issue/:key/worklog",
      aboutIssue(jira, (issue, call) =>
        pageAt(
          call,
          extrasOf(jira, issue).worklogs.map((worklog) => view(issue, worklog, call)),
          "worklogs",
        ),
      ),
    ),

    http.post(
      "*/rest/api/3/issue/:key/worklog",
      aboutIssue(jira, async (issue, call) => {
        const { timeSpent, comment, started, properties } = await call.json<Written>();
        const seconds = secondsOf(timeSpent ?? "");
        if (seconds === 0) return refusal(400, [], { timeLogged: "Invalid time duration entered" });
        if (started === undefined) return refusal(400, [], { started: "Worklog must have a start date" });
        const worklog = {
          id: jira.nextId(),
          author: jira.world.me.handle,
          comment: comment ?? null,
          started: started.replace("+0000", "Z"),
          seconds,
          properties,
        };
        extrasOf(jira, issue).worklogs.push(worklog);
        note(jira, issue, { field: "timespent", from: null, to: String(seconds) });
        return HttpResponse.json(view(issue, worklog, call), { status: 201 });
      }),
    ),
  ];
}

interface Written {
  timeSpent: string;
  comment: Document;
  started: string;
  properties: SimProperty[];
}

function secondsOf(duration: string): number {
  const parts = [...duration.matchAll(/(\d+(?:\.\d+)?)([wdhm])/g)];
  return parts.reduce(
    (sum, [, count, unit]) => sum + Number(count) * SECONDS[unit as keyof typeof SECONDS],
    0,
  );
}
