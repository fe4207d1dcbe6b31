import { compact, matchByName } from "@pm-orchestrator/adapter-kit";
import { isPmoError } from "@pm-orchestrator/core";
import type { SlackClient } from "../client.js";
import { userNotFound } from "../not-found.js";
import type { VendorPage, VendorUser } from "../vendor.js";
import { mismatch } from "./mismatch.js";
import { everything } from "./pages.js";
import { workspaceOf } from "./workspace.js";

/** A person or bot as it is kept in the session cache. `name` is the handle. */
export interface User {
  id: string;
  name: string;
  real_name?: string;
  display_name?: string;
  email?: string;
  title?: string;
  time_zone?: string;
  deactivated?: boolean;
  bot?: boolean;
}

/** The key of the list of all users; ids and e-mail addresses are the other keys of the slot. */
const ALL = "*";
const USER_ID = /^[UW][A-Z0-9]{8,}$/;
const EMAIL = /^[^@\s]+@[^@\s]+$/;

/** With more unknown authors than this, one list of everybody is fewer calls than asking for each. */
const SINGLE_LOOKUPS = 8;

/** Who is meant by an id, an e-mail address, a handle with or without @, a name, or `me`. */
export async function resolveUser(wanted: string, slack: SlackClient): Promise<User> {
  const { cache, system } = slack.step;
  if (wanted === "me") return userById((await workspaceOf(slack)).user_id, slack);
  if (USER_ID.test(wanted)) return userById(wanted, slack);
  if (EMAIL.test(wanted)) return cache.get("users", wanted.toLowerCase(), () => loadByEmail(wanted, slack));
  const all = await allUsers(slack);
  const name = wanted.trim().replace(/^@/, "");
  // Somebody who has left must not make a colleague of the same name ambiguous.
  const active = matchUser(
    name,
    all.filter(({ deactivated }) => deactivated !== true),
  );
  const match = active.kind === "none" ? matchUser(name, all) : active;
  if (match.kind === "one") return match.found;
  throw mismatch(
    match.kind === "many" ? { kind: "many", candidates: match.candidates.map(candidateOf) } : match,
    { wanted, param: "user", code: "USER_NOT_FOUND", names: all.map((user) => user.name), system },
  );
}

/** Several people at once, each once, in the order in which they were named. */
export async function resolveUsers(wanted: readonly string[], slack: SlackClient): Promise<User[]> {
  const found = await Promise.all(wanted.map((name) => resolveUser(name, slack)));
  return [...new Map(found.map((user) => [user.id, user])).values()];
}

/**
 * The handles of the authors of some messages, by id. Those that the cache does not know are looked up; who cannot be
 * looked up is left out, since the messages themselves are there and must not be lost over a name.
 */
export async function handlesOf(ids: Iterable<string>, slack: SlackClient): Promise<Map<string, string>> {
  const distinct = [...new Set(ids)];
  const unknown = distinct.filter((id) => knownHandle(id, slack) === undefined);
  const lookups =
    unknown.length > SINGLE_LOOKUPS ? [allUsers(slack)] : unknown.map((id) => userById(id, slack));
  for (const lookup of await Promise.allSettled<unknown>(lookups)) {
    if (
      lookup.status === "rejected" &&
      isPmoError(lookup.reason) &&
      lookup.reason.code === "OPERATION_CANCELLED"
    ) {
      throw lookup.reason;
    }
  }
  return new Map(
    distinct.flatMap((id) => {
      const handle = knownHandle(id, slack);
      return handle === undefined ? [] : [[id, handle] as const];
    }),
  );
}

/** The handle of a user, if the session knows it already. */
export function knownHandle(id: string, slack: SlackClient): string | undefined {
  return slack.step.cache.peek<User>("users", id)?.name;
}

function userById(id: string, slack: SlackClient): Promise<User> {
  return slack.step.cache.get("users", id, async () => {
    const { user = {} } = await slack.call<{ user?: VendorUser }>({
      method: "users.info",
      form: { user: id },
      telling: [userNotFound(id)],
    });
    return userOf(user);
  });
}

async function loadByEmail(email: string, slack: SlackClient): Promise<User> {
  const { user = {} } = await slack.call<{ user?: VendorUser }>({
    method: "users.lookupByEmail",
    form: { email },
    telling: [userNotFound(email)],
  });
  const found = userOf(user);
  slack.step.cache.put("users", found.id, found);
  return found;
}

async function loadUsers(slack: SlackClient): Promise<User[]> {
  const found = await everything<VendorUser, VendorPage & { members?: VendorUser[] }>(
    { method: "users.list" },
    slack,
    ({ members }) => members,
  );
  const users = found.map(userOf);
  keepUsers(users, slack);
  return users;
}

/** Everybody in the workspace, those who have left and bots among them. */
export function allUsers(slack: SlackClient): Promise<User[]> {
  return slack.step.cache.get("users", ALL, () => loadUsers(slack));
}

/** Keeps what a list gave; the list itself only when it was a whole one. */
export function keepUsers(users: readonly User[], slack: SlackClient, isWhole = false): void {
  for (const user of users) {
    slack.step.cache.put("users", user.id, user);
    if (user.email !== undefined) slack.step.cache.put("users", user.email.toLowerCase(), user);
  }
  if (isWhole) slack.step.cache.put("users", ALL, users);
}

function matchUser(name: string, users: readonly User[]) {
  return matchByName(name, users, [
    (user) => user.name,
    ({ display_name }) => display_name,
    ({ real_name }) => real_name,
  ]);
}

function candidateOf({ id, name, real_name, title }: User) {
  return compact({ id, name, real_name, title });
}

/** A user as it is kept, of what Slack says. */
export function userOf({
  id = "",
  name = id,
  deleted,
  is_bot,
  real_name,
  tz,
  profile = {},
}: VendorUser): User {
  return compact({
    id,
    name,
    real_name: (profile.real_name ?? real_name) || undefined,
    display_name: profile.display_name || undefined,
    email: profile.email || undefined,
    title: profile.title || undefined,
    time_zone: tz || undefined,
    deactivated: deleted === true ? true : undefined,
    bot: is_bot === true ? true : undefined,
  });
}
