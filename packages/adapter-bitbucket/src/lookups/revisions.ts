import { type HttpAnswer, type HttpCall, nearestNames } from "@pm-orchestrator/adapter-kit";
import { isPmoError, type PmoError } from "@pm-orchestrator/core";
import { bbqlString } from "../bbql.js";
import type { BitbucketClient } from "../client.js";
import { type BitbucketErrorCode, bitbucketErrors } from "../errors.js";
import { branchNotFound } from "../not-found.js";
import type { RepositoryAddress } from "../repository.js";
import type { VendorPage } from "../vendor.js";
import type { VendorRef } from "../vendor-code.js";
import { readRepository } from "./repositories.js";

/** What a caller named, and the commit where it stands. */
export interface Revision {
  kind: "branch" | "tag" | "commit";
  name: string;
  /** What the API takes in the place of a commit. */
  commit: string;
}

/** What looking a revision up may call; only the default branch needs the repository itself. */
export const REVISION_UPSTREAM = [
  "GET /repositories/{workspace}/{repo_slug}/refs",
  "GET /repositories/{workspace}/{repo_slug}",
] as const;

const HASH = /^(?:[0-9a-f]{40}|(?=\d*[a-f])[0-9a-f]{7,39})$/i;

/** Either the beginning of a hash, or a date that names a tag. */
const ONLY_DIGITS = /^\d{7,39}$/;

/** More names than this help nobody in an error. */
const NAMES_SHOWN = 50;

/**
 * The commit that a branch, a tag or a hash names; without a name, or for HEAD, that of the default branch. Names are
 * looked up, since the API takes none that has a slash in it in its paths, and never kept: they move.
 */
export async function resolveRevision(
  wanted: string | undefined,
  at: RepositoryAddress,
  bitbucket: BitbucketClient,
): Promise<Revision> {
  if (wanted === undefined || wanted === "HEAD") return defaultRevision(at, bitbucket);
  if (HASH.test(wanted)) return { kind: "commit", name: wanted, commit: wanted };
  const refs = await readRefs(at, { q: `name=${bbqlString(wanted)}` }, bitbucket);
  // Git tells names apart by case; a query need not.
  const found = refs.filter(({ name }) => name === wanted);
  const [ref] = found;
  if (found.length > 1) throw ambiguous(wanted, found, bitbucket);
  if (ref?.target?.hash === undefined) {
    if (ONLY_DIGITS.test(wanted)) return { kind: "commit", name: wanted, commit: wanted };
    throw await refMissing(wanted, at, bitbucket);
  }
  return { kind: ref.type === "tag" ? "tag" : "branch", name: wanted, commit: ref.target.hash };
}

/** The error for a branch or tag that is not there, with those that are. One call, made only for the error. */
async function refMissing(
  wanted: string,
  at: RepositoryAddress,
  bitbucket: BitbucketClient,
): Promise<PmoError> {
  const refs = await readRefs(at, { sort: "-target.date", pagelen: 100 }, bitbucket);
  const names = refs.flatMap(({ name }) => name ?? []);
  const near = nearestNames(wanted, names);
  const { code, ...told } = branchNotFound(at.fullName, wanted);
  return bitbucketErrors.create(code, {
    ...told,
    system: bitbucket.step.system,
    details: { ...told.details, available: names.slice(0, NAMES_SHOWN) },
    ...(near.length === 0 ? {} : { suggestions: [`Did you mean ${near.join(" or ")}?`] }),
  });
}

/** The hash of what {@link resolveRevision} finds, also for the default branch: where something is to be made, Bitbucket takes no name. */
export async function resolveHash(
  wanted: string | undefined,
  at: RepositoryAddress,
  bitbucket: BitbucketClient,
): Promise<string> {
  const isNamed = wanted !== undefined && wanted !== "HEAD";
  const name = isNamed ? wanted : await defaultBranch(at, bitbucket);
  return (await resolveRevision(name, at, bitbucket)).commit;
}

async function defaultRevision(at: RepositoryAddress, bitbucket: BitbucketClient): Promise<Revision> {
  const name = await defaultBranch(at, bitbucket);
  return name.includes("/") ? resolveRevision(name, at, bitbucket) : { kind: "branch", name, commit: name };
}

async function defaultBranch(at: RepositoryAddress, bitbucket: BitbucketClient): Promise<string> {
  const name = (await readRepository(at, bitbucket)).mainbranch?.name;
  if (name !== undefined) return name;
  throw bitbucketErrors.create("BRANCH_NOT_FOUND", {
    message: `${at.fullName} is empty: nothing was pushed to it yet.`,
    system: bitbucket.step.system,
    details: { repository: at.fullName },
    suggestions: ["Push a first commit."],
  });
}

async function readRefs(
  { path, notFound }: RepositoryAddress,
  query: { q?: string; sort?: string; pagelen?: number },
  bitbucket: BitbucketClient,
): Promise<VendorRef[]> {
  const answer = await bitbucket.send({
    method: "GET",
    path: `${path}/refs`,
    query,
    notFound,
  });
  return ((answer.body ?? {}) as VendorPage<VendorRef>).values ?? [];
}

function ambiguous(wanted: string, found: readonly VendorRef[], bitbucket: BitbucketClient): PmoError {
  return bitbucketErrors.create("AMBIGUOUS_MATCH", {
    message: `Both a branch and a tag are called ${wanted}.`,
    system: bitbucket.step.system,
    details: {
      branch: wanted,
      candidates: found.map(({ type, target }) => ({ id: target?.hash, name: `the ${type} ${wanted}` })),
    },
  });
}

/** Sends a call about one branch or tag; when it is not there, the error says which are. */
export function sendForRef(
  call: Omit<HttpCall<BitbucketErrorCode>, "notFound">,
  { name, at }: { name: string; at: RepositoryAddress },
  bitbucket: BitbucketClient,
): Promise<HttpAnswer> {
  return tellingWhichThereAre({ name, at }, bitbucket, (notFound) => bitbucket.send({ ...call, notFound }));
}

/** Deletes one branch or tag; when it is not there, the error says which are. */
export function removeRef(
  path: string,
  named: { name: string; at: RepositoryAddress },
  bitbucket: BitbucketClient,
): Promise<void> {
  return tellingWhichThereAre(named, bitbucket, (notFound) => bitbucket.remove({ path, notFound }));
}

async function tellingWhichThereAre<Answer>(
  { name, at }: { name: string; at: RepositoryAddress },
  bitbucket: BitbucketClient,
  send: (notFound: ReturnType<typeof branchNotFound>) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await send(branchNotFound(at.fullName, name));
  } catch (error) {
    throw isPmoError(error) && error.code === "BRANCH_NOT_FOUND"
      ? await refMissing(name, at, bitbucket)
      : error;
  }
}

/** One branch or tag, if there is one. */
export async function refIfThere(path: string, bitbucket: BitbucketClient): Promise<VendorRef | undefined> {
  try {
    return ((await bitbucket.send({ method: "GET", path })).body ?? {}) as VendorRef;
  } catch (error) {
    if (isPmoError(error) && error.details["status"] === 404) return undefined;
    throw error;
  }
}

/** Whether two hashes name one commit: one of them may be only the beginning of it. */
export function isSameCommit(one: string | undefined, other: string): boolean {
  const [a, b] = [one?.toLowerCase() ?? "", other.toLowerCase()];
  return a.length >= 7 && b.length >= 7 && (a.startsWith(b) || b.startsWith(a));
}
