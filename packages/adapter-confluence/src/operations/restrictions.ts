import { compact, pathSegment, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import type { ConfluenceClient } from "../client.js";
import { pageUrl } from "../lookups/pages.js";
import { resolveGroup, resolvePerson } from "../lookups/people.js";
import { personOf } from "../lookups/users.js";
import { pageNotFound } from "../not-found.js";
import { operation } from "../operation.js";
import { requireOneOf } from "../require.js";
import { contentIdAliases, pageId, person, userName } from "../schemas.js";
import type { VendorGroup, VendorList, VendorRestriction, VendorUser } from "../vendor.js";

const named = z.strictObject({
  users: z.array(userName).default([]),
  groups: z.array(z.string().min(1)).default([]).describe("names or ids"),
});

const allowed = z.object({ users: z.array(person), groups: z.array(person) });

/** As people say it → as Confluence does. */
const OPERATIONS = { read: "read", edit: "update" } as const;

type Kind = keyof typeof OPERATIONS;

export const getPageRestrictions = operation({
  summary: "Who alone may read or edit a page; nobody named means: everybody who may do so in its space",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ page_id: pageId }),
  aliases: contentIdAliases,
  result: z.object({ restricted: z.boolean(), read: allowed, edit: allowed }),
  limits: ["requests", "quota"],
  upstream: ["GET /wiki/rest/api/content/{id}/restriction"],
  expectedMs: 400,
  example: { page_id: "98752" },
  async run({ page_id }, confluence) {
    const found = await restrictionsOf(String(page_id), confluence);
    const shown = (kind: Kind) => ({
      users: found[kind].users.map(personOf),
      groups: found[kind].groups.map(({ id = "", name = "" }) => ({ id, name })),
    });
    const [read, edit] = [shown("read"), shown("edit")];
    const restricted = [read, edit].some(({ users, groups }) => users.length + groups.length > 0);
    return { restricted, read, edit };
  },
});

export const setPageRestrictions = operation({
  summary: "Says who alone may read or edit a page; what is not given stays as it is",
  effect: "write",
  retry: "natural",
  params: z.strictObject({
    page_id: pageId,
    read: named.optional().describe("empty lists: everybody; name yourself, or you lose the page"),
    edit: named.optional().describe("empty lists: everybody who may read it"),
  }),
  aliases: { ...contentIdAliases, view: "read", update: "edit" },
  result: receiptSchema,
  caches: ["users"],
  limits: ["requests", "quota"],
  upstream: [
    "PUT /wiki/rest/api/content/{id}/restriction",
    "DELETE /wiki/rest/api/content/{id}/restriction",
    "GET /wiki/rest/api/content/{id}/restriction",
    "GET /wiki/rest/api/search/user",
    "GET /wiki/rest/api/group/picker",
    "GET /wiki/rest/api/user/current",
  ],
  expectedCalls: 4,
  expectedMs: 1200,
  example: { page_id: "98752", edit: { users: ["me"], groups: ["security-team"] } },
  async run({ page_id, read, edit }, confluence) {
    const id = String(page_id);
    const changed = requireOneOf({ read, edit }, "Who is to be allowed what?", confluence);
    const [current, wantedRead, wantedEdit] = await Promise.all([
      restrictionsOf(id, confluence),
      read && resolved(read, confluence),
      edit && resolved(edit, confluence),
    ]);
    const kept = (kind: Kind) => ({
      users: current[kind].users.map(({ accountId = "" }) => accountId),
      groups: current[kind].groups.map((group) => group.id ?? ""),
    });
    const restrictions = [
      ...written("read", wantedRead ?? kept("read")),
      ...written("edit", wantedEdit ?? kept("edit")),
    ];
    // Confluence takes no empty list: where nothing is left, all are taken away.
    await confluence.send({
      ...(restrictions.length === 0 ? { method: "DELETE" } : { method: "PUT", body: restrictions }),
      path: `/wiki/rest/api/content/${pathSegment(id)}/restriction`,
      notFound: pageNotFound(id),
    });
    return { id, url: pageUrl(id, confluence), changed };
  },
});

interface Found {
  users: VendorUser[];
  groups: VendorGroup[];
}

interface Ids {
  users: string[];
  groups: string[];
}

async function resolved(
  { users, groups }: z.output<typeof named>,
  confluence: ConfluenceClient,
): Promise<Ids> {
  const [userIds, groupIds] = await Promise.all([
    Promise.all(users.map((user) => resolvePerson(user, confluence))),
    Promise.all(groups.map((group) => resolveGroup(group, confluence))),
  ]);
  return { users: userIds, groups: groupIds };
}

function written(kind: Kind, { users, groups }: Ids) {
  if (users.length + groups.length === 0) return [];
  const restrictions = compact({
    user: users.length === 0 ? undefined : users.map((accountId) => ({ type: "known", accountId })),
    group: groups.length === 0 ? undefined : groups.map((id) => ({ type: "group", id })),
  });
  return [{ operation: OPERATIONS[kind], restrictions }];
}

/** What one call gives of users and of groups. */
const MOST_AT_ONCE = 200;

/** All of a page's restrictions: a PUT takes the place of all of them, so none may be overlooked. */
async function restrictionsOf(id: string, confluence: ConfluenceClient) {
  const found: Record<Kind, Found> = { read: { users: [], groups: [] }, edit: { users: [], groups: [] } };
  for (let start = 0, goesOn = true; goesOn; start += MOST_AT_ONCE) {
    const answer = await confluence.send({
      method: "GET",
      path: `/wiki/rest/api/content/${pathSegment(id)}/restriction`,
      query: {
        expand: "restrictions.user,restrictions.group",
        limit: MOST_AT_ONCE,
        start: start === 0 ? undefined : start,
      },
      notFound: pageNotFound(id),
    });
    const { results = [] } = (answer.body ?? {}) as VendorList<VendorRestriction>;
    goesOn = false;
    for (const kind of ["read", "edit"] as const) {
      const one = results.find((result) => result.operation === OPERATIONS[kind])?.restrictions;
      const [users, groups] = [one?.user?.results ?? [], one?.group?.results ?? []];
      found[kind].users.push(...users);
      found[kind].groups.push(...groups);
      goesOn ||= Math.max(users.length, groups.length) >= MOST_AT_ONCE;
    }
  }
  return found;
}
