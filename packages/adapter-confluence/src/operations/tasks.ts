import { compact, pageSchema, pagingParams, pathSegment, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { utcInstant } from "@pm-orchestrator/atlassian";
import { z } from "@pm-orchestrator/core/zod";
import { pageUrl } from "../lookups/pages.js";
import { resolvePerson } from "../lookups/people.js";
import { resolveSpace } from "../lookups/spaces.js";
import { namePeople } from "../lookups/users.js";
import { taskNotFound } from "../not-found.js";
import { operation } from "../operation.js";
import { readPart } from "../paging.js";
import { markdownOf } from "../parse.js";
import {
  contentIdAliases,
  numericId,
  pageId,
  pagingAliases,
  person,
  spaceAliases,
  spaceName,
  userName,
} from "../schemas.js";
import type { VendorTask } from "../vendor.js";

const status = z.enum(["incomplete", "complete"]);

export const listTasks = operation({
  summary: "The tasks in pages: what is to be done, by whom, until when",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    page_id: pageId.optional(),
    space: spaceName.optional(),
    status: status.optional().describe("default both"),
    assignee: userName.optional(),
    ...pagingParams(250),
  }),
  aliases: { ...contentIdAliases, ...spaceAliases, ...pagingAliases, assigned_to: "assignee" },
  result: z.object({
    tasks: z.array(
      z.object({
        id: z.string(),
        status: z.string(),
        body: z.string().describe("Markdown"),
        assignee: person.optional(),
        due: z.string().optional(),
        page_id: z.string().optional(),
        blog_post_id: z.string().optional(),
        creator: person.optional(),
        created: z.string().optional(),
        completed: z.string().optional(),
        completed_by: person.optional(),
      }),
    ),
    page: pageSchema,
  }),
  caches: ["spaces", "users"],
  limits: ["requests", "quota"],
  upstream: [
    "GET /wiki/api/v2/tasks",
    "POST /wiki/api/v2/users-bulk",
    "GET /wiki/api/v2/spaces",
    "GET /wiki/api/v2/spaces/{id}",
    "GET /wiki/rest/api/search/user",
    "GET /wiki/rest/api/user/current",
  ],
  expectedCalls: 3,
  expectedMs: 800,
  example: { page_id: "98752", status: "incomplete" },
  async run({ page_id, space, status, assignee, ...part }, confluence) {
    const [home, account] = await Promise.all([
      space === undefined ? undefined : resolveSpace(space, confluence),
      assignee === undefined ? undefined : resolvePerson(assignee, confluence),
    ]);
    const { items, page } = await readPart<VendorTask>(
      {
        method: "GET",
        path: "/wiki/api/v2/tasks",
        query: {
          "body-format": "storage",
          "include-blank-tasks": false,
          "page-id": page_id,
          "space-id": home?.id,
          status,
          "assigned-to": account,
        },
      },
      part,
      confluence,
    );
    const personOf = await namePeople(
      items.flatMap(({ createdBy, assignedTo, completedBy }) => [createdBy, assignedTo, completedBy]),
      confluence,
    );
    const tasks = items.map(async (task) => {
      const { id = "", status: state = "", body, pageId, blogPostId } = task;
      return {
        ...compact({
          id,
          status: state,
          assignee: personOf(task.assignedTo),
          due: utcInstant(task.dueAt),
          page_id: pageId,
          blog_post_id: blogPostId,
          creator: personOf(task.createdBy),
          created: utcInstant(task.createdAt),
          completed: utcInstant(task.completedAt),
          completed_by: personOf(task.completedBy),
        }),
        body: await markdownOf(body),
      };
    });
    return { tasks: await Promise.all(tasks), page };
  },
});

export const updateTask = operation({
  summary: "Ticks a task off, or takes the tick away",
  effect: "write",
  retry: "natural",
  params: z.strictObject({ task_id: numericId.describe("id from list_tasks"), status }),
  aliases: { taskId: "task_id", id: "task_id" },
  result: receiptSchema.extend({ status: z.string(), page_id: z.string().optional() }),
  invalidates: ["page_metadata"],
  limits: ["requests", "quota"],
  upstream: ["PUT /wiki/api/v2/tasks/{id}"],
  expectedMs: 500,
  example: { task_id: "110624", status: "complete" },
  async run({ task_id, status }, confluence) {
    const id = String(task_id);
    const answer = await confluence.send({
      method: "PUT",
      path: `/wiki/api/v2/tasks/${pathSegment(id)}`,
      body: { status },
      notFound: taskNotFound(id),
    });
    const task = (answer.body ?? {}) as VendorTask;
    const page = task.pageId ?? task.blogPostId ?? "";
    const url = pageUrl(page, confluence);
    // The tick stands in the page's text, so the page has a new version.
    confluence.step.cache.forget("page_metadata", page);
    return {
      ...compact({ id, url, status: task.status ?? status, page_id: task.pageId }),
      changed: ["status"],
    };
  },
});
