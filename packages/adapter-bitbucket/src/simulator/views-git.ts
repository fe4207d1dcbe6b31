import { diffOf, sizeOf } from "./diff.js";
import type { FileChange } from "./git.js";
import type { SimCommit, SimRepository, SimStatus } from "./state.js";
import { bitbucketTime, repositoryInShort, type Scene, textView, userView } from "./views.js";

export function commitView(scene: Scene, repository: SimRepository, commit: SimCommit) {
  const { hash, author, message, parents } = commit;
  const person = scene.state.world.people.find(({ handle }) => handle === author);
  return {
    type: "commit",
    hash,
    date: bitbucketTime(commit.date),
    message,
    summary: textView(message),
    author: {
      type: "author",
      raw: `${person?.name ?? author} <${person?.email ?? `${author}@acme.example`}>`,
      user: userView(scene, author),
    },
    parents: parents.map((parent) => ({ type: "commit", hash: parent })),
    repository: repositoryInShort(scene, repository),
    links: linksOfCommit(scene, repository, hash),
  };
}

export function linksOfCommit({ base }: Scene, { workspace, slug }: SimRepository, hash: string) {
  return {
    self: { href: `${base}/repositories/${workspace}/${slug}/commit/${hash}` },
    html: { href: `${base}/${workspace}/${slug}/commits/${hash}` },
  };
}

export function statusView(
  scene: Scene,
  { repository, hash }: { repository: SimRepository; hash: string },
  status: SimStatus,
) {
  const { key, state, name, description, url, refname } = status;
  const { self } = linksOfCommit(scene, repository, hash);
  return {
    type: "build",
    key,
    state,
    name,
    description,
    url,
    ...(refname === undefined ? {} : { refname }),
    created_on: bitbucketTime(status.created),
    updated_on: bitbucketTime(status.updated),
    links: { commit: self, self: { href: `${self.href}/statuses/build/${encodeURIComponent(key)}` } },
  };
}

/** What changed in one file, in numbers. */
export function diffstatView(change: FileChange) {
  const { path, before, after } = change;
  const { added, removed } = sizeOf(change);
  const file = { type: "commit_file", path, escaped_path: encodeURI(path) };
  return {
    type: "diffstat",
    status: before === undefined ? "added" : after === undefined ? "removed" : "modified",
    lines_added: added,
    lines_removed: removed,
    old: before === undefined ? null : file,
    new: after === undefined ? null : file,
  };
}

/** One commit as `git format-patch` writes it. */
export function patchOf(scene: Scene, commit: SimCommit, changes: readonly FileChange[]): string {
  const person = scene.state.world.people.find(({ handle }) => handle === commit.author);
  const [subject = "", ...rest] = commit.message.split("\n");
  return [
    `From ${commit.hash} Mon Sep 17 00:00:00 2001`,
    `From: ${person?.name ?? commit.author} <${person?.email ?? ""}>`,
    `Date: ${new Date(commit.date).toUTCString()}`,
    `Subject: [PATCH] ${subject}`,
    "",
    ...rest.slice(1),
    "---",
    changes.map((change) => diffOf(change)).join(""),
  ].join("\n");
}
