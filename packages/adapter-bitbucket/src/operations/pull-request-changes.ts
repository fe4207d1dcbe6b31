import { pageSchema, pagingParams } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import type { BitbucketClient } from "../client.js";
import { type FileDiff, filesOfDiff, withinPaths } from "../diff.js";
import { operation } from "../operation.js";
import { LARGEST_DIFFSTAT_PAGE, readPage } from "../paging.js";
import { fileChange } from "../parse.js";
import { type PullRequestAddress, pullRequestAt, readPullRequest, specOf } from "../pull-request.js";
import { changedFile, pullRequestAliases, pullRequestParams } from "../schemas.js";
import type { VendorDiffstat } from "../vendor.js";

const ONE = "/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}";

export const getPullRequestDiff = operation({
  summary: "What a pull request changes, as a diff, of all files or of some",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    ...pullRequestParams,
    paths: z
      .array(z.string().min(1))
      .min(1)
      .optional()
      .describe("files, or folders with all that is in them"),
    context_lines: z.int().min(0).max(1000).optional().describe("around each change; default 3"),
  }),
  aliases: { ...pullRequestAliases, files: "paths", context: "context_lines" },
  result: z.object({
    files: z.array(z.string()).describe("whose changes are in diff"),
    diff: z.string(),
    left_out: z.int().optional().describe("how many changed files are in none of paths"),
    url: z.string(),
  }),
  limits: ["repository_requests"],
  upstream: [`GET ${ONE}/diff`, "GET /repositories/{workspace}/{repo_slug}/diff/{spec}", `GET ${ONE}`],
  always: ["GET /repositories/{workspace}/{repo_slug}/diff/{spec}"],
  expectedMs: 1000,
  example: { repository: "acme/platform", id: 42, paths: ["src/auth"] },
  async run({ paths, context_lines, ...wanted }, bitbucket) {
    const at = pullRequestAt(wanted, bitbucket);
    const diff = await readDiff(at, context_lines, bitbucket);
    const all = filesOfDiff(diff);
    const files: readonly FileDiff[] = paths === undefined ? all : withinPaths(all, paths);
    return {
      files: files.map(({ path }) => path),
      diff: paths === undefined ? diff : files.map(({ text }) => text).join(""),
      ...(files.length < all.length ? { left_out: all.length - files.length } : {}),
      url: at.page,
    };
  },
});

export const getPullRequestDiffstat = operation({
  summary: "Which files a pull request changes, and how many lines",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ ...pullRequestParams, ...pagingParams(LARGEST_DIFFSTAT_PAGE) }),
  aliases: { ...pullRequestAliases, max_results: "limit", pagelen: "limit" },
  result: z.object({ files: z.array(changedFile), page: pageSchema }),
  limits: ["repository_requests"],
  upstream: ["GET /repositories/{workspace}/{repo_slug}/diffstat/{spec}", `GET ${ONE}`],
  always: [`GET ${ONE}`],
  expectedCalls: 2,
  expectedMs: 1000,
  example: { repository: "acme/platform", id: 42 },
  async run({ limit, page_token, ...wanted }, bitbucket) {
    const at = pullRequestAt(wanted, bitbucket);
    const { values, page } = await readPage<VendorDiffstat>(
      {
        path: `${at.repository.path}/diffstat/${specOf(await readPullRequest(at, bitbucket), bitbucket)}`,
        query: { topic: true },
        limit,
        page_token,
        notFound: at.notFound,
      },
      bitbucket,
    );
    return { files: values.map(fileChange), page };
  },
});

export const getPullRequestPatch = operation({
  summary: "The commits of a pull request as patches for git am",
  effect: "read",
  retry: "natural",
  params: z.strictObject(pullRequestParams),
  aliases: pullRequestAliases,
  result: z.object({ patch: z.string(), url: z.string() }),
  limits: ["repository_requests"],
  upstream: [`GET ${ONE}/patch`, "GET /repositories/{workspace}/{repo_slug}/patch/{spec}"],
  always: ["GET /repositories/{workspace}/{repo_slug}/patch/{spec}"],
  expectedMs: 1000,
  example: { repository: "acme/platform", id: 42 },
  async run(params, bitbucket) {
    const { path, page, notFound } = pullRequestAt(params, bitbucket);
    return { patch: await readText({ path: `${path}/patch`, notFound }, bitbucket), url: page };
  },
});

/** Bitbucket's own address of the diff knows where forks are; only the other one takes the lines of context. */
async function readDiff(
  at: PullRequestAddress,
  context: number | undefined,
  bitbucket: BitbucketClient,
): Promise<string> {
  const { notFound } = at;
  if (context === undefined) return readText({ path: `${at.path}/diff`, notFound }, bitbucket);
  const path = `${at.repository.path}/diff/${specOf(await readPullRequest(at, bitbucket), bitbucket)}`;
  return readText({ path, query: { context, topic: true }, notFound }, bitbucket);
}

/** It redirects, and is decoded as well as it goes: files of a repository may be in any encoding. */
async function readText(
  call: Pick<Parameters<BitbucketClient["send"]>[0], "path" | "query" | "notFound">,
  bitbucket: BitbucketClient,
): Promise<string> {
  const answer = await bitbucket.send({ ...call, method: "GET", expects: "bytes" });
  return new TextDecoder().decode(answer.body as Uint8Array);
}
