import { compact, pageSchema, pagingParams, pathSegment, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { anyContains } from "../bbql.js";
import type { BitbucketClient } from "../client.js";
import {
  isSameCommit,
  REVISION_UPSTREAM,
  refIfThere,
  removeRef,
  resolveHash,
  sendForRef,
} from "../lookups/revisions.js";
import { operation } from "../operation.js";
import { readPage } from "../paging.js";
import { pageOf } from "../parse.js";
import { refInList, refSummary } from "../parse-code.js";
import { type RepositoryNamed, repositoryAt } from "../repository.js";
import { branchName, pagingAliases, repositoryAliases, repositoryParams, revision } from "../schemas.js";
import type { VendorRef } from "../vendor-code.js";

const ALL = "/repositories/{workspace}/{repo_slug}/refs/branches";
const aliases = { ...repositoryAliases, branch: "name", branch_name: "name" } as const;

export const listBranches = operation({
  summary: "Branches of a repository, the last committed to first",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    ...repositoryParams,
    filter: z.string().min(1).optional().describe("text in the name"),
    sort: z.enum(["newest", "name"]).default("newest"),
    ...pagingParams(),
  }),
  aliases: { ...repositoryAliases, ...pagingAliases, name: "filter", query: "filter" },
  result: z.object({ branches: z.array(refSummary), page: pageSchema }),
  limits: ["repository_requests"],
  upstream: [`GET ${ALL}`],
  example: { repository: "acme/platform", filter: "TRAIN-12" },
  async run({ filter, sort, limit, page_token, ...wanted }, bitbucket) {
    const { path, notFound } = repositoryAt(wanted, bitbucket);
    const { values, page } = await readPage<VendorRef>(
      {
        path: `${path}/refs/branches`,
        query: compact({
          q: filter && anyContains(["name"], filter),
          sort: sort === "newest" ? "-target.date" : "name",
        }),
        limit,
        page_token,
        notFound,
      },
      bitbucket,
    );
    return { branches: values.map(refInList), page };
  },
});

export const getBranch = operation({
  summary: "One branch, with its newest commit and the ways to merge into it",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ ...repositoryParams, name: branchName }),
  aliases,
  result: z.object({
    ...refSummary.shape,
    merge_strategies: z.array(z.string()).optional().describe("the default first"),
  }),
  limits: ["repository_requests"],
  upstream: [`GET ${ALL}/{name}`, "GET /repositories/{workspace}/{repo_slug}/refs"],
  example: { repository: "acme/platform", name: "feature/TRAIN-124-publish-jwks" },
  async run({ name, ...wanted }, bitbucket) {
    const at = branchAt(name, wanted, bitbucket);
    const answer = await sendForRef({ method: "GET", path: at.path }, { name, at: at.repository }, bitbucket);
    const branch = (answer.body ?? {}) as VendorRef;
    const { merge_strategies: all, default_merge_strategy: usual } = branch;
    const strategies = all && [...new Set([...all.filter((one) => one === usual), ...all])];
    return { ...refInList(branch), ...compact({ merge_strategies: strategies }) };
  },
});

export const createBranch = operation({
  summary: "Makes a branch",
  effect: "write",
  retry: "lookup",
  params: z.strictObject({
    ...repositoryParams,
    name: branchName,
    from: revision.optional().describe("branch, tag or hash; default the default branch"),
  }),
  aliases: { ...aliases, target: "from", source: "from", from_branch: "from", start_point: "from" },
  result: receiptSchema,
  caches: ["repositories"],
  limits: ["repository_requests"],
  upstream: [`POST ${ALL}`, ...REVISION_UPSTREAM, `GET ${ALL}/{name}`],
  expectedCalls: 2,
  expectedMs: 800,
  example: { repository: "acme/platform", name: "feature/TRAIN-127-revoke-tokens", from: "release/2.4" },
  async run({ name, from, ...wanted }, bitbucket) {
    const at = repositoryAt(wanted, bitbucket);
    const hash = await resolveHash(from, at, bitbucket);
    const answer = await bitbucket.send({
      method: "POST",
      path: `${at.path}/refs/branches`,
      body: { name, target: { hash } },
      notFound: at.notFound,
    });
    return { id: name, url: pageOf((answer.body ?? {}) as VendorRef), changed: ["name", "from"] };
  },
  // A branch does not tell who made it; but one of this name at this commit is what was wanted.
  async reconcile({ name, from, ...wanted }, bitbucket) {
    const at = branchAt(name, wanted, bitbucket);
    const hash = await resolveHash(from, at.repository, bitbucket);
    const branch = await refIfThere(at.path, bitbucket);
    if (branch === undefined || !isSameCommit(branch.target?.hash, hash)) return undefined;
    return { id: name, url: pageOf(branch), changed: ["name", "from"] };
  },
});

export const deleteBranch = operation({
  summary: "Deletes a branch; the commits that are only on it get lost",
  effect: "destructive",
  retry: "natural",
  params: z.strictObject({ ...repositoryParams, name: branchName }),
  aliases,
  result: receiptSchema,
  limits: ["repository_requests"],
  upstream: [`DELETE ${ALL}/{name}`, "GET /repositories/{workspace}/{repo_slug}/refs"],
  example: { repository: "acme/platform", name: "feature/TRAIN-126-token-metrics" },
  async run({ name, ...wanted }, bitbucket) {
    const at = branchAt(name, wanted, bitbucket);
    await removeRef(at.path, { name, at: at.repository }, bitbucket);
    return { id: name, url: `${at.repository.page}/branches`, changed: ["deleted"] };
  },
});

function branchAt(name: string, wanted: RepositoryNamed, bitbucket: BitbucketClient) {
  const repository = repositoryAt(wanted, bitbucket);
  return { repository, path: `${repository.path}/refs/branches/${pathSegment(name)}` };
}
