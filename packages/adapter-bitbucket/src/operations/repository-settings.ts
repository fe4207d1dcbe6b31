import { compact, pageSchema, pagingParams } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { operation } from "../operation.js";
import { readPage } from "../paging.js";
import { personOf, utcInstant } from "../parse.js";
import { repositoryAt } from "../repository.js";
import { pagingAliases, person, repositoryAliases, repositoryParams } from "../schemas.js";
import type { VendorBranchRestriction, VendorWebhook } from "../vendor-code.js";

export const listBranchRestrictions = operation({
  summary: "What may not be done to which branches, and what a merge must fulfil",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    ...repositoryParams,
    kind: z.string().min(1).optional().describe("such as push, force, delete, require_approvals_to_merge"),
    pattern: z.string().min(1).optional().describe("of branches, exactly as it is set"),
    ...pagingParams(),
  }),
  aliases: { ...repositoryAliases, ...pagingAliases },
  result: z.object({
    restrictions: z.array(
      z.object({
        id: z.int(),
        kind: z.string(),
        pattern: z.string().optional().describe("of branches"),
        branch_type: z.string().optional().describe("of the branching model, instead of a pattern"),
        value: z.int().optional().describe("how many, where the kind counts"),
        except_users: z.array(person).optional().describe("who may all the same"),
        except_groups: z.array(z.string()).optional(),
      }),
    ),
    page: pageSchema,
  }),
  limits: ["repository_requests"],
  upstream: ["GET /repositories/{workspace}/{repo_slug}/branch-restrictions"],
  example: { repository: "acme/platform" },
  async run({ kind, pattern, limit, page_token, ...wanted }, bitbucket) {
    const { path, notFound } = repositoryAt(wanted, bitbucket);
    const { values, page } = await readPage<VendorBranchRestriction>(
      {
        path: `${path}/branch-restrictions`,
        query: compact({ kind, pattern }),
        limit,
        page_token,
        notFound,
      },
      bitbucket,
    );
    return { restrictions: values.map(restrictionInList), page };
  },
});

export const listWebhooks = operation({
  summary: "Which addresses Bitbucket calls on which events of a repository",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ ...repositoryParams, ...pagingParams() }),
  aliases: { ...repositoryAliases, ...pagingAliases },
  result: z.object({
    webhooks: z.array(
      z.object({
        id: z.string(),
        address: z.string(),
        description: z.string().optional(),
        active: z.boolean().optional(),
        events: z.array(z.string()),
        created: z.string().optional(),
      }),
    ),
    page: pageSchema,
  }),
  limits: ["repository_requests"],
  upstream: ["GET /repositories/{workspace}/{repo_slug}/hooks"],
  example: { repository: "acme/platform" },
  async run({ limit, page_token, ...wanted }, bitbucket) {
    const { path, notFound } = repositoryAt(wanted, bitbucket);
    const { values, page } = await readPage<VendorWebhook>(
      { path: `${path}/hooks`, limit, page_token, notFound },
      bitbucket,
    );
    return { webhooks: values.map(webhookInList), page };
  },
});

function restrictionInList(found: VendorBranchRestriction) {
  const { id = 0, kind = "", branch_match_kind, pattern, branch_type, value } = found;
  const users = (found.users ?? []).flatMap((user) => personOf(user) ?? []);
  const groups = (found.groups ?? []).flatMap(({ name, slug }) => name ?? slug ?? []);
  return compact({
    id,
    kind,
    pattern: branch_match_kind === "branching_model" ? undefined : pattern,
    branch_type,
    value,
    except_users: users.length === 0 ? undefined : users,
    except_groups: groups.length === 0 ? undefined : groups,
  });
}

function webhookInList({ uuid: id = "", url: address = "", events = [], ...hook }: VendorWebhook) {
  const { description, active, created_at } = hook;
  return {
    id,
    address,
    ...compact({ description: description || undefined, active }),
    events,
    ...compact({ created: utcInstant(created_at) }),
  };
}
