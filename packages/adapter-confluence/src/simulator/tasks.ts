import { HttpResponse, type RequestHandler } from "@pm-orchestrator/simulator";
import { listOf } from "./listing.js";
import { route, valuesOf } from "./route.js";
import { accountId, type ConfluenceState, publish, type SimTask } from "./state.js";
import { bodyView, refusal } from "./views.js";

/** The tasks of all pages. */
export function taskHandlers(confluence: ConfluenceState): RequestHandler[] {
  const { tasks, pages, world } = confluence;
  return [
    route("GET /wiki/api/v2/tasks", ({ request, query }) => {
      const [inPages, spaces] = [valuesOf(query, "page-id"), valuesOf(query, "space-id")];
      const [status, people] = [query.get("status"), valuesOf(query, "assigned-to")];
      const found = [...tasks.values()].filter(
        (task) =>
          (inPages.length === 0 || inPages.includes(task.page)) &&
          (spaces.length === 0 || spaces.includes(pages.get(task.page)?.space ?? "")) &&
          (status === null || task.status === status) &&
          (people.length === 0 || (task.assignee !== null && people.includes(accountId(task.assignee)))),
      );
      const format = query.get("body-format");
      return listOf(request, found, (task) => taskView(confluence, task, format));
    }),

    route("PUT /wiki/api/v2/tasks/:id", async ({ part, body }) => {
      const task = tasks.get(part("id"));
      const page = task && pages.get(task.page);
      if (task === undefined || page === undefined) return refusal(404, "Not Found");
      const { status } = await body<{ status?: SimTask["status"] }>();
      if (status !== "complete" && status !== "incomplete") return refusal(400, "The status is not valid");
      const box = new RegExp(
        `(<ac:task-id>${task.localId}</ac:task-id>(?:<ac:task-uuid>[^<]*</ac:task-uuid>)?<ac:task-status>)\\w+`,
      );
      publish(confluence, page, {
        title: page.title,
        body: page.body.replace(box, `$1${status}`),
        message: "",
      });
      Object.assign(task, { status, completed: status === "complete" ? world.now().toISOString() : null });
      return HttpResponse.json(taskView(confluence, task, null));
    }),
  ];
}

function taskView({ pages }: ConfluenceState, task: SimTask, format: string | null) {
  const { id, localId, page, status, creator, assignee, created, due, completed } = task;
  return {
    id,
    localId,
    spaceId: pages.get(page)?.space ?? "",
    pageId: page,
    status,
    body: bodyView(task.body, format),
    createdBy: accountId(creator),
    ...(assignee === null ? {} : { assignedTo: accountId(assignee) }),
    ...(completed === null ? {} : { completedBy: accountId(creator), completedAt: completed }),
    createdAt: created,
    ...(due === null ? {} : { dueAt: due }),
  };
}
