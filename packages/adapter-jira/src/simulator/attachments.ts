import { HttpResponse, http } from "@pm-orchestrator/simulator";
import { aboutIssue, note } from "./about-issue.js";
import { endpoint, missing, nothing, type SimCall } from "./endpoint.js";
import { extrasOf } from "./extras.js";
import type { JiraState, SimIssue } from "./state.js";
import { attachmentView, refusal } from "./views.js";

/** What this Jira takes at most. Unit: bytes. */
const LARGEST_UPLOAD = 10 * 1024 * 1024;

export function attachmentHandlers(jira: JiraState) {
  const aboutFile = (answer: (found: Found, call: SimCall) => Response) =>
    endpoint((call) => {
      for (const issue of jira.issues.values()) {
        const file = issue.attachments.find(({ id }) => id === call.param("id"));
        if (file !== undefined) return answer({ issue, file }, call);
      }
      return missing(`The attachment with id '${call.param("id")}' does not exist`);
    });
  return [
    http.get(
      "*/rest/api/3/attachment/content/:id",
      aboutFile(({ issue, file }) => {
        const bytes = extrasOf(jira, issue).files.get(file.id) ?? new Uint8Array();
        return new HttpResponse(bytes, { headers: { "content-type": file.mimeType } });
      }),
    ),

    http.get(
      "*/rest/api/3/attachment/:id",
      aboutFile(({ file }, { base }) =>
        HttpResponse.json({ ...attachmentView(jira, file, base), id: Number(file.id) }),
      ),
    ),

    http.delete(
      "*/rest/api/3/attachment/:id",
      aboutFile(({ issue, file }) => {
        issue.attachments.splice(issue.attachments.indexOf(file), 1);
        note(jira, issue, { field: "Attachment", from: file.filename, to: null });
        return nothing();
      }),
    ),

    http.post(
      "*/rest/api/3/issue/:key/attachments",
      aboutIssue(jira, async (issue, { request, base }) => {
        if (request.headers.get("x-atlassian-token") !== "no-check")
          return new HttpResponse("XSRF check failed", { status: 403 });
        const files = (await request.formData()).getAll("file").filter((part) => part instanceof File);
        if (files.some(({ size }) => size > LARGEST_UPLOAD))
          return refusal(413, ["The attachment exceeds its maximum permitted size."]);
        const added = await Promise.all(files.map((file) => keep(jira, issue, file)));
        return HttpResponse.json(added.map((file) => attachmentView(jira, file, base)));
      }),
    ),
  ];
}

interface Found {
  issue: SimIssue;
  file: SimIssue["attachments"][number];
}

async function keep(jira: JiraState, issue: SimIssue, file: File): Promise<Found["file"]> {
  const { files } = extrasOf(jira, issue);
  const kept = {
    id: jira.nextId(),
    filename: file.name,
    size: file.size,
    mimeType: file.type,
    author: jira.world.me.handle,
    created: jira.world.now().toISOString(),
  };
  files.set(kept.id, new Uint8Array(await file.arrayBuffer()));
  issue.attachments.push(kept);
  note(jira, issue, { field: "Attachment", from: null, to: file.name });
  return kept;
}
