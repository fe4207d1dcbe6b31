import { type BitbucketState, type SimPullRequest, type SimRepository, uuidOf } from "./state.js";

interface NewPullRequest {
  title: string;
  description: string;
  source: string;
  destination: string;
  reviewers: string[];
  closeSourceBranch: boolean;
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
  const { title, description, close_source_branch } = body;
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
    commentCount: 0,
    created: now,
    updated: now,
  };
  pullRequests.set(opened.id, opened);
  return opened;
}

function branchIn(endpoint: unknown): string | undefined {
  const name = (endpoint as { branch?: { name?: unknown } } | null | undefined)?.branch?.name;
  return typeof name === "string" && name !== "" ? name : undefined;
}

function reviewersIn({ world }: BitbucketState, given: unknown): { handles: string[] } | { problem: string } {
  if (given === undefined) return { handles: [] };
  if (!Array.isArray(given)) return { problem: "Malformed reviewers list" };
  const people = (given as { uuid?: unknown }[]).map((reviewer) =>
    world.people.find(({ handle }) => uuidOf(`user:${handle}`) === reviewer?.uuid),
  );
  const handles = people.flatMap((person) => (person === undefined ? [] : [person.handle]));
  if (handles.length < people.length) return { problem: "Malformed reviewers list" };
  if (handles.includes(world.me.handle)) {
    return { problem: `${world.me.name} is the author and cannot be included as a reviewer.` };
  }
  return { handles };
}
