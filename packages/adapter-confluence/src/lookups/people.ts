import { matchByName, nearestNames } from "@pm-orchestrator/adapter-kit";
import type { ConfluenceClient } from "../client.js";
import { contains } from "../cql.js";
import { confluenceErrors } from "../errors.js";
import { type ListPart, readOldPart } from "../paging.js";
import type { VendorGroup, VendorUser } from "../vendor.js";
import { personOf } from "./users.js";

/** Account ids as Atlassian makes them, and Data Center's user keys; anything else is a name. */
const ACCOUNT_ID = /^(?:[0-9a-f]{24}|[0-9a-f]{32}|[0-9]+:[0-9a-f-]{36}|(?:qm|ug):[\w:-]+)$/i;

const GROUP_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What one search answers at most; more people of one name are ambiguous in any case. */
const MOST_FOUND = 50;

/** Whoever the credentials belong to. */
export async function currentUser(confluence: ConfluenceClient): Promise<VendorUser> {
  const { cache } = confluence.step;
  return cache.get("users", "me", async () => {
    const answer = await confluence.send({
      method: "GET",
      path: "/wiki/rest/api/user/current",
    });
    const user = (answer.body ?? {}) as VendorUser;
    if (user.accountId !== undefined) cache.put("users", user.accountId, user);
    return user;
  });
}

/** People whom a CQL query finds; they are kept by their ids. */
export async function findUsers(cql: string, part: ListPart, confluence: ConfluenceClient) {
  const { items, page } = await readOldPart<{ user?: VendorUser }>(
    {
      method: "GET",
      path: "/wiki/rest/api/search/user",
      query: { cql },
    },
    part,
    confluence,
  );
  const users = items.flatMap(({ user }) => user ?? []);
  for (const user of users) {
    if (user.accountId !== undefined) confluence.step.cache.put("users", user.accountId, user);
  }
  return { users, page };
}

/** The CQL that finds people by words of their names. An address is found by what stands before its @. */
export function userCql(words: string): string {
  return contains("user.fullname", words.replace(/@.*$/, "").replace(/[._-]+/g, " "));
}

/** The account id of somebody named by name, e-mail address, id or `me`. Two of one name are an error, never the first. */
export async function resolvePerson(wanted: string, confluence: ConfluenceClient): Promise<string> {
  const text = wanted.trim();
  if (text.toLowerCase() === "me") return (await currentUser(confluence)).accountId ?? "";
  if (ACCOUNT_ID.test(text)) return text;
  return confluence.step.cache.get("users", `name:${text.toLowerCase()}`, async () => {
    const { users } = await findUsers(userCql(text), { limit: MOST_FOUND }, confluence);
    const match = matchByName(text, users, [
      ({ email }) => email,
      ({ displayName }) => displayName,
      ({ publicName }) => publicName,
    ]);
    if (match.kind === "one") return match.found.accountId ?? "";
    const { system } = confluence.step;
    if (match.kind === "many") {
      throw confluenceErrors.create("AMBIGUOUS_MATCH", {
        message: `Several people are called "${text}".`,
        system,
        details: { user: text, candidates: match.candidates.map(personOf) },
        suggestions: ["Use the account id, or the e-mail address, of the one who is meant."],
      });
    }
    const available = users.map((user) => personOf(user).name);
    const near = nearestNames(text, available);
    throw confluenceErrors.create("USER_NOT_FOUND", {
      message: `There is nobody called "${text}" whom these credentials can see.`,
      system,
      details: { user: text, available },
      suggestions: near.length === 0 ? [] : [`Did you mean ${near.join(" or ")}?`],
    });
  });
}

/** The id of a group, by name or id. */
export async function resolveGroup(wanted: string, confluence: ConfluenceClient): Promise<string> {
  const text = wanted.trim();
  if (GROUP_ID.test(text)) return text;
  const { items } = await readOldPart<VendorGroup>(
    {
      method: "GET",
      path: "/wiki/rest/api/group/picker",
      query: { query: text },
    },
    { limit: MOST_FOUND },
    confluence,
  );
  const match = matchByName(text, items, [({ name }) => name]);
  if (match.kind === "one") return match.found.id ?? "";
  throw confluenceErrors.create("GROUP_NOT_FOUND", {
    message: `There is no group "${text}" that these credentials can see.`,
    system: confluence.step.system,
    details: { group: text, available: items.flatMap(({ name }) => name ?? []) },
  });
}
