import type { SimComment, SimPullRequest, SimRepository, SimTask } from "./state.js";
import { bitbucketTime, pullRequestInList, type Scene, textView, userView } from "./views.js";

interface Where {
  repository: SimRepository;
  pullRequest: SimPullRequest;
}

export function commentView(scene: Scene, where: Where, comment: SimComment) {
  const { id, inline, parent, deleted = false, pending = false, resolvedBy } = comment;
  const { links, reference } = linksOf(scene, where);
  return {
    type: "pullrequest_comment",
    id,
    content: textView(comment.text),
    user: userView(scene, comment.author),
    deleted,
    pending,
    created_on: bitbucketTime(comment.created),
    updated_on: bitbucketTime(comment.updated),
    ...(parent === undefined ? {} : { parent: { type: "pullrequest_comment", id: parent } }),
    ...(inline === undefined ? {} : { inline }),
    ...(resolvedBy === undefined ? {} : { resolution: resolutionView(scene, comment) }),
    pullrequest: reference,
    links: {
      self: { href: `${links.self}/comments/${id}` },
      html: { href: `${links.html}/_/diff#comment-${id}` },
    },
  };
}

export function resolutionView(scene: Scene, { resolvedBy = "", updated }: SimComment) {
  return {
    type: "comment_resolution",
    user: userView(scene, resolvedBy),
    created_on: bitbucketTime(updated),
  };
}

export function taskView(scene: Scene, where: Where, task: SimTask) {
  const { id, comment, resolved } = task;
  const { links } = linksOf(scene, where);
  return {
    id,
    state: resolved === undefined ? "UNRESOLVED" : "RESOLVED",
    content: textView(task.text),
    creator: userView(scene, task.author),
    pending: false,
    created_on: bitbucketTime(task.created),
    updated_on: bitbucketTime(task.updated),
    ...(resolved === undefined
      ? {}
      : { resolved_on: bitbucketTime(resolved.on), resolved_by: userView(scene, resolved.by) }),
    ...(comment === undefined ? {} : { comment: { type: "pullrequest_comment", id: comment } }),
    links: { self: { href: `${links.self}/tasks/${id}` }, html: { href: links.html } },
  };
}

/** A pull request as what belongs to it refers to it. */
export function linksOf(scene: Scene, { repository, pullRequest }: Where) {
  const { id, title, links } = pullRequestInList(scene, repository, pullRequest);
  const { self, html } = links;
  return {
    links: { self: self.href, html: html.href },
    reference: { type: "pullrequest", id, title, links: { self, html } },
  };
}
