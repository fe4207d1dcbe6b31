import {
  compact,
  isRecent,
  pageSchema,
  pagingParams,
  pathSegment,
  receiptSchema,
} from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { allEqual } from "../bbql.js";
import { changesIn } from "../changes.js";
import { task, taskOf, taskState } from "../discussion.js";
import { currentUser } from "../lookups/people.js";
import { commentNotFound, taskNotFound } from "../not-found.js";
import { operation } from "../operation.js";
import { readPage, readWholeAnswer } from "../paging.js";
import { pageOf } from "../parse.js";
import { type PullRequestAddress, pullRequestAt } from "../pull-request.js";
import { markdown, numberOf, pullRequestAliases, pullRequestParams } from "../schemas.js";
import type { VendorTask } from "../vendor.js";

const toVendor = { OPEN: "UNRESOLVED", RESOLVED: "RESOLVED" } as const;

const taskParams = { ...pullRequestParams, task_id: numberOf("task") };
const aliases = { ...pullRequestAliases, taskId: "task_id" } as const;
const ENDPOINT = "/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/tasks";

export const listPullRequestTasks = operation({
  summary: "Tasks of a pull request",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ ...pullRequestParams, state: taskState.optional(), ...pagingParams(100) }),
  aliases: { ...pullRequestAliases, max_results: "limit", pagelen: "limit" },
  result: z.object({ tasks: z.array(task), page: pageSchema }),
  limits: ["repository_requests"],
  upstream: [`GET ${ENDPOINT}`],
  example: { repository: "acme/platform", id: 42 },
  async run({ state: wantedState, limit, page_token, ...wanted }, bitbucket) {
    const { path, notFound } = pullRequestAt(wanted, bitbucket);
    const query = wantedState === undefined ? {} : { q: allEqual({ state: toVendor[wantedState] }) };
    const { values, page } = await readPage<VendorTask>(
      { path: `${path}/tasks`, query, limit, page_token, notFound },
      bitbucket,
    );
    return { tasks: values.map(taskOf), page };
  },
});

export const getPullRequestTask = operation({
  summary: "One task of a pull request",
  effect: "read",
  retry: "natural",
  params: z.strictObject(taskParams),
  aliases,
  result: task,
  limits: ["repository_requests"],
  upstream: [`GET ${ENDPOINT}/{task_id}`],
  example: { repository: "acme/platform", id: 42, task_id: 421 },
  async run({ task_id, ...wanted }, bitbucket) {
    const answer = await bitbucket.send({
      method: "GET",
      ...taskAt(pullRequestAt(wanted, bitbucket), task_id),
    });
    return taskOf((answer.body ?? {}) as VendorTask);
  },
});

export const createPullRequestTask = operation({
  summary: "Adds a task to a pull request, or to a comment on it",
  effect: "write",
  retry: "lookup",
  params: z.strictObject({
    ...pullRequestParams,
    content: markdown,
    comment_id: numberOf("comment that it belongs to").optional(),
  }),
  aliases: { ...pullRequestAliases, body: "content", text: "content", commentId: "comment_id" },
  result: receiptSchema,
  caches: ["users"],
  limits: ["repository_requests"],
  upstream: [`POST ${ENDPOINT}`, `GET ${ENDPOINT}`, "GET /user"],
  example: { repository: "acme/platform", id: 42, content: "Mention the new header in the changelog" },
  async run({ content, comment_id, ...wanted }, bitbucket) {
    const at = pullRequestAt(wanted, bitbucket);
    const answer = await bitbucket.send({
      method: "POST",
      path: `${at.path}/tasks`,
      body: compact({
        content: { raw: content },
        comment: comment_id === undefined ? undefined : { id: Number(comment_id) },
      }),
      notFound: comment_id === undefined ? at.notFound : commentNotFound(at, comment_id),
    });
    const made = (answer.body ?? {}) as VendorTask;
    bitbucket.claims.take(`task ${made.id}`);
    return taskReceipt(made, at, ["content"]);
  },
  async reconcile({ content, comment_id, ...wanted }, bitbucket) {
    const at = pullRequestAt(wanted, bitbucket);
    const [me, { values, headers }] = await Promise.all([
      currentUser(bitbucket),
      readWholeAnswer<VendorTask>({ path: `${at.path}/tasks`, notFound: at.notFound }, bitbucket),
    ]);
    const alike = values.filter(
      (one) =>
        one.creator?.uuid === me.uuid &&
        one.content?.raw?.trim() === content.trim() &&
        one.comment?.id === (comment_id === undefined ? undefined : Number(comment_id)) &&
        isRecent(one.created_on, { headers }),
    );
    const found = bitbucket.claims.takeOnly(alike, ({ id }) => `task ${id}`);
    return found && taskReceipt(found, at, ["content"]);
  },
});

export const updatePullRequestTask = operation({
  summary: "Rewrites, resolves or reopens a task of a pull request",
  effect: "write",
  retry: "natural",
  params: z.strictObject({ ...taskParams, content: markdown.optional(), state: taskState.optional() }),
  aliases: { ...aliases, body: "content", text: "content" },
  result: receiptSchema,
  limits: ["repository_requests"],
  upstream: [`PUT ${ENDPOINT}/{task_id}`],
  example: { repository: "acme/platform", id: 42, task_id: 421, state: "RESOLVED" },
  async run({ content, state: wantedState, task_id, ...wanted }, bitbucket) {
    const changes = { ...wanted, task_id, content, state: wantedState };
    const changed = changesIn(changes, ["repository", "workspace", "id", "task_id"], bitbucket);
    const at = pullRequestAt(wanted, bitbucket);
    const answer = await bitbucket.send({
      method: "PUT",
      ...taskAt(at, task_id),
      body: compact({
        content: content === undefined ? undefined : { raw: content },
        state: wantedState && toVendor[wantedState],
      }),
    });
    return taskReceipt({ id: Number(task_id), ...(answer.body as VendorTask) }, at, changed);
  },
});

export const deletePullRequestTask = operation({
  summary: "Deletes a task of a pull request",
  effect: "destructive",
  retry: "natural",
  params: z.strictObject(taskParams),
  aliases,
  result: receiptSchema,
  limits: ["repository_requests"],
  upstream: [`DELETE ${ENDPOINT}/{task_id}`],
  example: { repository: "acme/platform", id: 42, task_id: 421 },
  async run({ task_id, ...wanted }, bitbucket) {
    const at = pullRequestAt(wanted, bitbucket);
    await bitbucket.remove(taskAt(at, task_id));
    return taskReceipt({ id: Number(task_id) }, at, ["deleted"]);
  },
});

function taskAt(at: PullRequestAddress, task: number | string) {
  return { path: `${at.path}/tasks/${pathSegment(task)}`, notFound: taskNotFound(at, task) };
}

/** A task has no page of its own: it stands on that of its pull request. */
function taskReceipt(found: VendorTask, at: PullRequestAddress, changed: string[]) {
  return { id: String(found.id ?? ""), url: pageOf(found) || at.page, changed };
}
