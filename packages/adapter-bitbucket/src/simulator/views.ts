import { baseOf } from "@pm-orchestrator/simulator";
import { commentCount } from "./discussion.js";
import {
  accountIdOf,
  type BitbucketState,
  type SimPullRequest,
  type SimRepository,
  uuidOf,
} from "./state.js";

/** What every view needs: the state, and where the caller sees the simulated system. */
export interface Scene {
  state: BitbucketState;
  base: string;
}

export function sceneOf(state: BitbucketState, request: Request): Scene {
  return { state, base: baseOf(request, "bitbucket") };
}

export function userView({ state, base }: Scene, handle: string) {
  const person = state.world.people.find((somebody) => somebody.handle === handle);
  const uuid = uuidOf(`user:${handle}`);
  return {
    type: "user",
    uuid,
    account_id: accountIdOf(handle),
    nickname: handle,
    display_name: person?.name ?? handle,
    links: {
      self: { href: `${base}/users/${encodeURIComponent(uuid)}` },
      html: { href: `${base}/${encodeURIComponent(uuid)}/` },
      avatar: { href: `${base}/account/${handle}/avatar/` },
    },
  };
}

export function workspaceView({ state, base }: Scene) {
  const { slug, name } = state.workspace;
  return {
    type: "workspace",
    uuid: uuidOf(`workspace:${slug}`),
    slug,
    name,
    links: { self: { href: `${base}/workspaces/${slug}` }, html: { href: `${base}/${slug}/` } },
  };
}

export function membershipView(scene: Scene, handle: string) {
  const user = userView(scene, handle);
  const workspace = workspaceView(scene);
  const self = `${workspace.links.self.href}/members/${encodeURIComponent(user.uuid)}`;
  return { type: "workspace_membership", user, workspace, links: { self: { href: self } } };
}

export function repositoryInShort({ base }: Scene, { workspace, slug, name }: SimRepository) {
  return {
    type: "repository",
    uuid: uuidOf(`repository:${slug}`),
    full_name: `${workspace}/${slug}`,
    name,
    links: {
      self: { href: `${base}/repositories/${workspace}/${slug}` },
      html: { href: `${base}/${workspace}/${slug}` },
      avatar: { href: `${base}/${workspace}/${slug}/avatar` },
    },
  };
}

export function repositoryView(scene: Scene, repository: SimRepository) {
  const { base, state } = scene;
  const short = repositoryInShort(scene, repository);
  const { key, name } = repository.project;
  return {
    ...short,
    links: { ...short.links, pullrequests: { href: `${short.links.self.href}/pullrequests` } },
    slug: repository.slug,
    description: repository.description,
    scm: "git",
    is_private: repository.private,
    language: repository.language,
    size: 1_048_576,
    has_issues: false,
    has_wiki: false,
    fork_policy: "no_public_forks",
    created_on: bitbucketTime(repository.created),
    updated_on: bitbucketTime(repository.updated),
    ...(repository.mainBranch === "" ? {} : { mainbranch: { type: "branch", name: repository.mainBranch } }),
    owner: {
      type: "team",
      uuid: uuidOf(`workspace:${repository.workspace}`),
      username: repository.workspace,
      display_name: state.workspace.name,
    },
    workspace: workspaceView(scene),
    project: {
      type: "project",
      uuid: uuidOf(`project:${key}`),
      key,
      name,
      links: { html: { href: `${base}/${repository.workspace}/workspace/projects/${key}` } },
    },
  };
}

/** A pull request as lists have it: without reviewers and participants. */
export function pullRequestInList(scene: Scene, repository: SimRepository, pullRequest: SimPullRequest) {
  const { id, title, description, state, draft, mergeCommit, closedBy } = pullRequest;
  const self = `${scene.base}/repositories/${repository.workspace}/${repository.slug}/pullrequests/${id}`;
  const parts = ["commits", "approve", "diff", "diffstat", "comments", "activity", "merge", "decline"];
  return {
    type: "pullrequest",
    id,
    title,
    description,
    summary: textView(description),
    state,
    draft,
    author: userView(scene, pullRequest.author),
    source: endpointView(scene, { repository, pullRequest, side: "source" }),
    destination: endpointView(scene, { repository, pullRequest, side: "destination" }),
    comment_count: commentCount(pullRequest),
    task_count: pullRequest.tasks.length,
    close_source_branch: pullRequest.closeSourceBranch,
    ...(closedBy === undefined ? {} : { closed_by: userView(scene, closedBy) }),
    reason: "",
    ...(mergeCommit === undefined ? {} : { merge_commit: { hash: mergeCommit.slice(0, 12) } }),
    created_on: bitbucketTime(pullRequest.created),
    updated_on: bitbucketTime(pullRequest.updated),
    links: {
      self: { href: self },
      html: { href: `${scene.base}/${repository.workspace}/${repository.slug}/pull-requests/${id}` },
      ...Object.fromEntries(parts.map((part) => [part, { href: `${self}/${part}` }])),
    },
  };
}

export function pullRequestView(scene: Scene, repository: SimRepository, pullRequest: SimPullRequest) {
  const { reviewers, approvedBy, changesRequestedBy } = pullRequest;
  return {
    ...pullRequestInList(scene, repository, pullRequest),
    reviewers: reviewers.map((handle) => userView(scene, handle)),
    participants: [...new Set([...reviewers, ...approvedBy, ...changesRequestedBy])].map((handle) =>
      participantView(scene, pullRequest, handle),
    ),
  };
}

/** Somebody's part in a pull request: asked to review it, or not, and with which verdict. */
export function participantView(scene: Scene, pullRequest: SimPullRequest, handle: string) {
  const { reviewers, approvedBy, changesRequestedBy, updated } = pullRequest;
  const approved = approvedBy.includes(handle);
  const state = approved ? "approved" : changesRequestedBy.includes(handle) ? "changes_requested" : undefined;
  return {
    type: "participant",
    user: userView(scene, handle),
    role: reviewers.includes(handle) ? "REVIEWER" : "PARTICIPANT",
    approved,
    ...(state === undefined ? {} : { state, participated_on: bitbucketTime(updated) }),
  };
}

/** Where a side of a pull request is: where it was, once the pull request is closed. */
export function hashAt(
  { branches }: SimRepository,
  pullRequest: SimPullRequest,
  side: "source" | "destination",
): string {
  return pullRequest.closedAt?.[side] ?? branches.get(pullRequest[side]) ?? "";
}

function endpointView(
  scene: Scene,
  asked: { repository: SimRepository; pullRequest: SimPullRequest; side: "source" | "destination" },
) {
  const { repository, pullRequest, side } = asked;
  return {
    branch: { name: pullRequest[side] },
    commit: { hash: hashAt(repository, pullRequest, side).slice(0, 12) },
    repository: repositoryInShort(scene, repository),
  };
}

/** Text as Bitbucket answers it: as it was written, and rendered. */
export function textView(raw: string) {
  return { raw, markup: "markdown", html: `<p>${escapeHtml(raw)}</p>` };
}

/** Instants as Bitbucket writes them: to the microsecond, with an offset. */
export function bitbucketTime(iso: string): string {
  return iso.replace(/Z$/, "000+00:00");
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
