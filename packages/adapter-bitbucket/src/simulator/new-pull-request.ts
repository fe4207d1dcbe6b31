import { type BitbucketState, type SimPullRequest, type SimRepository, uuidOf } from "./state.js";

interface NewPullRequest {
  title: string;
  description: string;
  source: string;
  destination: string;
  reviewers: string[];
  closeSourceBranch: boolean;
  draft: boolean;
}

/** Why Bitbucket would refuse, with texts by field. */
interface Refused {
  message: string;
  fields: Record<string, string[]>;
}

const REQUIRED = "required key not provided";

/** Reads the body of a creation, or says what is wrong with it. */
export function readNewPullRequest(
  bitbucket: BitbucketState,
  repository: SimRepository,
  body: Record<string, unknown>,
): NewPullRequest | Refused {
  const { title, description, close_source_branch, draft } = body;
  const source = branchIn(body["source"]);
  const destination = branchIn(body["destination"]) ?? repository.mainBranch;
  const fields: Record<string, string[]> = {};
  if (typeof title !== "string" || title.trim() === "") fields["title"] = [REQUIRED];
  if (source === undefined) fields["source"] = [REQUIRED];
  else if (!repository.branches.has(source)) fields["source"] = [`branch not found: ${source}`];
  if (!repository.branches.has(destination)) fields["destination"] = [`branch not found: ${destination}`];
  const reviewers = reviewersIn(bitbucket, body["reviewers"]);
  if ("problem" in reviewers) fields["reviewers"] = [reviewers.problem];
  if (Object.keys(fields).length > 0 || source === undefined || "problem" in reviewers) {
    return { message: "Bad request", fields };
  }
  if (repository.branches.get(source) === repository.branches.get(destination)) {
    return { message: "There are no changes to be pulled", fields: {} };
  }
  return {
    title: String(title),
    description: typeof description === "string" ? description : "",
    source,
    destination,
    reviewers: reviewers.handles,
    closeSourceBranch: close_source_branch === true,
    draft: draft === true,
  };
}

/** Opens it; an open one between the same branches is brought up to date instead, as Bitbucket does it. */
export function openPullRequest(
  { world }: BitbucketState,
  { pullRequests }: SimRepository,
  wanted: NewPullRequest,
): SimPullRequest {
  const now = world.now().toISOString();
  const twin = [...pullRequests.values()].find(
    ({ state, source, destination }) =>
      state === "OPEN" && source === wanted.source && destination === wanted.destination,
  );
  if (twin !== undefined) return Object.assign(twin, wanted, { updated: now });
  const opened: SimPullRequest = {
    id: Math.max(0, ...pullRequests.keys()) + 1,
    ...wanted,
    state: "OPEN",
    author: world.me.handle,
    approvedBy: [],
    changesRequestedBy: [],
    comments: [],
    tasks: [],
    created: now,
    updated: now,
  };
  pullRequests.set(opened.id, opened);
  return opened;
}

/**
 * Changes an open one, and answers what is wrong with which field. What is not given stays, but for the reviewers: without
 * any there are none.
 */
export function changePullRequest(
  bitbucket: BitbucketState,
  { repository, pullRequest }: { repository: SimRepository; pullRequest: SimPullRequest },
  body: Record<string, unknown>,
): Record<string, string[]> | "closed" {
  if (pullRequest.state !== "OPEN") return "closed";
  const { title = pullRequest.title, description = pullRequest.description } = body;
  const { draft = pullRequest.draft, close_source_branch = pullRequest.closeSourceBranch } = body;
  const destination = branchIn(body["destination"]) ?? pullRequest.destination;
  const reviewers = reviewersIn(bitbucket, body["reviewers"], pullRequest.author);
  const fields: Record<string, string[]> = {};
  if (typeof title !== "string" || title.trim() === "") fields["title"] = [REQUIRED];
  if (!repository.branches.has(destination)) fields["destination"] = [`branch not found: ${destination}`];
  if ("problem" in reviewers) fields["reviewers"] = [reviewers.problem];
  if (Object.keys(fields).length > 0 || "problem" in reviewers) return fields;
  Object.assign(pullRequest, {
    title,
    description,
    destination,
    draft,
    closeSourceBranch: close_source_branch,
    reviewers: reviewers.handles,
    updated: bitbucket.world.now().toISOString(),
  });
  return {};
}

function branchIn(endpoint: unknown): string | undefined {
  const name = (endpoint as { branch?: { name?: unknown } } | null | undefined)?.branch?.name;
  return typeof name === "string" && name !== "" ? name : undefined;
}

function reviewersIn(
  { world }: BitbucketState,
  given: unknown,
  author = world.me.handle,
): { handles: string[] } | { problem: string } {
  if (given === undefined) return { handles: [] };
  if (!Array.isArray(given)) return { problem: "Malformed reviewers list" };
  const people = (given as { uuid?: unknown }[]).map((reviewer) =>
    world.people.find(({ handle }) => uuidOf(`user:${handle}`) === reviewer?.uuid),
  );
  const handles = people.flatMap((person) => (person === undefined ? [] : [person.handle]));
  if (handles.length < people.length) return { problem: "Malformed reviewers list" };
  if (handles.includes(author)) {
    return { problem: `${author} is the author and cannot be included as a reviewer.` };
  }
  return { handles };
}
