import { changedFields, compact, isRecent, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { allEqual } from "../bbql.js";
import type { BitbucketClient } from "../client.js";
import { currentUser, resolvePeople, reviewersOf } from "../lookups/people.js";
import { readRepository } from "../lookups/repositories.js";
import { operation } from "../operation.js";
import { pageOf } from "../parse.js";
import { type RepositoryAddress, repositoryAt } from "../repository.js";
import { branchName, markdown, personParam, repositoryAliases, repositoryParams } from "../schemas.js";
import type { VendorPage, VendorPullRequest } from "../vendor.js";

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
  retry: "lookup",
  aliases,
  result: receiptSchema,
  caches: ["users", "repositories"],
  limits: ["repository_requests"],
  upstream: [
    "POST /repositories/{workspace}/{repo_slug}/pullrequests",
    "GET /workspaces/{workspace}/members",
    "GET /user",
    "GET /repositories/{workspace}/{repo_slug}/pullrequests",
    "GET /repositories/{workspace}/{repo_slug}",
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
  reconcile: opened,
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
  reconcile: (given, bitbucket) => opened({ ...given, draft: true }, bitbucket),
});

async function open(
  given: z.output<typeof params>,
  bitbucket: BitbucketClient,
): Promise<z.output<typeof receiptSchema>> {
  const { title, source_branch, destination_branch, description, close_source_branch, draft } = given;
  const at = repositoryAt(given, bitbucket);
  const people = given.reviewers && (await resolvePeople(given.reviewers, at.workspace, bitbucket));
  const answer = await bitbucket.send({
    method: "POST",
    path: `${at.path}/pullrequests`,
    body: compact({
      title,
      source: { branch: { name: source_branch } },
      destination: destination_branch === undefined ? undefined : { branch: { name: destination_branch } },
      description,
      reviewers: people && reviewersOf(people),
      close_source_branch,
      draft,
    }),
    notFound: at.notFound,
  });
  const opened = (answer.body ?? {}) as VendorPullRequest;
  bitbucket.claims.take(openingClaim(at, opened));
  return receipt(given, opened);
}

/**
 * What became of one whose opening was not answered: an open one of ours between the same branches, of which Bitbucket
 * keeps one only, that says what was wanted, and that was touched just now.
 */
async function opened(
  given: z.output<typeof params>,
  bitbucket: BitbucketClient,
): Promise<z.output<typeof receiptSchema> | undefined> {
  const at = repositoryAt(given, bitbucket);
  const [me, destination] = await Promise.all([
    currentUser(bitbucket),
    given.destination_branch ?? readRepository(at, bitbucket).then(({ mainbranch }) => mainbranch?.name),
  ]);
  const q = allEqual({
    state: "OPEN",
    title: given.title,
    "source.branch.name": given.source_branch,
    "destination.branch.name": destination ?? "",
    "author.uuid": me.uuid ?? "",
  });
  const answer = await bitbucket.send({
    method: "GET",
    path: `${at.path}/pullrequests`,
    query: { q, pagelen: 50 },
    notFound: at.notFound,
  });
  const { values = [] } = (answer.body ?? {}) as VendorPage<VendorPullRequest>;
  const alike = values.filter((one) => isAsWanted(one, given) && isRecent(one.updated_on, answer));
  const found = bitbucket.claims.takeOnly(alike, (one) => openingClaim(at, one));
  return found && receipt(given, found);
}

function isAsWanted(found: VendorPullRequest, given: z.output<typeof params>): boolean {
  const { description, draft, close_source_branch: closes } = given;
  const told = found.description ?? found.summary?.raw ?? "";
  return (
    (description === undefined || told.trim() === description.trim()) &&
    (draft === undefined || found.draft === draft) &&
    (closes === undefined || found.close_source_branch === closes)
  );
}

/** How the opening of one is called among the claims of a connection. */
function openingClaim({ fullName }: RepositoryAddress, { id }: VendorPullRequest): string {
  return `pull request ${fullName} ${id}`;
}

function receipt(given: z.output<typeof params>, created: VendorPullRequest) {
  return {
    id: String(created.id ?? ""),
    url: pageOf(created),
    changed: changedFields(given, ["repository", "workspace"]),
  };
}
