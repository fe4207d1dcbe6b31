import { HttpResponse, http } from "@pm-orchestrator/simulator";
import { bodyOf, type OnPullRequest, onPullRequest, paged, refusal } from "./answers.js";
import { nextNumber } from "./discussion.js";
import type { BitbucketState, SimComment } from "./state.js";
import { commentView, resolutionView } from "./views-discussion.js";

const REQUIRED = "required key not provided";

/** What is said on pull requests, on the whole or on a line. */
export function commentHandlers(bitbucket: BitbucketState) {
  const path = "*/repositories/:workspace/:slug/pullrequests/:id/comments";
  const now = () => bitbucket.world.now().toISOString();
  return [
    http.get(
      path,
      onPullRequest(bitbucket, ({ request, scene, repository, pullRequest }) =>
        paged(request, pullRequest.comments, {
          largest: 100,
          view: (comment) => commentView(scene, { repository, pullRequest }, comment),
        }),
      ),
    ),

    http.post(
      path,
      onPullRequest(bitbucket, async ({ request, scene, repository, pullRequest }) => {
        const body = (await bodyOf(request)) ?? {};
        const text = rawOf(body);
        if (text === undefined) return refusal(400, "Bad request", { fields: { content: [REQUIRED] } });
        const parent = (body["parent"] as { id?: number } | undefined)?.id;
        const answered = pullRequest.comments.find(({ id }) => id === parent);
        if (parent !== undefined && answered === undefined) return refusal(404, "Comment not found");
        const inline = (body["inline"] as SimComment["inline"]) ?? answered?.inline;
        const comment: SimComment = {
          id: nextNumber(pullRequest, pullRequest.comments, 2),
          author: bitbucket.world.me.handle,
          text,
          ...(parent === undefined ? {} : { parent }),
          ...(inline === undefined ? {} : { inline }),
          ...(body["pending"] === true ? { pending: true } : {}),
          created: now(),
          updated: now(),
        };
        pullRequest.comments.push(comment);
        const view = commentView(scene, { repository, pullRequest }, comment);
        return HttpResponse.json(view, { status: 201, headers: { location: view.links.self.href } });
      }),
    ),

    http.get(
      `${path}/:comment`,
      onComment(bitbucket, ({ scene, repository, pullRequest, comment }) =>
        HttpResponse.json(commentView(scene, { repository, pullRequest }, comment)),
      ),
    ),

    http.put(
      `${path}/:comment`,
      onComment(bitbucket, async ({ request, scene, repository, pullRequest, comment }) => {
        const body = (await bodyOf(request)) ?? {};
        const text = rawOf(body);
        if (text === undefined) return refusal(400, "Bad request", { fields: { content: [REQUIRED] } });
        const extra = Object.keys(body).filter((name) => name !== "content");
        if (extra.length > 0) {
          const fields = Object.fromEntries(extra.map((name) => [name, ["extra keys not allowed"]]));
          return refusal(400, "Bad request", { fields });
        }
        if (comment.author !== bitbucket.world.me.handle) {
          return refusal(403, "You can only edit your own comments.");
        }
        Object.assign(comment, { text, updated: now() });
        return HttpResponse.json(commentView(scene, { repository, pullRequest }, comment));
      }),
    ),

    http.delete(
      `${path}/:comment`,
      onComment(bitbucket, ({ comment }) => {
        Object.assign(comment, { deleted: true, text: "", updated: now() });
        return new HttpResponse(null, { status: 204 });
      }),
    ),

    http.post(
      `${path}/:comment/resolve`,
      onComment(bitbucket, ({ scene, comment }) => {
        if (comment.parent !== undefined) return refusal(403, "Only top-level comments can be resolved.");
        if (comment.resolvedBy !== undefined) return refusal(409, "Comment has already been resolved.");
        Object.assign(comment, { resolvedBy: bitbucket.world.me.handle, updated: now() });
        return HttpResponse.json(resolutionView(scene, comment));
      }),
    ),

    http.delete(
      `${path}/:comment/resolve`,
      onComment(bitbucket, ({ comment }) => {
        if (comment.resolvedBy === undefined) return refusal(404, "Comment has not been resolved.");
        delete comment.resolvedBy;
        return new HttpResponse(null, { status: 204 });
      }),
    ),
  ];
}

function onComment(
  bitbucket: BitbucketState,
  answer: (asked: OnPullRequest & { comment: SimComment }) => Response | Promise<Response>,
) {
  return onPullRequest(bitbucket, (asked) => {
    const number = Number(asked.params["comment"]);
    const comment = asked.pullRequest.comments.find(({ id, deleted }) => id === number && deleted !== true);
    return comment === undefined ? refusal(404, "Comment not found") : answer({ ...asked, comment });
  });
}

/** The text of a body's `content`, if there is any. */
export function rawOf(body: Record<string, unknown>): string | undefined {
  const raw = (body["content"] as { raw?: unknown } | null | undefined)?.raw;
  return typeof raw === "string" && raw.trim() !== "" ? raw : undefined;
}
