import { hashOf, type SimCommit, type SimFile, type SimRepository } from "./state.js";

/** What a commit does to files: new contents, or null where one goes. */
export type Changes = Readonly<Record<string, SimFile | null>>;

export interface NewCommit extends Pick<SimCommit, "author" | "message" | "date" | "parents"> {
  /** Laid over the tree of the last parent. */
  changes: Changes;
}

/** Commits something; what it says and where it stands decide its hash. */
export function commit(repository: SimRepository, { changes, ...about }: NewCommit): SimCommit {
  const files = new Map(repository.commits.get(about.parents.at(-1) ?? "")?.files);
  for (const [path, content] of Object.entries(changes)) {
    if (content === null) files.delete(path);
    else files.set(path, content);
  }
  const hash = hashOf([repository.slug, about.message, about.date, ...about.parents].join("\n"));
  const made = { hash, ...about, files };
  repository.commits.set(hash, made);
  return made;
}

/** The commit that a hash, a beginning of one, a branch or a tag names. */
export function commitNamed(repository: SimRepository, name: string): SimCommit | undefined {
  const { commits, branches, tags } = repository;
  const known = commits.get(branches.get(name) ?? tags.get(name)?.hash ?? name);
  if (known !== undefined || !/^[0-9a-f]{7,39}$/.test(name)) return known;
  return [...commits.values()].find(({ hash }) => hash.startsWith(name));
}

/** A commit and all before it, the newest first. */
export function historyOf(repository: SimRepository, ...tips: readonly string[]): SimCommit[] {
  const reached = new Set<string>();
  const waiting = [...tips];
  for (let hash = waiting.pop(); hash !== undefined; hash = waiting.pop()) {
    if (reached.has(hash)) continue;
    reached.add(hash);
    waiting.push(...(repository.commits.get(hash)?.parents ?? []));
  }
  return [...repository.commits.values()].filter(({ hash }) => reached.has(hash)).reverse();
}

/** What is in one history and not in the other, the newest first. */
export function commitsBetween(repository: SimRepository, tip: string, without: string): SimCommit[] {
  const known = new Set(historyOf(repository, without).map(({ hash }) => hash));
  return historyOf(repository, tip).filter(({ hash }) => !known.has(hash));
}

/** The newest commit that both histories have. */
export function mergeBase(repository: SimRepository, one: string, other: string): SimCommit | undefined {
  const known = new Set(historyOf(repository, one).map(({ hash }) => hash));
  return historyOf(repository, other).find(({ hash }) => known.has(hash));
}

/** A file before and after. */
export interface FileChange {
  path: string;
  before: SimFile | undefined;
  after: SimFile | undefined;
}

/** Which files differ between two trees, by path. */
export function changesBetween(before: SimCommit | undefined, after: SimCommit | undefined): FileChange[] {
  const paths = [...new Set([...(before?.files.keys() ?? []), ...(after?.files.keys() ?? [])])].sort();
  return paths
    .map((path) => ({ path, before: before?.files.get(path), after: after?.files.get(path) }))
    .filter((change) => change.before !== change.after);
}
