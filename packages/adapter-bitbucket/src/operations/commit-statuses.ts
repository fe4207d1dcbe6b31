import { compact, pageSchema, pagingParams, pathSegment, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import type { BitbucketClient } from "../client.js";
import { REVISION_UPSTREAM, resolveHash } from "../lookups/revisions.js";
import { commitNotFound } from "../not-found.js";
import { operation } from "../operation.js";
import { continuation, readPage } from "../paging.js";
import { statusInList } from "../parse.js";
import { type RepositoryNamed, repositoryAt } from "../repository.js";
import {
  branchName,
  buildStatus,
  commitAliases,
  pagingAliases,
  repositoryAliases,
  repositoryParams,
  revision,
} from "../schemas.js";
import type { VendorStatus } from "../vendor.js";

export const getCommitStatuses = operation({
  summary: "What builds say of a commit",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    ...repositoryParams,
    commit: revision,
    branch: branchName.optional().describe("only of builds of this branch, and of those of none"),
    ...pagingParams(),
  }),
  aliases: { ...repositoryAliases, ...pagingAliases, ...commitAliases, refname: "branch" },
  result: z.object({ statuses: z.array(buildStatus), page: pageSchema }),
  caches: ["repositories"],
  limits: ["repository_requests"],
  upstream: ["GET /repositories/{workspace}/{repo_slug}/commit/{commit}/statuses", ...REVISION_UPSTREAM],
  expectedCalls: 2,
  example: { repository: "acme/platform", commit: "feature/TRAIN-123-jwt-middleware" },
  async run({ branch, limit, page_token, ...wanted }, bitbucket) {
    continuation(page_token, bitbucket);
    const { path, notFound } = await commitAt(wanted, bitbucket);
    const query = compact({ refname: branch });
    const { values, page } = await readPage<VendorStatus>(
      { path: `${path}/statuses`, query, limit, page_token, notFound },
      bitbucket,
    );
    return { statuses: values.map(statusInList), page };
  },
});

export const setBuildStatus = operation({
  summary: "Says of a commit how a build of it went; the same key again replaces what it said",
  effect: "write",
  retry: "natural",
  params: z.strictObject({
    ...repositoryParams,
    commit: revision,
    key: z.string().min(1).max(40).describe("names the build: one status per key"),
    state: z.enum(["SUCCESSFUL", "FAILED", "INPROGRESS", "STOPPED"]),
    url: z
      .string()
      .regex(/^https?:\/\/\S+$/, "must be the address of a page")
      .describe("where the build can be seen"),
    name: z.string().min(1).max(255).optional(),
    description: z.string().min(1).optional(),
    branch: branchName.optional().describe("of a pull request that it shall be shown on"),
  }),
  aliases: { ...repositoryAliases, ...commitAliases, refname: "branch" },
  result: receiptSchema,
  caches: ["repositories"],
  limits: ["repository_requests"],
  upstream: [
    "POST /repositories/{workspace}/{repo_slug}/commit/{commit}/statuses/build",
    ...REVISION_UPSTREAM,
  ],
  expectedCalls: 2,
  expectedMs: 800,
  example: {
    repository: "acme/platform",
    commit: "feature/TRAIN-124-publish-jwks",
    key: "smoke-test",
    state: "SUCCESSFUL",
    url: "https://ci.acme.example/smoke-test/7",
  },
  async run({ branch, ...params }, bitbucket) {
    const { key, state, url, name, description } = params;
    const { path, page, notFound } = await commitAt(params, bitbucket);
    await bitbucket.send({
      method: "POST",
      path: `${path}/statuses/build`,
      body: compact({ key, state, url, name, description, refname: branch }),
      notFound,
    });
    const given = compact({ state, url, name, description, branch });
    return { id: key, key, url: page, changed: Object.keys(given) };
  },
});

/** Where the API has a commit, and the page that a person would open. */
async function commitAt(named: RepositoryNamed & { commit: string }, bitbucket: BitbucketClient) {
  const at = repositoryAt(named, bitbucket);
  const commit = await resolveHash(named.commit, at, bitbucket);
  return {
    path: `${at.path}/commit/${pathSegment(commit)}`,
    page: `${at.page}/commits/${pathSegment(commit)}`,
    notFound: commitNotFound(at.fullName, named.commit),
  };
}
