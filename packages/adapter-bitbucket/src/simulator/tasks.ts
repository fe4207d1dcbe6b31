import { HttpResponse, http } from "@pm-orchestrator/simulator";
import { bodyOf, type OnPullRequest, onPullRequest, paged, refusal, refusingBbql } from "./answers.js";
import { parseBbql } from "./bbql.js";
import { rawOf } from "./comments.js";
import { nextNumber } from "./discussion.js";
import type { BitbucketState, SimTask } from "./state.js";
import { taskView } from "./views-discussion.js";

const BLANK = "Task content cannot be blank.";

/** What is still to be done on pull requests. */
export function taskHandlers(bitbucket: BitbucketState) {
  const path = "*/repositories/:workspace/:slug/pullrequests/:id/tasks";
  const { world } = bitbucket;
  const now = () => world.now().toISOString();
  return [
    http.get(
      path,
      onPullRequest(bitbucket, ({ request, scene, repository, pullRequest, query }) =>
        refusingBbql(() => {
          const test = parseBbql(query.get("q") ?? "id > 0", ["id", "state", "creator.uuid", "content.raw"]);
          const views = pullRequest.tasks.map((task) => taskView(scene, { repository, pullRequest }, task));
          return paged(request, views.filter(test), { largest: 100, view: (view) => view });
        }),
      ),
    ),

    http.post(
      path,
      onPullRequest(bitbucket, async ({ request, scene, repository, pullRequest }) => {
        const body = (await bodyOf(request)) ?? {};
        const text = rawOf(body);
        if (text === undefined) return refusal(400, BLANK);
        const comment = (body["comment"] as { id?: number } | undefined)?.id;
        if (comment !== undefined && pullRequest.comments.every(({ id }) => id !== comment)) {
          return refusal(404, "Comment not found");
        }
        const task: SimTask = {
          id: nextNumber(pullRequest, pullRequest.tasks, 1),
          author: world.me.handle,
          text,
          ...(comment === undefined ? {} : { comment }),
          created: now(),
          updated: now(),
        };
        pullRequest.tasks.push(task);
        return HttpResponse.json(taskView(scene, { repository, pullRequest }, task), { status: 201 });
      }),
    ),

    http.get(
      `${path}/:task`,
      onTask(bitbucket, ({ scene, repository, pullRequest, task }) =>
        HttpResponse.json(taskView(scene, { repository, pullRequest }, task)),
      ),
    ),

    http.put(
      `${path}/:task`,
      onTask(bitbucket, async ({ request, scene, repository, pullRequest, task }) => {
        const body = (await bodyOf(request)) ?? {};
        const text = rawOf(body);
        if (body["content"] !== undefined && text === undefined) return refusal(400, BLANK);
        Object.assign(task, { updated: now(), ...(text === undefined ? {} : { text }) });
        if (body["state"] === "RESOLVED") task.resolved ??= { by: world.me.handle, on: now() };
        if (body["state"] === "UNRESOLVED") delete task.resolved;
        return HttpResponse.json(taskView(scene, { repository, pullRequest }, task));
      }),
    ),

    http.delete(
      `${path}/:task`,
      onTask(bitbucket, ({ pullRequest, task }) => {
        pullRequest.tasks = pullRequest.tasks.filter((one) => one !== task);
        return new HttpResponse(null, { status: 204 });
      }),
    ),
  ];
}

function onTask(
  bitbucket: BitbucketState,
  answer: (asked: OnPullRequest & { task: SimTask }) => Response | Promise<Response>,
) {
  return onPullRequest(bitbucket, (asked) => {
    const task = asked.pullRequest.tasks.find(({ id }) => id === Number(asked.params["task"]));
    return task === undefined ? refusal(404, "Task not found") : answer({ ...asked, task });
  });
}
