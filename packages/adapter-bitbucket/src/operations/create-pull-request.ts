import { changedFields, compact, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "zod";
import type { BitbucketClient } from "../client.js";
import { resolvePeople } from "../lookups/people.js";
import { repositoryNotFound } from "../not-found.js";
import { pageOf } from "../parse.js";
import { repositoryAt } from "../repository.js";
import { branchName, markdown, personParam, repositoryAliases, repositoryParams } from "../schemas.js";
import type { VendorPullRequest } from "../vendor.js";

const operation = operationsFor<BitbucketClient>();

export const createPullRequest = operation({
  summary: "Opens a pull request",
  effect: "write",
  retry: "none",
  params: z.strictObject({
    ...repositoryParams,
    title: z.string().min(1).max(255),
    source_branch: branchName,
    destination_branch: branchName.optional().describe("default the repository's default branch"),
    description: markdown.optional(),
    reviewers: z.array(personParam).optional(),
    close_source_branch: z.boolean().optional().describe("whether merging deletes the source branch"),
  }),
  aliases: {
    ...repositoryAliases,
    source: "source_branch",
    sourceBranch: "source_branch",
    destination: "destination_branch",
    destinationBranch: "destination_branch",
    target_branch: "destination_branch",
    body: "description",
  },
  result: receiptSchema,
  caches: ["users"],
  limits: ["requests"],
  upstream: [
    "POST /repositories/{workspace}/{repo_slug}/pullrequests",
    "GET /workspaces/{workspace}/members",
    "GET /user",
  ],
  expectedCalls: 2,
  expectedMs: 1000,
  example: {
    repository: "acme/platform",
    title: "Publish the signing keys as a JWKS",
    source_branch: "feature/TRAIN-124-publish-jwks",
    reviewers: ["Priya Natarajan"],
  },
  async run(params, bitbucket) {
    const { title, source_branch, destination_branch, description, close_source_branch } = params;
    const { path, fullName, workspace } = repositoryAt(params, bitbucket);
    const people = params.reviewers && (await resolvePeople(params.reviewers, workspace, bitbucket));
    const answer = await bitbucket.send({
      method: "POST",
      path: `${path}/pullrequests`,
      body: compact({
        title,
        source: { branch: { name: source_branch } },
        destination: destination_branch === undefined ? undefined : { branch: { name: destination_branch } },
        description,
        reviewers: people && [...new Set(people.map(({ uuid }) => uuid))].map((uuid) => ({ uuid })),
        close_source_branch,
      }),
      notFound: repositoryNotFound(fullName),
    });
    const created = (answer.body ?? {}) as VendorPullRequest;
    return {
      id: String(created.id ?? ""),
      url: pageOf(created),
      changed: changedFields(params, ["repository", "workspace"]),
    };
  },
});
