import {
  compact,
  downloadParams,
  fileResult,
  fileSchema,
  pageSchema,
  pagingParams,
} from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import type { BitbucketClient } from "../client.js";
import { bitbucketErrors } from "../errors.js";
import { REVISION_UPSTREAM, resolveRevision } from "../lookups/revisions.js";
import { operation } from "../operation.js";
import { continuation, readPage } from "../paging.js";
import { commitInList } from "../parse.js";
import { type RepositoryNamed, repositoryAt } from "../repository.js";
import {
  commitSummary,
  pagingAliases,
  repositoryAliases,
  repositoryParams,
  revision,
  revisionAliases,
  treePath,
} from "../schemas.js";
import {
  apiPath,
  entryInList,
  failuresOf,
  folderPath,
  pageOfPlace,
  readContent,
  readEntry,
  type TreePlace,
  textOfFile,
  treePathOf,
} from "../tree.js";
import type { VendorTreeEntry } from "../vendor-code.js";

const SRC = "GET /repositories/{workspace}/{repo_slug}/src/{commit}/{path}";

const aliases = { ...repositoryAliases, ...revisionAliases, file_path: "path", file: "path" } as const;

const branch = revision.optional().describe("branch, tag or hash; default the default branch");

/** A path that is not the root's. */
const filePath = treePath.regex(/[^/]/, "must name a file");

/** What Bitbucket tells of a commit of a file's history only when asked. */
const COMMIT_FIELDS = ["message", "date", "author.raw", "author.user.display_name"];

export const getFile = operation({
  summary: "A file at a branch, tag or commit: its text, or some lines of it",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    ...repositoryParams,
    path: filePath,
    branch,
    start_line: z.int().min(1).optional().describe("from 1"),
    line_count: z.int().min(1).optional(),
    ...downloadParams,
  }),
  aliases: { ...aliases, from_line: "start_line", lines: "line_count" },
  result: z.object({
    path: z.string(),
    text: fileSchema.shape.text.describe("of a text up to 100 kB, or the lines that were asked for"),
    lines: z.object({ from: z.int(), to: z.int(), total: z.int() }).optional(),
    size: fileSchema.shape.size,
    media_type: fileSchema.shape.media_type,
    filename: fileSchema.shape.filename,
    handle: fileSchema.shape.handle,
    base64: fileSchema.shape.base64,
    attributes: z.array(z.string()).optional().describe("executable, link, binary, lfs, subrepository"),
    commit: z.string(),
    url: z.string(),
  }),
  caches: ["repositories"],
  limits: ["repository_requests"],
  upstream: [SRC, ...REVISION_UPSTREAM],
  expectedCalls: 3,
  expectedMs: 700,
  example: { repository: "acme/platform", path: "README.md", branch: "release/2.4" },
  async run({ start_line, line_count, max_bytes, include, ...wanted }, bitbucket) {
    const at = await placeOf(wanted, bitbucket);
    // A folder answers too, so what it is has to be asked for beside what is in it.
    const [entry, file] = await Promise.all([
      readEntry(at, bitbucket),
      readContent(at, { maxBytes: max_bytes, bitbucket }),
    ]);
    if (entry.type === "commit_directory") throw isFolder(at, bitbucket);
    const { text, ...told } = fileResult(file, { step: bitbucket.step, include });
    const isPart = start_line !== undefined || line_count !== undefined;
    const attributes = [entry.attributes ?? []].flat();
    return {
      path: at.path,
      ...compact({ text }),
      ...(isPart ? linesOf(file.bytes, { start_line, line_count, path: at.path, bitbucket }) : {}),
      ...told,
      ...(attributes.length === 0 ? {} : { attributes }),
      commit: entry.commit?.hash ?? at.commit,
      url: pageOfPlace(at),
    };
  },
});

