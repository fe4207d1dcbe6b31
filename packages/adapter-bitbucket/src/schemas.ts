import { z } from "zod";

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

/** The number of a pull request; as text too, since that is what a receipt's `id` is. */
export const pullRequestId = z
  .union([z.int().min(1), z.string().regex(/^[1-9][0-9]{0,14}$/, "must be a number")])
  .describe("number of the pull request");

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
