import { isPmoError } from "@pm-orchestrator/core";
import type { ConfluenceClient } from "../client.js";
import { gathered } from "../gathered.js";
import type { VendorUser } from "../vendor.js";

/** People in details are `{ id, name }`. */
export interface Person {
  id: string;
  name: string;
}

/** What the endpoint takes at once. */
const MOST_AT_ONCE = 250;

/**
 * Names for account ids. Whoever is not cached is asked for in one call. Somebody whose profile these credentials may
 * not see keeps the id as the name: that is no reason not to show what the person wrote.
 */
export async function namePeople(
  ids: readonly (string | undefined)[],
  confluence: ConfluenceClient,
): Promise<(id: string | undefined) => Person | undefined> {
  const wanted = [...new Set(ids.filter((id): id is string => id !== undefined && id !== ""))];
  const load = gathered((missing) => fetchUsers(missing, confluence));
  const entries = await Promise.all(
    wanted.map(
      async (id): Promise<[string, VendorUser]> => [
        id,
        await confluence.step.cache.get("users", id, async () => (await load(id)) ?? {}),
      ],
    ),
  ).catch((error: unknown) => {
    if (isPmoError(error) && error.code === "PERMISSION_DENIED") return [];
    throw error;
  });
  const known = new Map(entries);
  return (id) => {
    if (id === undefined || id === "") return undefined;
    return personOf({ ...known.get(id), accountId: id });
  };
}

async function fetchUsers(
  ids: readonly string[],
  confluence: ConfluenceClient,
): Promise<Map<string, VendorUser>> {
  const found = new Map<string, VendorUser>();
  for (let start = 0; start < ids.length; start += MOST_AT_ONCE) {
    const answer = await confluence.send({
      method: "POST",
      path: "/wiki/api/v2/users-bulk",
      readsOnly: true,
      body: { accountIds: ids.slice(start, start + MOST_AT_ONCE) },
      // This endpoint says 404 when it means that profiles may not be seen.
      notFound: { code: "PERMISSION_DENIED" },
    });
    for (const user of ((answer.body ?? {}) as { results?: VendorUser[] }).results ?? []) {
      if (user.accountId !== undefined) found.set(user.accountId, user);
    }
  }
  return found;
}

/** Somebody as details name people. */
export function personOf({ accountId = "", displayName, publicName }: VendorUser): Person {
  return { id: accountId, name: displayName || publicName || accountId };
}
