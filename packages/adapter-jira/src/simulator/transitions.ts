import { HttpResponse, http } from "@pm-orchestrator/simulator";
import { findIssue } from "./issues.js";
import type { Document, JiraState } from "./state.js";
import { refusal, unauthorized } from "./views.js";
import { targetOf, transitionsFrom } from "./workflow.js";

const NOT_FOUND = "Issue does not exist or you do not have permission to see it.";

interface TransitionBody {
  transition?: { id?: string };
  fields?: Record<string, unknown> & { resolution?: { name?: string } };
  update?: { comment?: { add?: { body?: Document } }[] };
}

export function transitionHandlers(jira: JiraState) {
  return [
    http.get("*/rest/api/3/issue/:key/transitions", ({ request, params }) => {
      const refused = unauthorized(request);
      if (refused) return refused;
      const issue = findIssue(jira, String(params["key"]));
      if (issue === undefined) return refusal(404, [NOT_FOUND]);
      return HttpResponse.json({ expand: "transitions", transitions: transitionsFrom(issue.status) });
    }),

    http.post("*/rest/api/3/issue/:key/transitions", async ({ request, params }) => {
      const refused = unauthorized(request);
      if (refused) return refused;
      const issue = findIssue(jira, String(params["key"]));
      if (issue === undefined) return refusal(404, [NOT_FOUND]);
      const { transition, fields = {}, update } = (await request.json()) as TransitionBody;
      const target = targetOf(issue.status, transition?.id ?? "");
      if (target === undefined) {
        return refusal(400, ["It seems that you have tried to perform an illegal workflow operation."]);
      }
      const offScreen = Object.keys(fields).find((name) => name !== "resolution" || target !== "Done");
      if (offScreen !== undefined) {
        return refusal(400, [], {
          [offScreen]: `Field '${offScreen}' cannot be set. It is not on the appropriate screen, or unknown.`,
        });
      }
      const at = jira.world.now().toISOString();
      const author = jira.world.me.handle;
      issue.changes.push({ at, author, field: "status", from: issue.status, to: target });
      issue.status = target;
      issue.resolution = target === "Done" ? (fields.resolution?.name ?? "Done") : null;
      issue.updated = at;
      for (const { add } of update?.comment ?? []) {
        if (add?.body) issue.comments.push({ id: jira.nextId(), author, body: add.body, created: at });
      }
      return new HttpResponse(null, { status: 204 });
    }),
  ];
}
