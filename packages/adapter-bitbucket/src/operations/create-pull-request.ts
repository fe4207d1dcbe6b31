import { changedFields, compact, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import type { BitbucketClient } from "../client.js";
import { resolvePeople, reviewersOf } from "../lookups/people.js";
import { operation } from "../operation.js";
import { pageOf } from "../parse.js";
import { repositoryAt } from "../repository.js";
import { branchName, markdown, personParam, repositoryAliases, repositoryParams } from "../schemas.js";
import type { VendorPullRequest } from "../vendor.js";

const draftParams = z.strictObject({
  ...repositoryParams,
  title: z.string().min(1).max(255),
  source_branch: branchName,
  destination_branch: branchName.optional().describe("default the repository's default branch"),
  description: markdown.optional(),
  reviewers: z.array(personParam).optional(),
  close_source_branch: z.boolean().optional().describe("whether merging deletes the source branch"),
});
const params = draftParams.extend({
  draft: z.boolean().optional().describe("whether it is not yet to be reviewed"),
});

const aliases = {
  ...repositoryAliases,
  source: "source_branch",
  sourceBranch: "source_branch",
  destination: "destination_branch",
  destinationBranch: "destination_branch",
  target_branch: "destination_branch",
  body: "description",
} as const;

/** What opening one declares, draft or not. */
const opening = {
  effect: "write",
  retry: "none",
  aliases,
  result: receiptSchema,
  caches: ["users"],
  limits: ["requests"],
  upstream: [
    "POST /repositories/{workspace}/{repo_slug}/pullrequests",
    "GET /workspaces/{workspace}/members",
    "GET /user",
  ],
  expectedMs: 1000,
} as const;

export const createPullRequest = operation({
  ...opening,
  summary: "Opens a pull request",
  params,
  expectedCalls: 2,
  example: {
    repository: "acme/platform",
    title: "Publish the signing keys as a JWKS",
    source_branch: "feature/TRAIN-124-publish-jwks",
    reviewers: ["Priya Natarajan"],
  },
  run: open,
});

export const createDraftPullRequest = operation({
  ...opening,
  summary: "Opens a pull request as a draft, not yet to be reviewed",
  params: draftParams,
  example: {
    repository: "acme/platform",
    title: "Rotate refresh tokens",
    source_branch: "feature/TRAIN-125-rotate-refresh-tokens",
  },
  run: (given, bitbucket) => open({ ...given, draft: true }, bitbucket),
});

async function open(
  given: z.output<typeof params>,
  bitbucket: BitbucketClient,
): Promise<z.output<typeof receiptSchema>> {
  const { title, source_branch, destination_branch, description, close_source_branch, draft } = given;
  const { path, notFound, workspace } = repositoryAt(given, bitbucket);
  const people = given.reviewers && (await resolvePeople(given.reviewers, workspace, bitbucket));
  const answer = await bitbucket.send({
    method: "POST",
    path: `${path}/pullrequests`,
    body: compact({
      title,
      source: { branch: { name: source_branch } },
      destination: destination_branch === undefined ? undefined : { branch: { name: destination_branch } },
      description,
      reviewers: people && reviewersOf(people),
      close_source_branch,
      draft,
    }),
    notFound,
  });
  const created = (answer.body ?? {}) as VendorPullRequest;
  return {
    id: String(created.id ?? ""),
    url: pageOf(created),
    changed: changedFields(given, ["repository", "workspace"]),
  };
}
