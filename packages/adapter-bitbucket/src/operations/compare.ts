import { compact, pageSchema, pagingParams, pathSegment } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import type { BitbucketClient } from "../client.js";
import { REVISION_UPSTREAM, resolveHash } from "../lookups/revisions.js";
import { commitNotFound } from "../not-found.js";
import { operation } from "../operation.js";
import { continuation, readPage } from "../paging.js";
import { fileChange } from "../parse.js";
import { type RepositoryAddress, repositoryAt } from "../repository.js";
import { changedFile, pagingAliases, repositoryAliases, repositoryParams, treePath } from "../schemas.js";
import type { VendorDiffstat } from "../vendor.js";

/** Bitbucket gives the size of so many files at once. */
const LARGEST_PAGE = 500;

/** A name of git's has no two dots in a row, and none at its beginning. */
const END = String.raw`(?!\.)(?:(?!\.\.)[^\s~^:?*[\\])+`;

export const compare = operation({
  summary:
    "What changed between two branches, tags or commits, or in one commit: files, and the diff if wanted",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    ...repositoryParams,
    spec: z
      .string()
      .regex(new RegExp(`^${END}(?:\\.{2,3}${END})?$`), "must be a, a..b or a...b")
      .describe(
        "as git writes it: a..b what b has changed against a; a...b only since they parted; a one commit",
      ),
    path: treePath.optional().describe("only this file or folder"),
    include_diff: z.boolean().default(false),
    context_lines: z.int().min(0).max(1000).optional().describe("around each change of the diff; default 3"),
    ...pagingParams(LARGEST_PAGE),
  }),
  aliases: {
    ...repositoryAliases,
    ...pagingAliases,
    range: "spec",
    context: "context_lines",
    diff: "include_diff",
  },
  result: z.object({
    from: z.string().optional().describe("hash; absent for one commit"),
    to: z.string(),
    files: z.array(changedFile),
    page: pageSchema.describe("of files; diff is always whole"),
    diff: z.string().optional(),
  }),
  caches: ["repositories"],
  limits: ["repository_requests"],
  upstream: [
    "GET /repositories/{workspace}/{repo_slug}/diffstat/{spec}",
    "GET /repositories/{workspace}/{repo_slug}/diff/{spec}",
    ...REVISION_UPSTREAM,
  ],
  expectedCalls: 4,
  expectedMs: 1200,
  example: {
    repository: "acme/platform",
    spec: "main...feature/TRAIN-123-jwt-middleware",
    include_diff: true,
  },
  async run({ spec, path, include_diff, context_lines, limit, page_token, ...wanted }, bitbucket) {
    const at = repositoryAt(wanted, bitbucket);
    continuation(page_token, bitbucket);
    const { from, to, topic } = await endsOf(spec, at, bitbucket);
    // The API names first what has the changes: the other way round than git.
    const inPath = pathSegment(from === undefined ? to : `${to}..${from}`);
    const query = compact({ path: path?.replace(/^\/+/, "") || undefined, topic });
    const notFound = commitNotFound(at.fullName, spec);
    const [{ values, page }, diff] = await Promise.all([
      readPage<VendorDiffstat>(
        { path: `${at.path}/diffstat/${inPath}`, query, limit, page_token, notFound },
        bitbucket,
      ),
      include_diff
        ? readDiff(
            { path: `${at.path}/diff/${inPath}`, query: { ...query, context: context_lines }, notFound },
            bitbucket,
          )
        : undefined,
    ]);
    return {
      ...compact({ from }),
      to,
      files: values.map(fileChange),
      page,
      ...compact({ diff }),
    };
  },
});

/** The commits that a spec names, and whether only what came since they parted counts. */
async function endsOf(
  spec: string,
  at: RepositoryAddress,
  bitbucket: BitbucketClient,
): Promise<{ from: string | undefined; to: string; topic?: boolean }> {
  const [, before, dots, after] = /^(.+?)(\.{2,3})(.+)$/.exec(spec) ?? [];
  if (before === undefined || after === undefined) {
    return { from: undefined, to: await resolveHash(spec, at, bitbucket) };
  }
  const [from, to] = await Promise.all([
    resolveHash(before, at, bitbucket),
    resolveHash(after, at, bitbucket),
  ]);
  return { from, to, topic: dots === "..." };
}

/** Decoded as well as it goes: files of a repository may be in any encoding. */
async function readDiff(
  call: Pick<Parameters<BitbucketClient["send"]>[0], "path" | "query" | "notFound">,
  bitbucket: BitbucketClient,
): Promise<string> {
  const answer = await bitbucket.send({ ...call, method: "GET", expects: "text" });
  return String(answer.body);
}
