import type { ConfluenceCall } from "../call.js";
import type { VendorGroup, VendorRestriction } from "../vendor.js";
import type { Asked, Endpoints } from "./asked.js";
import { CONTENT, unlessMissing } from "./content.js";
import type { List, User } from "./vendor.js";
import { accountOf, userOf } from "./views.js";

const OPERATIONS = ["read", "update"] as const;

type Operation = (typeof OPERATIONS)[number];

interface Restriction {
  restrictions?: { user?: List<User>; group?: List<VendorGroup> };
}

interface Allowed {
  users: User[];
  groups: VendorGroup[];
}

/** Who alone may read or edit a page; groups go by their names. */
export const restrictionEndpoints: Endpoints = {
  "GET /wiki/rest/api/content/{id}/restriction": {
    takes: ["expand", "start", "limit"],
    async answer(asked): Promise<{ results: VendorRestriction[] }> {
      // The first answer holds all: how many people Data Center tells at once is for itself to say.
      if (asked.value("start") !== undefined) return { results: [] };
      return { results: await Promise.all(OPERATIONS.map((operation) => restrictionOf(asked, operation))) };
    },
  },
  "PUT /wiki/rest/api/content/{id}/restriction": {
    answer: (asked) => write(asked, asked.body<Wanted[]>()),
  },
  "DELETE /wiki/rest/api/content/{id}/restriction": { answer: (asked) => write(asked, []) },
};

async function restrictionOf(asked: Asked, operation: Operation): Promise<VendorRestriction> {
  const { users, groups } = await allowed(asked, operation);
  return {
    operation,
    restrictions: {
      user: { results: users.map(userOf) },
      group: { results: groups.map(({ name = "" }) => ({ id: name, name })) },
    },
  };
}

const MOST_AT_ONCE = 200;

/** Everybody, to the end of both lists. */
async function allowed(
  asked: Asked,
  operation: Operation,
  told: Partial<ConfluenceCall> = {},
): Promise<Allowed> {
  const found: Allowed = { users: [], groups: [] };
  for (let start = 0, goesOn = true; goesOn; ) {
    const { restrictions } = await asked.get<Restriction>(
      `${CONTENT}/${asked.part("id")}/restriction/byOperation/${operation}`,
      {
        expand: "restrictions.user,restrictions.group",
        start: start || undefined,
        limit: MOST_AT_ONCE,
      },
      told,
    );
    const { user = {}, group = {} } = restrictions ?? {};
    found.users.push(...(user.results ?? []));
    found.groups.push(...(group.results ?? []));
    // They are parted at the same place; one that is full may be followed by more.
    const most = Math.min(user.limit ?? MOST_AT_ONCE, group.limit ?? MOST_AT_ONCE);
    goesOn = most > 0 && [user, group].some(({ results = [] }) => results.length >= most);
    start += most;
  }
  return found;
}

interface Wanted {
  operation?: string;
  restrictions?: { user?: { accountId?: string }[]; group?: { id?: string }[] };
}

/**
 * Both operations are always named, so that it makes no difference whether what is not named would stay. Version 9
 * changes restrictions where Cloud does, older ones at a path of their own; no description says that the lists take the
 * place of what was there, so what came of it is read.
 */
async function write(asked: Asked, wanted: readonly Wanted[]): Promise<undefined> {
  const restrictions = OPERATIONS.map((operation) => {
    const { user = [], group = [] } = wanted.find((one) => one.operation === operation)?.restrictions ?? {};
    const users = user.map(({ accountId }) => ({ type: "known", userKey: accountId }));
    const groups = group.map(({ id }) => ({ type: "group", name: id }));
    return { operation, restrictions: { user: users, group: groups } };
  });
  const put = (path: string) => ({ method: "PUT" as const, path, body: restrictions });
  const path = `content/${asked.part("id")}/restriction`;
  const answer = await unlessMissing(() =>
    asked.send({
      ...put(`/rest/api/${path}`),
      readFailure: (failure) =>
        failure.kind === "status" && [404, 405].includes(failure.status)
          ? { code: "CONTENT_NOT_FOUND" }
          : undefined,
    }),
  );
  if (answer === undefined) await asked.send(put(`/rest/experimental/${path}`));
  for (const { operation, restrictions: meant } of restrictions) {
    // Whoever has locked out themselves sees nothing of it any more.
    const now = await unlessMissing((told) => allowed(asked, operation, told));
    if (now === undefined) continue;
    const { users, groups } = now;
    const isSame =
      sameNames(
        users.map((user) => accountOf(user)),
        meant.user.map(({ userKey }) => userKey),
      ) &&
      sameNames(
        groups.map(({ name }) => name),
        meant.group.map(({ name }) => name),
      );
    if (!isSame) {
      throw asked.malformed(
        "Confluence took the new restrictions, but the page now has others: look at them.",
      );
    }
  }
  return undefined;
}

function sameNames(some: readonly (string | undefined)[], others: readonly (string | undefined)[]): boolean {
  const wanted = new Set(others);
  return new Set(some).size === wanted.size && some.every((name) => wanted.has(name));
}
