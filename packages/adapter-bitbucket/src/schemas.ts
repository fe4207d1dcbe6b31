import { z } from "@pm-orchestrator/core/zod";

/** A workspace, or a slug, or the uuid of either in braces. Dots alone would climb in the path. */
const SEGMENT = String.raw`(?:\.*[\w-][\w.-]*|\{[0-9a-fA-F-]{36}\})`;

/** How every operation on a repository says which. */
export const repositoryParams = {
  repository: z
    .string()
    .regex(new RegExp(`^(?:${SEGMENT}/)?${SEGMENT}$`), "must be workspace/slug or a slug")
    .describe("workspace/slug, or a slug of the configured workspace"),
  workspace: z
    .string()
    .regex(new RegExp(`^${SEGMENT}$`), "must be the id of a workspace")
    .optional()
    .describe("of a bare slug; default the configured one"),
};

/** Other spellings of `repository`, as people write them. */
export const repositoryAliases = {
  repo: "repository",
  repo_slug: "repository",
  repoSlug: "repository",
  repository_slug: "repository",
} as const;

/** The number of a pull request, a comment or a task; as text too, since that is what a receipt's `id` is. */
export function numberOf(what: string) {
  return z
    .union([z.int().min(1), z.string().regex(/^[1-9][0-9]{0,14}$/, "must be a number")])
    .describe(`number of the ${what}`);
}

/** How every operation on a pull request says which. */
export const pullRequestParams = { ...repositoryParams, id: numberOf("pull request") };

/** Other spellings of `id`. */
export const pullRequestAliases = {
  ...repositoryAliases,
  pr_number: "id",
  pull_request_id: "id",
  pullRequestId: "id",
  pr_id: "id",
  number: "id",
} as const;

/** Markdown. */
export const markdown = z.string().min(1).describe("Markdown");

/** Git's names of branches, as far as an error at once is kinder than one from afar. */
export const branchName = z.string().regex(/^[^\s~^:?*[\\]+$/, "must be the name of a branch");

/** A commit as a caller names it. */
export const revision = z
  .string()
  .regex(/^[^\s~^:?*[\\]+$/, "must be the name of a branch or tag, or a hash")
  .describe("branch, tag or hash");

/** Other spellings of `branch` where it may be any revision. */
export const revisionAliases = {
  ref: "branch",
  revision: "branch",
  commit: "branch",
  tag: "branch",
} as const;

/** Other spellings of `commit` where one commit is asked for. */
export const commitAliases = {
  hash: "commit",
  sha: "commit",
  commit_hash: "commit",
  revision: "commit",
  ref: "commit",
} as const;

/** Other spellings of `limit`. */
export const pagingAliases = { max_results: "limit", pagelen: "limit" } as const;

/** Where something lies in a repository. Dots alone would climb in the path. */
export const treePath = z
  .string()
  .regex(/^(?!(?:.*\/)?\.{1,2}(?:\/|$))[^\0]*$/, "must not climb with . or ..");

/** A project as a caller names it. */
export const projectParam = z.string().min(1).describe("key or name");

/** How every operation on a project says which. */
export const projectParams = {
  project: projectParam,
  workspace: repositoryParams.workspace.describe("default the configured one"),
};

/** Other spellings of `project`. */
export const projectAliases = { key: "project", project_key: "project", projectKey: "project" } as const;

const UUID = String.raw`\{?[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\}?`;

/** How every operation on a pipeline says which. */
export const pipelineParams = {
  ...repositoryParams,
  uuid: z
    .union([
      z.int().min(1),
      z.string().regex(new RegExp(`^(?:${UUID}|[1-9][0-9]*)$`), "must be a uuid or a number"),
    ])
    .describe("uuid or number of the pipeline"),
};

/** Other spellings of `uuid`. */
export const pipelineAliases = {
  ...repositoryAliases,
  pipeline_uuid: "uuid",
  pipeline: "uuid",
  build_number: "uuid",
  number: "uuid",
  id: "uuid",
} as const;

/** A step of a pipeline. */
export const stepUuid = z.string().regex(new RegExp(`^${UUID}$`), "must be a uuid");

/** Somebody as a caller names them. */
export const personParam = z.string().min(1).describe("uuid, account id, nickname, name, or me");

export const person = z.object({ id: z.string(), name: z.string() });

export const pullRequestSummary = z.object({
  id: z.int(),
  title: z.string(),
  state: z.string(),
  author: z.string().optional(),
  source: z.string().optional(),
  destination: z.string().optional(),
  updated: z.string().optional(),
  url: z.string(),
});

export const commitSummary = z.object({
  hash: z.string(),
  summary: z.string(),
  author: z.string().optional(),
  date: z.string().optional(),
  url: z.string(),
});

export const buildStatus = z.object({
  key: z.string(),
  state: z.string().describe("SUCCESSFUL, FAILED, INPROGRESS or STOPPED"),
  name: z.string().optional(),
  description: z.string().optional(),
  branch: z.string().optional(),
  url: z.string().optional(),
  updated: z.string().optional(),
});

export const changedFile = z.object({
  path: z.string(),
  status: z.string().describe("added, removed, modified or renamed"),
  added: z.int().optional().describe("lines"),
  removed: z.int().optional().describe("lines"),
  old_path: z.string().optional(),
});
