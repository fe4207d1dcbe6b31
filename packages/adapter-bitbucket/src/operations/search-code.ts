import { pageSchema, pagingParams } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { searchCode as search } from "../code-search.js";
import { fitsGlob } from "../glob.js";
import { REVISION_UPSTREAM } from "../lookups/revisions.js";
import { operation } from "../operation.js";
import { repositoryAt } from "../repository.js";
import {
  pagingAliases,
  repositoryAliases,
  repositoryParams,
  revision,
  revisionAliases,
  treePath,
} from "../schemas.js";
import { treePathOf } from "../tree.js";

/** Where is looked, and how far. */
const place = {
  path: treePath.default("").describe("folder; the smaller it is, the fewer files are read"),
  branch: revision.optional().describe("branch, tag or hash; default the default branch"),
  ...pagingParams(),
  limit: z.int().min(1).max(100).default(25).describe("how many files at most"),
};

/** What every search of code declares: it reads the files themselves. */
const searching = {
  effect: "read",
  retry: "natural",
  aliases: { ...repositoryAliases, ...revisionAliases, ...pagingAliases, text: "query", pattern: "query" },
  result: z.object({
    matches: z.array(
      z.object({
        path: z.string(),
        line_count: z.int().describe("lines that fit; the first ten are shown"),
        lines: z.array(z.object({ line: z.int(), text: z.string() })),
        url: z.string(),
      }),
    ),
    searched: z.int().describe("files that were looked at for this page"),
    skipped: z.int().describe("of those, too large or no text"),
    page: pageSchema,
  }),
  caches: ["repositories"],
  limits: ["repository_requests"],
  upstream: [
    "GET /repositories/{workspace}/{repo_slug}/src/{commit}/{path}",
    "GET /repositories/{workspace}/{repo_slug}/src/{commit}/",
    ...REVISION_UPSTREAM,
  ],
  expectedCalls: 6,
  expectedMs: 2000,
} as const;

export const searchCode = operation({
  ...searching,
  summary: "Files of a repository in which all of some words stand, with the lines; reads file by file",
  params: z.strictObject({
    ...repositoryParams,
    query: z.string().regex(/\S/, "must hold a word").describe("words, whatever their case"),
    ext: z
      .string()
      .regex(/^\.?[\w+-]+$/, "must be an extension such as ts")
      .optional()
      .describe("only files whose names end in it"),
    ...place,
  }),
  aliases: { ...searching.aliases, extension: "ext" },
  example: { repository: "acme/platform", query: "checkApiKey", path: "src", branch: "main" },
  run({ query, ext, path, branch, limit, page_token, ...named }, bitbucket) {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    const ending = ext === undefined ? "" : `.${ext.replace(/^\./, "").toLowerCase()}`;
    return search(
      {
        at: repositoryAt(named, bitbucket),
        wants: (file) => file.toLowerCase().endsWith(ending),
        find: (lines) => linesWithWords(lines, words),
        path: treePathOf(path),
        branch,
        limit,
        page_token,
      },
      bitbucket,
    );
  },
});

export const grep = operation({
  ...searching,
  summary: "Lines of a repository's files that hold a text, exactly as it is written; reads file by file",
  params: z.strictObject({
    ...repositoryParams,
    query: z.string().min(1).describe("a text, no expression"),
    glob: z.string().min(1).max(200).optional().describe("only such paths: *.ts, src/**/*.md"),
    ignore_case: z.boolean().default(false),
    ...place,
  }),
  example: { repository: "acme/platform", query: "throw new Error", path: "src", branch: "main" },
  run({ query, glob, ignore_case, path, branch, limit, page_token, ...named }, bitbucket) {
    const fold = (text: string) => (ignore_case ? text.toLowerCase() : text);
    const wanted = fold(query);
    return search(
      {
        at: repositoryAt(named, bitbucket),
        wants: (file) => glob === undefined || fitsGlob(file, glob),
        find: (lines) => lines.flatMap((line, index) => (fold(line).includes(wanted) ? [index] : [])),
        path: treePathOf(path),
        branch,
        limit,
        page_token,
      },
      bitbucket,
    );
  },
});

/** Lines with any of the words, provided that the file has all of them. */
function linesWithWords(lines: readonly string[], words: readonly string[]): number[] {
  const folded = lines.map((line) => line.toLowerCase());
  const hasAll = words.every((word) => folded.some((line) => line.includes(word)));
  if (!hasAll) return [];
  return folded.flatMap((line, index) => (words.some((word) => line.includes(word)) ? [index] : []));
}
