import { compact } from "@pm-orchestrator/adapter-kit";
import type {
  VendorCommit,
  VendorDiffstat,
  VendorPullRequest,
  VendorRepository,
  VendorStatus,
  VendorUser,
} from "./vendor.js";

/** A pull request with everything. */
export function pullRequestDetails(pullRequest: VendorPullRequest) {
  const { id = 0, title = "", state = "", reviewers } = pullRequest;
  const whoSaid = (said: string) =>
    pullRequest.participants?.flatMap(({ state, user }) => (state === said ? (personOf(user) ?? []) : []));
  return compact({
    id,
    title,
    state,
    author: personOf(pullRequest.author),
    source: pullRequest.source?.branch?.name,
    destination: pullRequest.destination?.branch?.name,
    reviewers: reviewers?.map(personOf).filter((reviewer) => reviewer !== undefined),
    approved_by: whoSaid("approved"),
    changes_requested_by: whoSaid("changes_requested"),
    draft: pullRequest.draft,
    comment_count: pullRequest.comment_count,
    task_count: pullRequest.task_count,
    merge_commit: pullRequest.merge_commit?.hash,
    reason: pullRequest.reason || undefined,
    description: (pullRequest.description ?? pullRequest.summary?.raw) || undefined,
    created: utcInstant(pullRequest.created_on),
    updated: utcInstant(pullRequest.updated_on),
    url: pageOf(pullRequest),
  });
}

/** A pull request as one of a list. */
export function pullRequestInList(pullRequest: VendorPullRequest) {
  const { id = 0, title = "", state = "" } = pullRequest;
  return compact({
    id,
    title,
    state,
    author: pullRequest.author?.display_name,
    source: pullRequest.source?.branch?.name,
    destination: pullRequest.destination?.branch?.name,
    updated: utcInstant(pullRequest.updated_on),
    url: pageOf(pullRequest),
  });
}

/** A commit as one of a list: the first line of its message. */
export function commitInList(commit: VendorCommit) {
  const { hash = "", message = "" } = commit;
  return compact({
    hash,
    summary: message.split("\n", 1)[0] ?? "",
    author: authorOf(commit),
    date: utcInstant(commit.date),
    url: pageOf(commit),
  });
}

/** Who wrote a commit: a member by name, anybody else as git has it, without the address. */
export function authorOf({ author }: VendorCommit): string | undefined {
  const raw = author?.raw?.replace(/\s*<[^>]*>\s*$/, "");
  return author?.user?.display_name ?? (raw || undefined);
}

/** What a build says of a commit. */
export function statusInList(status: VendorStatus) {
  const { key = "", state = "", name, description, refname, url } = status;
  return compact({
    key,
    state,
    name: name || undefined,
    description: description || undefined,
    branch: refname,
    url: url || undefined,
    updated: utcInstant(status.updated_on ?? status.created_on),
  });
}

/** What changed in one file. */
export function fileChange({ status = "", lines_added, lines_removed, ...sides }: VendorDiffstat) {
  const [before, after] = [sides.old?.path, sides.new?.path];
  return compact({
    path: after ?? before ?? "",
    status,
    added: lines_added,
    removed: lines_removed,
    old_path: before !== undefined && after !== undefined && before !== after ? before : undefined,
  });
}

/** A repository with everything. */
export function repositoryDetails(repository: VendorRepository) {
  const { uuid = "", full_name = "", name = "", project, mainbranch, is_private, language } = repository;
  return compact({
    id: uuid,
    full_name,
    name,
    project: project?.key === undefined ? undefined : { key: project.key, name: project.name ?? project.key },
    default_branch: mainbranch?.name,
    private: is_private,
    language: language || undefined,
    description: repository.description || undefined,
    updated: utcInstant(repository.updated_on),
    url: pageOf(repository),
  });
}

/** A repository as one of a list. */
export function repositoryInList(repository: VendorRepository) {
  const {
    full_name,
    name,
    project,
    default_branch,
    private: isPrivate,
    language,
    updated,
    url,
  } = repositoryDetails(repository);
  return compact({
    full_name,
    name,
    project: project?.key,
    default_branch,
    private: isPrivate,
    language,
    updated,
    url,
  });
}

/** People in details are `{ id, name }`; the id is the uuid, which every account keeps. */
export function personOf(user: VendorUser | null | undefined) {
  if (user?.uuid === undefined) return undefined;
  return { id: user.uuid, name: user.display_name ?? user.nickname ?? user.uuid };
}

/** The page that a person would open. */
export function pageOf({ links }: { links?: VendorUser["links"] }): string {
  return links?.html?.href ?? "";
}

/** Bitbucket's instants (`2026-01-17T12:34:00.123456+00:00`) in ISO 8601 UTC; what is no instant is left out. */
export function utcInstant(text: string | null | undefined): string | undefined {
  const time = Date.parse(text ?? "");
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
