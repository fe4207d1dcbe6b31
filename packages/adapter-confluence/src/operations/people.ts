import { compact, pageSchema, pagingParams } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import type { ConfluenceClient } from "../client.js";
import { CqlFault, readCql } from "../cql.js";
import { confluenceErrors } from "../errors.js";
import { currentUser, findUsers, userCql } from "../lookups/people.js";
import { personOf } from "../lookups/users.js";
import { operation } from "../operation.js";
import { pagingAliases } from "../schemas.js";
import type { VendorUser } from "../vendor.js";

const user = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().optional().describe("where it may be seen"),
  time_zone: z.string().optional(),
  type: z.string().optional().describe("app or customer; absent of people with an Atlassian account"),
});

export const searchUsers = operation({
  summary: "People whom words of their names, or a CQL query for people, find",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    query: z.string().min(1).optional().describe("words of the name, or an e-mail address"),
    cql: z.string().min(1).optional().describe('such as user.fullname ~ "Kim"; instead of query'),
    ...pagingParams(200),
  }),
  aliases: { ...pagingAliases, q: "query", name: "query" },
  queryParams: ["cql"],
  result: z.object({ users: z.array(user), page: pageSchema }),
  caches: ["users"],
  limits: ["requests", "quota"],
  upstream: ["GET /wiki/rest/api/search/user"],
  expectedMs: 500,
  example: { query: "Alex Kim" },
  async run({ query, cql, ...part }, confluence) {
    const { users, page } = await findUsers(wantedCql({ query, cql }, confluence), part, confluence);
    return { users: users.map(userOf), page };
  },
});

export const getCurrentUser = operation({
  summary: "Whoever the credentials belong to",
  effect: "read",
  retry: "natural",
  params: z.strictObject({}),
  result: user,
  caches: ["users"],
  limits: ["requests", "quota"],
  upstream: ["GET /wiki/rest/api/user/current"],
  expectedMs: 300,
  example: {},
  run: async (_params, confluence) => userOf(await currentUser(confluence)),
});

function userOf(found: VendorUser) {
  const { email, timeZone, accountType } = found;
  return compact({
    ...personOf(found),
    email: email || undefined,
    time_zone: timeZone || undefined,
    type: accountType === "atlassian" ? undefined : accountType || undefined,
  });
}

function wantedCql(
  { query, cql }: { query: string | undefined; cql: string | undefined },
  { step: { system } }: ConfluenceClient,
): string {
  if (query !== undefined && cql === undefined) return userCql(query);
  if (cql === undefined || query !== undefined) {
    throw confluenceErrors.create("REQUIRED_FIELD_MISSING", {
      message: "Who is looked for? Give either query or cql.",
      system,
      details: { fields: ["query", "cql"] },
    });
  }
  try {
    readCql(cql);
    return cql;
  } catch (error) {
    if (!(error instanceof CqlFault)) throw error;
    throw confluenceErrors.create("INVALID_CQL", { message: error.message, system, details: { cql } });
  }
}
