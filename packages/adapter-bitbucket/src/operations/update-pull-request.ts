import { compact, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { changesIn } from "../changes.js";
import type { BitbucketClient } from "../client.js";
import { resolvePeople, reviewersOf } from "../lookups/people.js";
import { operation } from "../operation.js";
import { type PullRequestAddress, pullRequestAt, readPullRequest } from "../pull-request.js";
import { branchName, personParam, pullRequestAliases, pullRequestParams } from "../schemas.js";
import type { VendorPullRequest, VendorUser } from "../vendor.js";

type Receipt = z.output<typeof receiptSchema>;

const PUT = "PUT /repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}";
const GET = "GET /repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}";

const params = z.strictObject({
  ...pullRequestParams,
  title: z.string().min(1).max(255).optional(),
  description: z.string().optional().describe("Markdown; empty for none"),
  destination_branch: branchName.optional(),
  reviewers: z.array(personParam).optional().describe("all of them; the others are removed"),
  add_reviewers: z.array(personParam).min(1).optional(),
  remove_reviewers: z.array(personParam).min(1).optional(),
  close_source_branch: z.boolean().optional().describe("whether merging deletes the source branch"),
});

export const updatePullRequest = operation({
  summary: "Changes title, description, destination or reviewers of an open pull request",
  effect: "write",
  retry: "natural",
  params,
  aliases: {
    ...pullRequestAliases,
    destination: "destination_branch",
    destinationBranch: "destination_branch",
    target_branch: "destination_branch",
    body: "description",
  },
  result: receiptSchema,
  caches: ["users"],
  limits: ["repository_requests"],
  upstream: [PUT, GET, "GET /workspaces/{workspace}/members", "GET /user"],
  expectedCalls: 3,
  expectedMs: 1000,
  example: { repository: "acme/platform", id: 42, add_reviewers: ["Elena Petrova"] },
  async run(params, bitbucket) {
    const changed = changesIn(params, ["repository", "workspace", "id"], bitbucket);
    const at = pullRequestAt(params, bitbucket);
    const { title, description, destination_branch, close_source_branch } = params;
    const [before, people] = await Promise.all([
      readPullRequest(at, bitbucket),
      peopleIn(params, at.repository.workspace, bitbucket),
    ]);
    const body = compact({
      title,
      description,
      destination: destination_branch && { branch: { name: destination_branch } },
      reviewers: reviewersAfter(before, people),
      close_source_branch,
    });
    return change({ at, before, body, changed }, bitbucket);
  },
});

/** What turning a draft into a pull request and back declares. */
const drafting = {
  effect: "write",
  retry: "natural",
  params: z.strictObject(pullRequestParams),
  aliases: pullRequestAliases,
  result: receiptSchema,
  limits: ["repository_requests"],
  upstream: [PUT, GET],
  expectedCalls: 2,
  expectedMs: 800,
} as const;

export const publishDraft = operation({
  ...drafting,
  summary: "Makes a draft a pull request that is to be reviewed",
  example: { repository: "acme/web", id: 61 },
  run: (params, bitbucket) => setDraft(false, params, bitbucket),
});

export const convertToDraft = operation({
  ...drafting,
  summary: "Makes a pull request a draft again",
  example: { repository: "acme/platform", id: 42 },
  run: (params, bitbucket) => setDraft(true, params, bitbucket),
});

async function setDraft(
  draft: boolean,
  params: z.output<typeof drafting.params>,
  bitbucket: BitbucketClient,
): Promise<Receipt> {
  const at = pullRequestAt(params, bitbucket);
  const before = await readPullRequest(at, bitbucket);
  return change({ at, before, body: { draft }, changed: ["draft"] }, bitbucket);
}

interface Change {
  at: PullRequestAddress;
  before: VendorPullRequest;
  body: object;
  changed: string[];
}

/** Bitbucket takes what is not sent for a wish to have none: without reviewers they would all be removed. */
async function change({ at, before, body, changed }: Change, bitbucket: BitbucketClient): Promise<Receipt> {
  const { title, description, reviewers = [] } = before;
  const kept = compact({ title, description, reviewers: reviewersOf(reviewers) });
  const { path, notFound } = at;
  await bitbucket.send({ method: "PUT", path, body: { ...kept, ...body }, notFound });
  return { id: String(at.id), url: at.page, changed };
}

type People = Record<"reviewers" | "add_reviewers" | "remove_reviewers", VendorUser[] | undefined>;

async function peopleIn(
  given: Pick<z.output<typeof params>, keyof People>,
  workspace: string,
  bitbucket: BitbucketClient,
): Promise<People> {
  const lists = [given.reviewers, given.add_reviewers, given.remove_reviewers];
  const names = [...new Set(lists.flatMap((list) => list ?? []))];
  const found = await resolvePeople(names, workspace, bitbucket);
  const byName = new Map(names.map((name, index) => [name, found[index]]));
  const [reviewers, add_reviewers, remove_reviewers] = lists.map((list) =>
    list?.flatMap((name) => byName.get(name) ?? []),
  );
  return { reviewers, add_reviewers, remove_reviewers };
}

/** The reviewers that there shall be; undefined when nothing is said of them. */
function reviewersAfter(before: VendorPullRequest, { reviewers, add_reviewers, remove_reviewers }: People) {
  if ((reviewers ?? add_reviewers ?? remove_reviewers) === undefined) return undefined;
  const gone = new Set(remove_reviewers?.map(({ uuid }) => uuid));
  const all = [...(reviewers ?? before.reviewers ?? []), ...(add_reviewers ?? [])];
  return reviewersOf(all.filter(({ uuid }) => !gone.has(uuid)));
}
