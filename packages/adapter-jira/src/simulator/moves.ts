import { HttpResponse, http } from "@pm-orchestrator/simulator";
import { findIssue, note } from "./about-issue.js";
import { endpoint } from "./endpoint.js";
import { ISSUE_TYPES, type JiraState, type SimIssue } from "./state.js";
import { refusal, userView } from "./views.js";
import { nextKey } from "./written-fields.js";

interface Move {
  targetToSourcesMapping: Record<string, { issueIdsOrKeys?: string[] }>;
}

interface Task {
  id: string;
  at: number;
  moved: SimIssue[];
}

/** Moving issues is a task that Jira works on by itself; this one is quick about it. */
export function moveHandlers(jira: JiraState) {
  const tasks = jira.world.state("jira.bulk-tasks", () => new Map<string, Task>());
  return [
    http.post(
      "*/rest/api/3/bulk/issues/move",
      endpoint(async (call) => {
        const { targetToSourcesMapping = {} } = await call.json<Move>();
        const moved: SimIssue[] = [];
        for (const [target, { issueIdsOrKeys = [] }] of Object.entries(targetToSourcesMapping)) {
          const [project, type, parent] = target.split(",");
          const home = jira.projects.find(({ id, key }) => id === project || key === project);
          const named = ISSUE_TYPES.find(({ id }) => id === type);
          const issues = issueIdsOrKeys.map((name) => findIssue(jira, name));
          if (home === undefined || named === undefined)
            return refused("The destination project or issue type is not valid.");
          if (named.subtask && parent === undefined) return refused("A sub-task needs a parent.");
          for (const issue of issues) {
            if (issue === undefined) return refused("Some of the issues in the issueIdsOrKeys are not valid");
            move(jira, issue, { project: home.key, type: named.name, parent: parent ?? null });
            moved.push(issue);
          }
        }
        const task = { id: jira.nextId(), at: jira.world.now().getTime(), moved };
        tasks.set(task.id, task);
        return HttpResponse.json({ taskId: task.id }, { status: 201 });
      }),
    ),

    http.get(
      "*/rest/api/3/bulk/queue/:task",
      endpoint((call) => {
        const task = tasks.get(call.param("task"));
        if (task === undefined)
          return refusal(400, ["The task associated with this taskId is not a bulk operation task"]);
        return HttpResponse.json({
          taskId: task.id,
          status: "COMPLETE",
          progressPercent: 100,
          submittedBy: userView(jira, jira.world.me.handle, call.base),
          created: task.at,
          started: task.at,
          updated: task.at,
          processedAccessibleIssues: task.moved.map(({ id }) => Number(id)),
          invalidOrInaccessibleIssueCount: 0,
          totalIssueCount: task.moved.length,
        });
      }),
    ),
  ];
}

function move(
  jira: JiraState,
  issue: SimIssue,
  to: { project: string; type: string; parent: string | null },
): void {
  const before = issue.key;
  if (issue.project !== to.project) {
    issue.key = nextKey(jira, to.project);
    jira.issues.delete(before);
    jira.issues.set(issue.key, issue);
    note(jira, issue, { field: "Key", from: before, to: issue.key });
  }
  Object.assign(issue, to);
  for (const other of jira.issues.values()) {
    if (other.parent === before) other.parent = issue.key;
    for (const link of other.links) if (link.other === before) link.other = issue.key;
  }
}

function refused(message: string) {
  return HttpResponse.json({ errors: [{ message }] }, { status: 400 });
}
