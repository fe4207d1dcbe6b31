import { editorText } from "./editor.js";
import type { SimGroup, SimPage, SimTask, SimTemplate } from "./state.js";

export const GROUPS: readonly SimGroup[] = [
  { id: "5f0c1a52-3b8e-4c6e-9d59-0f6f2d2f1a01", name: "confluence-users" },
  { id: "5f0c1a52-3b8e-4c6e-9d59-0f6f2d2f1a02", name: "security-team" },
  { id: "5f0c1a52-3b8e-4c6e-9d59-0f6f2d2f1a03", name: "platform-team" },
];

export const TEMPLATES: readonly SimTemplate[] = [
  {
    id: "1540100",
    space: null,
    name: "Decision",
    description: "What was decided, and why",
    labels: ["decision"],
    body: editorText(
      '<at:declarations><at:string at:name="decision" /><at:textarea at:columns="100" at:name="why" at:rows="5" />' +
        '</at:declarations><h2>Decision</h2><p><at:var at:name="decision" /></p><h2>Why</h2><p><at:var at:name="why" /></p>' +
        '<ac:structured-macro ac:name="children" ac:schema-version="2" />',
      "Decision",
    ),
  },
  {
    id: "1540132",
    space: "TECH",
    name: "Runbook",
    description: "Steps for whoever is on call",
    labels: ["runbook"],
    body: editorText(
      "<h2>When</h2><p>Which alarm it is for.</p><h2>Steps</h2><ol><li><p>Look at the dashboard.</p></li></ol>",
      "Runbook",
    ),
  },
];

/** Tasks are what the boxes of the pages' task lists say. */
export function seedTasks(pages: ReadonlyMap<string, SimPage>, nextId: () => string): Map<string, SimTask> {
  const tasks = [...pages.values()].flatMap((page) =>
    [
      ...page.body.matchAll(
        /<ac:task-id>(\d+)<\/ac:task-id><ac:task-uuid>[^<]*<\/ac:task-uuid><ac:task-status>(\w+)<\/ac:task-status><ac:task-body>(.*?)<\/ac:task-body>/g,
      ),
    ].map(([, localId = "", status, body = ""]): SimTask => {
      const done = status === "complete";
      return {
        id: nextId(),
        localId,
        page: page.id,
        status: done ? "complete" : "incomplete",
        body,
        creator: page.author,
        assignee: done ? null : "tom",
        created: page.created,
        due: done ? null : "2025-12-12T00:00:00.000Z",
        completed: done ? page.created : null,
      };
    }),
  );
  return new Map(tasks.map((task) => [task.id, task]));
}
