import { matchByName, nearestNames, pathSegment } from "@pm-orchestrator/adapter-kit";
import type { PmoError } from "@pm-orchestrator/core";
import type { BitbucketClient } from "../client.js";
import { bitbucketErrors } from "../errors.js";
import { workspaceNotFound } from "../not-found.js";
import { readAll } from "../paging.js";
import type { VendorMembership, VendorUser } from "../vendor.js";

/** More names than this help nobody in an error. */
const NAMES_SHOWN = 50;

const UUID = /^\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?$/i;

/** Older accounts have hexadecimal ids, newer ones a number and a uuid. */
const ACCOUNT_ID = /^(?:[0-9a-f]{24}|\d+:[0-9a-f-]{36})$/;

/**
 * Who is meant by each of `wanted`: a uuid, account id, nickname, name, or `me`. Names are those of the members of the
 * workspace, which are read once in a session; a uuid needs no look-up, so that people who have left can be named too.
 * Two people of one name are an error with both.
 */
export async function resolvePeople(
  wanted: readonly string[],
  workspace: string,
  bitbucket: BitbucketClient,
): Promise<VendorUser[]> {
  const byName = wanted.some((text) => !UUID.test(text) && text !== "me");
  const [members, me] = await Promise.all([
    byName ? loadMembers(workspace, bitbucket) : [],
    wanted.includes("me") ? currentUser(bitbucket) : undefined,
  ]);
  return wanted.map((text) => {
    if (text === "me" && me !== undefined) return me;
    const uuid = UUID.exec(text)?.[1];
    return uuid === undefined ? memberNamed(text, members, bitbucket) : { uuid: `{${uuid.toLowerCase()}}` };
  });
}

/** People as Bitbucket takes reviewers: each once. */
export function reviewersOf(people: readonly VendorUser[]): { uuid: string | undefined }[] {
  return [...new Set(people.map(({ uuid }) => uuid))].map((uuid) => ({ uuid }));
}

/** What the API takes for somebody, where it was given: a uuid, or an account id. */
export function idOfPerson(wanted: string): string | undefined {
  const uuid = UUID.exec(wanted)?.[1];
  if (uuid !== undefined) return `{${uuid.toLowerCase()}}`;
  return ACCOUNT_ID.test(wanted) ? wanted : undefined;
}

/** Somebody by uuid or account id, members and others alike. */
export function userById(id: string, bitbucket: BitbucketClient): Promise<VendorUser> {
  return bitbucket.step.cache.get("users", `id:${id}`, async () => {
    const notFound = { code: "USER_NOT_FOUND" as const, message: `There is nobody of the id ${id}.` };
    const answer = await bitbucket.send({ method: "GET", path: `/users/${pathSegment(id)}`, notFound });
    return (answer.body ?? {}) as VendorUser;
  });
}

/** Whose the credentials are. */
export function currentUser(bitbucket: BitbucketClient): Promise<VendorUser> {
  return bitbucket.step.cache.get("users", "me", async () => {
    const answer = await bitbucket.send({ method: "GET", path: "/user" });
    return (answer.body ?? {}) as VendorUser;
  });
}

function loadMembers(workspace: string, bitbucket: BitbucketClient): Promise<VendorUser[]> {
  return bitbucket.step.cache.get("users", `members:${workspace.toLowerCase()}`, async () => {
    const path = `/workspaces/${pathSegment(workspace)}/members`;
    const memberships = await readAll<VendorMembership>(async (query) => {
      const answer = await bitbucket.send({
        method: "GET",
        path,
        query,
        notFound: workspaceNotFound(workspace),
      });
      return answer.body;
    });
    return memberships.flatMap(({ user }) => (user === undefined ? [] : [user]));
  });
}

function memberNamed(wanted: string, members: readonly VendorUser[], bitbucket: BitbucketClient): VendorUser {
  const match = matchByName(wanted, members, [
    ({ account_id }) => account_id,
    ({ nickname }) => nickname,
    ({ display_name }) => display_name,
  ]);
  if (match.kind === "one") return match.found;
  throw match.kind === "many"
    ? ambiguous(wanted, match.candidates, bitbucket)
    : unknown(wanted, members, bitbucket);
}

function ambiguous(wanted: string, found: readonly VendorUser[], bitbucket: BitbucketClient): PmoError {
  return bitbucketErrors.create("AMBIGUOUS_MATCH", {
    message: `Several people are meant by "${wanted}".`,
    system: bitbucket.step.system,
    details: {
      user: wanted,
      candidates: found.map(({ uuid, display_name, nickname }) => ({
        id: uuid,
        name: display_name,
        nickname,
      })),
    },
  });
}

function unknown(wanted: string, members: readonly VendorUser[], bitbucket: BitbucketClient): PmoError {
  const names = [
    ...new Set(members.flatMap(({ display_name }) => (display_name === undefined ? [] : [display_name]))),
  ];
  const nicknames = members.flatMap(({ nickname }) => (nickname === undefined ? [] : [nickname]));
  const near = nearestNames(wanted, [...new Set([...names, ...nicknames])]);
  return bitbucketErrors.create("USER_NOT_FOUND", {
    message: `No member of the workspace is meant by "${wanted}".`,
    system: bitbucket.step.system,
    details: { user: wanted, available: names.slice(0, NAMES_SHOWN) },
    ...(near.length === 0 ? {} : { suggestions: [`Did you mean ${near.join(" or ")}?`] }),
  });
}
