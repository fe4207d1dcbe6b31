import { matchByName } from "@pm-orchestrator/adapter-kit";
import type { LinearClient } from "../client.js";
import { FIND_USERS, VIEWER } from "../documents/names.js";
import { UUID } from "../schemas.js";
import type { VendorUser } from "../vendor.js";
import { ambiguousError, notFoundError } from "./unmatched.js";

/** Who is meant by `me`, an id, an e-mail address, a name or a short name. Two people of one name are an error. */
export function resolveUser(wanted: string, linear: LinearClient): Promise<VendorUser> {
  return linear.step.cache.get("users", wanted, async () => {
    if (wanted === "me") return (await linear.ask(VIEWER, {})).viewer ?? {};
    const people = await usersThatFit(filterFor(wanted.trim()), linear);
    const match = matchByName(wanted, people, [
      ({ id }) => id,
      ({ email }) => email,
      ({ displayName }) => displayName,
      ({ name }) => name,
    ]);
    if (match.kind === "one") return match.found;
    if (match.kind === "many") {
      const candidates = match.candidates.map(({ id, name, email }) => ({ id, name, email }));
      throw ambiguousError({ wanted, what: "people", candidates }, linear);
    }
    const all = await usersThatFit(undefined, linear);
    const names = all.map(({ name = "" }) => name);
    throw notFoundError(
      "USER_NOT_FOUND",
      { wanted, what: "person", names, details: { user: wanted } },
      linear,
    );
  });
}

function filterFor(text: string): Record<string, unknown> {
  if (UUID.test(text)) return { id: { eq: text } };
  if (text.includes("@")) return { email: { eqIgnoreCase: text } };
  return { or: [{ name: { eqIgnoreCase: text } }, { displayName: { eqIgnoreCase: text } }] };
}

async function usersThatFit(
  filter: Record<string, unknown> | undefined,
  linear: LinearClient,
): Promise<VendorUser[]> {
  const { users } = await linear.ask(FIND_USERS, { filter });
  return users?.nodes ?? [];
}

/** Keeps a person by what belongs to nobody else: id and e-mail address. */
export function keepUser(user: VendorUser, { step }: LinearClient): void {
  for (const key of [user.id, user.email]) if (key !== undefined) step.cache.put("users", key, user);
}
