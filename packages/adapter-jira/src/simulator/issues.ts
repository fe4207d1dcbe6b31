import { HttpResponse, http } from "@pm-orchestrator/simulator";
import { aboutIssue } from "./about-issue.js";
import { changelogView } from "./changelogs.js";
import { endpoint, nothing, type SimCall } from "./endpoint.js";
import { extrasOf } from "./extras.js";
import type { JiraState, SimIssue, SimProperty } from "./state.js";
import { accountId, issueView, refusal } from "./views.js";
import { transitionsFrom } from "./workflow.js";
import {
  addIssue,
  assign,
  creationProblems,
  problemsOf,
  type WrittenFields,
  writeFields,
} from "./written-fields.js";

interface IssueUpdate {
  fields: WrittenFields;
  properties: SimProperty[];
  update: {
    labels?: { add?: string; remove?: string }[];
    parent?: { set?: { none?: boolean } }[];
  };
}

/** Issues one by one: reading, making, changing, deleting. */
export function issueHandlers(jira: JiraState) {
  return [
    http.get(
      "*/rest/api/3/issue/:key",
      aboutIssue(jira, (issue, call) => {
        const wanted = new Set((call.query.get("fields") ?? "*all").split(","));
        const expand = new Set((call.query.get("expand") ?? "").split(","));
        return HttpResponse.json({
          ...issueView(jira, issue, call.request, wanted),
          ...(expand.has("transitions") ? { transitions: transitionsFrom(issue.status) } : {}),
          ...(expand.has("changelog") ? { changelog: changelogView(jira, issue, call.base) } : {}),
          ...propertiesView(jira, issue, call.query.get("properties")?.split(",")),
        });
      }),
    ),

    http.post(
      "*/rest/api/3/issue",
      endpoint(async (call) => {
        const { fields = {}, properties } = await call.json<IssueUpdate>();
        const errors = creationProblems(jira, fields);
        if (Object.keys(errors).length > 0) return refusal(400, [], errors);
        const issue = addIssue(jira, fields, properties);
        return HttpResponse.json(createdView(issue, call.base), { status: 201 });
      }),
    ),

    http.put(
      "*/rest/api/3/issue/:key",
      aboutIssue(jira, async (issue, call) => {
        const { fields = {}, update = {} } = await call.json<IssueUpdate>();
        const errors = problemsOf(jira, fields, issue.project);
        if (Object.keys(errors).length > 0) return refusal(400, [], errors);
        const orphaned = update.parent?.some(({ set }) => set?.none === true) === true;
        writeFields(jira, issue, {
          ...fields,
          ...labelsAfter(issue, update.labels),
          ...(orphaned ? { parent: null } : {}),
        });
        return changed(jira, issue, call);
      }),
    ),

    http.put(
      "*/rest/api/3/issue/:key/assignee",
      aboutIssue(jira, async (issue, call) => {
        const { accountId: account } = await call.json<{ accountId: string | null }>();
        const known = jira.world.people.some(({ handle }) => accountId(handle) === account);
        if (account && !known) return refusal(400, [], { assignee: `User '${account}' does not exist.` });
        assign(jira, issue, account ?? undefined);
        return nothing();
      }),
    ),

    http.delete(
      "*/rest/api/3/issue/:key",
      aboutIssue(jira, (issue, call) => {
        const parts = [...jira.issues.values()].filter(
          ({ parent, type }) => parent === issue.key && type === "Sub-task",
        );
        if (parts.length > 0 && call.query.get("deleteSubtasks") !== "true") {
          return refusal(400, [
            `The issue '${issue.key}' has subtasks. You must specify the 'deleteSubtasks' parameter to delete this issue and all its subtasks.`,
          ]);
        }
        for (const { key } of [issue, ...parts]) jira.issues.delete(key);
        return nothing();
      }),
    ),
  ];
}

/** How a new issue is answered. */
export function createdView({ id, key }: SimIssue, base: string) {
  return { id, key, self: `${base}/rest/api/3/issue/${id}` };
}

/** The properties that were asked for; nothing when none were. */
export function propertiesView(jira: JiraState, issue: SimIssue, names: readonly string[] | undefined) {
  if (names === undefined || names.length === 0) return {};
  const { properties } = extrasOf(jira, issue);
  return { properties: Object.fromEntries([...properties].filter(([name]) => names.includes(name))) };
}

function changed(jira: JiraState, issue: SimIssue, call: SimCall): Response {
  if (call.query.get("returnIssue") !== "true") return nothing();
  return HttpResponse.json(issueView(jira, issue, call.request, new Set(["*all"])));
}

function labelsAfter(issue: SimIssue, changes: IssueUpdate["update"]["labels"]): { labels?: string[] } {
  if (changes === undefined) return {};
  const labels = new Set(issue.labels);
  for (const { add, remove } of changes) {
    if (add !== undefined) labels.add(add);
    if (remove !== undefined) labels.delete(remove);
  }
  return { labels: [...labels] };
}
