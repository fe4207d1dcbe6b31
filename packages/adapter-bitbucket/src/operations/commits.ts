import { compact, pageSchema, pagingParams, pathSegment } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { REVISION_UPSTREAM, resolveHash } from "../lookups/revisions.js";
import { commitNotFound } from "../not-found.js";
import { operation } from "../operation.js";
import { continuation, readPage } from "../paging.js";
import { authorOf, commitInList, pageOf, utcInstant } from "../parse.js";
import { repositoryAt } from "../repository.js";
import {
  commitAliases,
  commitSummary,
  pagingAliases,
  repositoryAliases,
  repositoryParams,
  revision,
  revisionAliases,
  treePath,
} from "../schemas.js";
import type { VendorCommit } from "../vendor.js";

export const listCommits = operation({
  summary: "Commits of a repository, the newest first, by branch and path",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    ...repositoryParams,
    branch: revision.optional().describe("branch, tag or hash to begin at; default every branch and tag"),
    exclude: revision.optional().describe("branch, tag or hash whose commits are left out"),
    path: treePath.optional().describe("file or folder that they changed"),
    ...pagingParams(),
  }),
  aliases: { ...repositoryAliases, ...pagingAliases, ...revisionAliases, include: "branch" },
  result: z.object({ commits: z.array(commitSummary), page: pageSchema }),
  caches: ["repositories"],
  limits: ["repository_requests"],
  upstream: ["GET /repositories/{workspace}/{repo_slug}/commits", ...REVISION_UPSTREAM],
  expectedCalls: 2,
  example: { repository: "acme/platform", branch: "main", limit: 5 },
  async run({ branch, exclude, path, limit, page_token, ...wanted }, bitbucket) {
    const at = repositoryAt(wanted, bitbucket);
    continuation(page_token, bitbucket);
    const [include, without] = await Promise.all(
      [branch, exclude].map(async (name) =>
        name === undefined ? undefined : resolveHash(name, at, bitbucket),
      ),
    );
    const { values, page } = await readPage<VendorCommit>(
      {
        path: `${at.path}/commits`,
        query: compact({ include, exclude: without, path: path?.replace(/^\/+/, "") || undefined }),
        limit,
        page_token,
        notFound: at.notFound,
      },
      bitbucket,
    );
    return { commits: values.map(commitInList), page };
  },
});

export const getCommit = operation({
  summary: "One commit, with its whole message and its parents",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ ...repositoryParams, commit: revision }),
  aliases: { ...repositoryAliases, ...commitAliases },
  result: z.object({
    hash: z.string(),
    message: z.string(),
    author: z.string().optional(),
    date: z.string().optional(),
    parents: z.array(z.string()).describe("two of a merge"),
    url: z.string(),
  }),
  caches: ["repositories"],
  limits: ["repository_requests"],
  upstream: ["GET /repositories/{workspace}/{repo_slug}/commit/{commit}", ...REVISION_UPSTREAM],
  expectedCalls: 2,
  example: { repository: "acme/platform", commit: "feature/TRAIN-123-jwt-middleware" },
  async run({ commit, ...wanted }, bitbucket) {
    const at = repositoryAt(wanted, bitbucket);
    const hash = await resolveHash(commit, at, bitbucket);
    const answer = await bitbucket.send({
      method: "GET",
      path: `${at.path}/commit/${pathSegment(hash)}`,
      notFound: commitNotFound(at.fullName, commit),
      telling: [commitNotFound(at.fullName, commit)],
    });
    const found = (answer.body ?? {}) as VendorCommit;
    return {
      hash: found.hash ?? hash,
      message: found.message?.trim() ?? "",
      ...compact({ author: authorOf(found), date: utcInstant(found.date) }),
      parents: (found.parents ?? []).flatMap((parent) => parent.hash ?? []),
      url: pageOf(found),
    };
  },
});
