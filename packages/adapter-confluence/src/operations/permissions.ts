import { compact, pageSchema, pagingParams, pathSegment } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { resolveGroup, resolvePerson } from "../lookups/people.js";
import { resolveSpace } from "../lookups/spaces.js";
import { namePeople } from "../lookups/users.js";
import { pageNotFound, spaceNotFound } from "../not-found.js";
import { operation } from "../operation.js";
import { readPart } from "../paging.js";
import { contentIdAliases, pageId, pagingAliases, spaceAliases, spaceName, userName } from "../schemas.js";
import type { VendorSpacePermission } from "../vendor.js";

export const checkContentPermissions = operation({
  summary: "Whether somebody may read, edit or delete a page",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    page_id: pageId,
    operation: z.enum(["read", "update", "delete"]).describe("what is to be done"),
    user: userName.optional().describe("name, e-mail address, account id or me; default me"),
    group: z.string().min(1).optional().describe("name or id; instead of user"),
  }),
  aliases: contentIdAliases,
  result: z.object({
    allowed: z.boolean(),
    reasons: z.array(z.string()).optional().describe("why not"),
  }),
  caches: ["users"],
  limits: ["requests", "quota"],
  upstream: [
    "POST /wiki/rest/api/content/{id}/permission/check",
    "GET /wiki/rest/api/user/current",
    "GET /wiki/rest/api/search/user",
    "GET /wiki/rest/api/group/picker",
  ],
  expectedCalls: 2,
  expectedMs: 600,
  example: { page_id: "98752", operation: "update" },
  async run({ page_id, operation, user = "me", group }, confluence) {
    const id = String(page_id);
    const subject =
      group === undefined
        ? { type: "user", identifier: await resolvePerson(user, confluence) }
        : { type: "group", identifier: await resolveGroup(group, confluence) };
    const answer = await confluence.send({
      method: "POST",
      path: `/wiki/rest/api/content/${pathSegment(id)}/permission/check`,
      readsOnly: true,
      body: { subject, operation },
      notFound: pageNotFound(id),
    });
    const { hasPermission = false, errors = [] } = (answer.body ?? {}) as {
      hasPermission?: boolean;
      errors?: { translation?: string }[];
    };
    const reasons = errors.flatMap(({ translation }) => translation ?? []);
    return compact({ allowed: hasPermission, reasons: reasons.length === 0 ? undefined : reasons });
  },
});

export const getSpacePermissions = operation({
  summary: "Who may do what in a space; whoever has much to do may come again in the next part",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ space: spaceName, ...pagingParams(250) }),
  aliases: { ...spaceAliases, ...pagingAliases },
  result: z.object({
    permissions: z.array(
      z.object({
        principal: z.object({
          type: z.string().describe("user, group or role"),
          id: z.string(),
          name: z.string().optional().describe("of users"),
        }),
        operations: z.array(z.string()).describe("what it may do: such as read space or create page"),
      }),
    ),
    page: pageSchema,
  }),
  caches: ["spaces", "users"],
  limits: ["requests", "quota"],
  upstream: [
    "GET /wiki/api/v2/spaces/{id}/permissions",
    "GET /wiki/api/v2/spaces",
    "GET /wiki/api/v2/spaces/{id}",
    "POST /wiki/api/v2/users-bulk",
  ],
  expectedCalls: 3,
  expectedMs: 800,
  example: { space: "TECH" },
  async run({ space, ...part }, confluence) {
    const { id, key } = await resolveSpace(space, confluence);
    const { items, page } = await readPart<VendorSpacePermission>(
      {
        method: "GET",
        path: `/wiki/api/v2/spaces/${pathSegment(id)}/permissions`,
        notFound: spaceNotFound(key),
      },
      part,
      confluence,
    );
    const people = items.map(({ principal }) => (principal?.type === "user" ? principal.id : undefined));
    const person = await namePeople(people, confluence);
    // Confluence names every permission alone, and each time whose it is: a dozen for whoever may do everything.
    const byPrincipal = new Map<string, { type: string; id: string; operations: string[] }>();
    for (const { operation, principal = {} } of items) {
      const { type = "", id: who = "" } = principal;
      const one = byPrincipal.get(`${type}:${who}`) ?? { type, id: who, operations: [] };
      one.operations.push(`${operation?.key ?? ""} ${operation?.targetType ?? ""}`.trim());
      byPrincipal.set(`${type}:${who}`, one);
    }
    return {
      permissions: [...byPrincipal.values()].map(({ type, id: who, operations }) => ({
        principal: compact({ type, id: who, name: type === "user" ? person(who)?.name : undefined }),
        operations,
      })),
      page,
    };
  },
});
