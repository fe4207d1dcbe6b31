import { type HttpCall, pathSegment } from "@pm-orchestrator/adapter-kit";
import type { BitbucketClient } from "./client.js";
import { type BitbucketErrorCode, bitbucketErrors } from "./errors.js";
import { pullRequestNotFound } from "./not-found.js";
import { type RepositoryAddress, type RepositoryNamed, repositoryAt } from "./repository.js";
import type { VendorPullRequest } from "./vendor.js";

/** Which pull request is meant, and where the API has it. */
export interface PullRequestAddress {
  id: number | string;
  fullName: string;
  /** Path below the base URL. */
  path: string;
  /** The page that a person would open. */
  page: string;
  /** How a 404 is told. */
  notFound: ReturnType<typeof pullRequestNotFound>;
  repository: RepositoryAddress;
}

/** Reads repository and number. Makes no call; throws what {@link repositoryAt} throws. */
export function pullRequestAt(
  { id, ...named }: RepositoryNamed & { id: number | string },
  bitbucket: BitbucketClient,
): PullRequestAddress {
  const repository = repositoryAt(named, bitbucket);
  const { fullName, path, page } = repository;
  return {
    id,
    fullName,
    path: `${path}/pullrequests/${pathSegment(id)}`,
    page: `${page}/pull-requests/${pathSegment(id)}`,
    notFound: pullRequestNotFound(fullName, id),
    repository,
  };
}

/** One pull request, with everything. */
export async function readPullRequest(
  { path, notFound }: PullRequestAddress,
  bitbucket: BitbucketClient,
): Promise<VendorPullRequest> {
  const answer = await bitbucket.send({ method: "GET", path, notFound });
  return (answer.body ?? {}) as VendorPullRequest;
}

/**
 * Two commits as Bitbucket compares them: first the one with the changes, then the one that they go to. A fork's commit is
 * named with its repository. Throws COMMIT_NOT_FOUND when one of them is gone.
 */
export function specOf({ id, source, destination }: VendorPullRequest, bitbucket: BitbucketClient): string {
  const [from, to] = [source, destination].map((side) => side?.commit?.hash);
  if (from === undefined || to === undefined) {
    throw bitbucketErrors.create("COMMIT_NOT_FOUND", {
      message: `The commits of pull request ${id} are gone, with the fork that they were in.`,
      system: bitbucket.step.system,
      suggestions: ["get_pull_request_diff without context_lines may still have the diff."],
    });
  }
  const [home, target] = [source, destination].map((side) => side?.repository?.full_name ?? "");
  return pathSegment(`${home === target ? "" : `${home}:`}${from}..${to}`);
}

/**
 * Sends what brings a state about, such as an approval. Answers false when everything was so already: Bitbucket calls
 * that a failure, in words that `already` fits, but it is none.
 */
export async function bringAbout(
  { already, ...call }: HttpCall<BitbucketErrorCode> & { already: RegExp },
  bitbucket: BitbucketClient,
): Promise<boolean> {
  let wasSo = false;
  try {
    await bitbucket.send({
      ...call,
      readFailure(failure) {
        wasSo =
          failure.kind === "status" && failure.status < 500 && already.test(JSON.stringify(failure.body));
        return undefined;
      },
      // Then it was an earlier attempt of ours that made it so.
      doneWhen: () => wasSo,
    });
    return true;
  } catch (error) {
    if (wasSo) return false;
    throw error;
  }
}
