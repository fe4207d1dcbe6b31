import { baseOf } from "@pm-orchestrator/simulator";
import {
  accountIdOf,
  type BitbucketState,
  hashOf,
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

function repositoryInShort({ base }: Scene, { workspace, slug, name }: SimRepository) {
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
    mainbranch: { type: "branch", name: repository.mainBranch },
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
  const { id, title, description, state } = pullRequest;
  const self = `${scene.base}/repositories/${repository.workspace}/${repository.slug}/pullrequests/${id}`;
  const parts = ["commits", "approve", "diff", "diffstat", "comments", "activity", "merge", "decline"];
  return {
    type: "pullrequest",
    id,
    title,
    description,
    summary: { raw: description, markup: "markdown", html: `<p>${escapeHtml(description)}</p>` },
    state,
    draft: false,
    author: userView(scene, pullRequest.author),
    source: endpointView(scene, repository, pullRequest.source),
    destination: endpointView(scene, repository, pullRequest.destination),
    comment_count: pullRequest.commentCount,
    task_count: 0,
    close_source_branch: pullRequest.closeSourceBranch,
    reason: "",
    ...(state === "MERGED" ? { merge_commit: { hash: hashOf(`merge ${self}`).slice(0, 12) } } : {}),
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
  return {
    ...pullRequestInList(scene, repository, pullRequest),
    reviewers: pullRequest.reviewers.map((handle) => userView(scene, handle)),
    participants: pullRequest.reviewers.map((handle) => {
      const approved = pullRequest.approvedBy.includes(handle);
      return {
        type: "participant",
        user: userView(scene, handle),
        role: "REVIEWER",
        approved,
        ...(approved ? { state: "approved", participated_on: bitbucketTime(pullRequest.updated) } : {}),
      };
    }),
  };
}

function endpointView(scene: Scene, repository: SimRepository, branch: string) {
  const hash = repository.branches.get(branch) ?? hashOf(`${repository.slug}/${branch}`);
  return {
    branch: { name: branch },
    commit: { hash: hash.slice(0, 12) },
    repository: repositoryInShort(scene, repository),
  };
}

/** Instants as Bitbucket writes them: to the microsecond, with an offset. */
function bitbucketTime(iso: string): string {
  return iso.replace(/Z$/, "000+00:00");
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
