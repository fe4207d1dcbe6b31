import { compact } from "@pm-orchestrator/adapter-kit";
import type { VendorPullRequest, VendorRepository, VendorUser } from "./vendor.js";

/** A pull request with everything. */
export function pullRequestDetails(pullRequest: VendorPullRequest) {
  const { id = 0, title = "", state = "", reviewers } = pullRequest;
  return compact({
    id,
    title,
    state,
    author: personOf(pullRequest.author),
    source: pullRequest.source?.branch?.name,
    destination: pullRequest.destination?.branch?.name,
    reviewers: reviewers?.map(personOf).filter((reviewer) => reviewer !== undefined),
    comment_count: pullRequest.comment_count,
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
    updated: utcInstant(repository.updated_on),
    url: pageOf(repository),
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