export const listDirectory = operation({
  summary: "Files and folders in a folder, as deep as wanted",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    ...repositoryParams,
    path: treePath.default("").describe("folder; default the root"),
    branch,
    max_depth: z.int().min(1).max(20).default(1).describe("how many levels of folders to go into"),
    ...pagingParams(),
  }),
  aliases: { ...aliases, ...pagingAliases, directory: "path", depth: "max_depth" },
  result: z.object({
    entries: z.array(
      z.object({
        path: z.string(),
        type: z.enum(["file", "folder"]),
        size: z.int().optional().describe("bytes"),
      }),
    ),
    page: pageSchema,
  }),
  caches: ["repositories"],
  limits: ["repository_requests"],
  upstream: [SRC, "GET /repositories/{workspace}/{repo_slug}/src/{commit}/", ...REVISION_UPSTREAM],
  expectedCalls: 2,
  example: { repository: "acme/platform", path: "src" },
  async run({ max_depth, limit, page_token, ...wanted }, bitbucket) {
    continuation(page_token, bitbucket);
    const at = await placeOf(wanted, bitbucket);
    const { values, page } = await readPage<VendorTreeEntry>(
      {
        path: folderPath(at),
        query: { max_depth },
        limit,
        page_token,
        ...failuresOf(at),
      },
      bitbucket,
    );
    return { entries: values.map(entryInList), page };
  },
});

export const getFileHistory = operation({
  summary: "The commits that changed a file, the newest first, also under earlier names",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    ...repositoryParams,
    path: filePath,
    branch,
    follow_renames: z.boolean().default(true),
    ...pagingParams(),
  }),
  aliases: { ...aliases, ...pagingAliases },
  result: z.object({
    commits: z.array(commitSummary.extend({ path: z.string().optional().describe("where it differs") })),
    page: pageSchema,
  }),
  caches: ["repositories"],
  limits: ["repository_requests"],
  upstream: ["GET /repositories/{workspace}/{repo_slug}/filehistory/{commit}/{path}", ...REVISION_UPSTREAM],
  expectedCalls: 2,
  example: { repository: "acme/platform", path: "README.md" },
  async run({ follow_renames, limit, page_token, ...wanted }, bitbucket) {
    continuation(page_token, bitbucket);
    const at = await placeOf(wanted, bitbucket);
    const { values, page } = await readPage<VendorTreeEntry>(
      {
        path: apiPath(at, "filehistory"),
        query: {
          renames: String(follow_renames),
          fields: COMMIT_FIELDS.map((field) => `+values.commit.${field}`).join(","),
        },
        limit,
        page_token,
        ...failuresOf(at),
      },
      bitbucket,
    );
    const commits = values.map(({ path, commit = {} }) => ({
      ...commitInList(commit),
      ...compact({ path: path === at.path ? undefined : path }),
    }));
    return { commits, page };
  },
});

async function placeOf(
  { path, branch, ...named }: RepositoryNamed & { path: string; branch?: string | undefined },
  bitbucket: BitbucketClient,
): Promise<TreePlace> {
  const at = repositoryAt(named, bitbucket);
  const { commit } = await resolveRevision(branch, at, bitbucket);
  return { at, commit, path: treePathOf(path) };
}

interface Excerpt {
  start_line: number | undefined;
  line_count: number | undefined;
  path: string;
  bitbucket: BitbucketClient;
}

function linesOf(bytes: Uint8Array, { start_line = 1, line_count, path, bitbucket }: Excerpt) {
  const whole = textOfFile(bytes);
  if (whole === undefined) {
    throw bitbucketErrors.create("INVALID_FIELD_VALUE", {
      message: `${path} is no text, so it has no lines.`,
      system: bitbucket.step.system,
      details: { fields: ["start_line", "line_count"] },
      suggestions: ["Leave start_line and line_count out; the file is then given by its handle."],
    });
  }
  const all = whole.replace(/\n$/, "").split("\n");
  const shown = all.slice(start_line - 1, line_count === undefined ? undefined : start_line - 1 + line_count);
  const lines = { from: start_line, to: start_line + shown.length - 1, total: all.length };
  return { text: shown.join("\n"), lines };
}

function isFolder({ at, path }: TreePlace, bitbucket: BitbucketClient) {
  return bitbucketErrors.create("FILE_NOT_FOUND", {
    message: `${path} is a folder of ${at.fullName}, not a file.`,
    system: bitbucket.step.system,
    details: { repository: at.fullName, path },
    suggestions: ["list_directory shows what is in it."],
  });
}
