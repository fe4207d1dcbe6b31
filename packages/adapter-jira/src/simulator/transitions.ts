import { HttpResponse, http } from "@pm-orchestrator/simulator";
import { aboutIssue, note } from "./about-issue.js";
import { nothing } from "./endpoint.js";
import type { Document, JiraState } from "./state.js";
import { refusal } from "./views.js";
import { targetOf, transitionsFrom } from "./workflow.js";
import { assign } from "./written-fields.js";

interface TransitionBody {
  transition: { id?: string };
  fields: Record<string, unknown> & {
    resolution?: { name?: string };
    assignee?: { accountId?: string } | null;
  };
  update: { comment?: { add?: { body?: Document } }[] };
  historyMetadata: object;
}

export function transitionHandlers(jira: JiraState) {
  return [
    http.get(
      "*/rest/api/3/issue/:key/transitions",
      aboutIssue(jira, (issue) =>
        HttpResponse.json({ expand: "transitions", transitions: transitionsFrom(issue.status) }),
      ),
    ),

    http.post(
      "*/rest/api/3/issue/:key/transitions",
      aboutIssue(jira, async (issue, call) => {
        const { transition, fields = {}, update, historyMetadata } = await call.json<TransitionBody>();
        const target = targetOf(issue.status, transition?.id ?? "");
        if (target === undefined) {
          return refusal(400, ["It seems that you have tried to perform an illegal workflow operation."]);
        }
        const screen = target === "Done" ? ["assignee", "resolution"] : ["assignee"];
        const offScreen = Object.keys(fields).find((name) => !screen.includes(name));
        if (offScreen !== undefined) {
          return refusal(400, [], {
            [offScreen]: `Field '${offScreen}' cannot be set. It is not on the appropriate screen, or unknown.`,
          });
        }
        note(jira, issue, { field: "status", from: issue.status, to: target, metadata: historyMetadata });
        issue.status = target;
        if (fields.assignee !== undefined) assign(jira, issue, fields.assignee?.accountId);
        issue.resolution = target === "Done" ? (fields.resolution?.name ?? "Done") : null;
        for (const { add } of update?.comment ?? []) {
          if (add?.body)
            issue.comments.push({
              id: jira.nextId(),
              author: jira.world.me.handle,
              body: add.body,
              created: issue.updated,
            });
        }
        return nothing();
      }),
    ),
  ];
}
