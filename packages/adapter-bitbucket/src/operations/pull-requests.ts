import { page, pageSchema, pagingParams, pathSegment } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "zod";
import { allEqual } from "../bbql.js";
import type { BitbucketClient } from "../client.js";
import { resolvePeople } from "../lookups/people.js";
import { pullRequestNotFound, repositoryNotFound } from "../not-found.js";
import { continuation, nextToken } from "../paging.js";
import { pullRequestDetails, pullRequestInList } from "../parse.js";
import { repositoryAt } from "../repository.js";
import {
  person,
  personParam,
  pullRequestAliases,
  pullRequestId,
  pullRequestSummary,
  repositoryAliases,
  repositoryParams,
} from "../schemas.js";
import type { VendorPage, VendorPullRequest } from "../vendor.js";

const operation = operationsFor<BitbucketClient>();

/** Bitbucket refuses to give more pull requests at once, whatever its documents say. */
const LARGEST_PAGE = 50;

export const getPullRequest = operation({
  summary: "One pull request, with its reviewers",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ ...repositoryParams, id: pullRequestId }),
  aliases: pullRequestAliases,
  result: z.object({
    id: z.int(),
    title: z.string(),
    state: z.string(),
    author: person.optional(),
    source: z.string().optional(),
    destination: z.string().optional(),
    reviewers: z.array(person).optional(),
    comment_count: z.int().optional(),
    description: z.string().optional(),
    created: z.string().optional(),
    updated: z.string().optional(),
    url: z.string(),
  }),
  limits: ["requests"],
  upstream: ["GET /repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}"],
  example: { repository: "acme/platform", id: 42 },
  async run({ id, ...wanted }, bitbucket) {
    const { path, fullName } = repositoryAt(wanted, bitbucket);
    const answer = await bitbucket.send({
      method: "GET",
      path: `${path}/pullrequests/${pathSegment(id)}`,
      notFound: pullRequestNotFound(fullName, id),
    });
    return pullRequestDetails((answer.body ?? {}) as VendorPullRequest);
  },
});

export const listPullRequests = operation({
  summary: "Pull requests of a repository, by state and author, the newest first",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    ...repositoryParams,
    state: z.enum(["OPEN", "MERGED", "DECLINED", "SUPERSEDED"]).default("OPEN"),
    author: personParam.optional(),
    ...pagingParams(LARGEST_PAGE),
  }),
  aliases: { ...repositoryAliases, max_results: "limit", pagelen: "limit" },
  result: z.object({ pull_requests: z.array(pullRequestSummary), page: pageSchema }),
  caches: ["users"],
  limits: ["requests"],
  upstream: [
    "GET /repositories/{workspace}/{repo_slug}/pullrequests",
    "GET /workspaces/{workspace}/members",
    "GET /user",
  ],
  example: { repository: "acme/platform", state: "OPEN", limit: 5 },
  async run({ state, author, limit, page_token, ...wanted }, bitbucket) {
    const { path, fullName, workspace } = repositoryAt(wanted, bitbucket);
    const place = continuation(page_token, bitbucket);
    const [by] = author === undefined ? [] : await resolvePeople([author], workspace, bitbucket);
    const filter = by?.uuid === undefined ? { state } : { q: allEqual({ state, "author.uuid": by.uuid }) };
    const answer = await bitbucket.send({
      method: "GET",
      path: `${path}/pullrequests`,
      query: { ...filter, pagelen: limit, ...place },
      notFound: repositoryNotFound(fullName),
    });
    const { values = [], next, size } = (answer.body ?? {}) as VendorPage<VendorPullRequest>;
    return { pull_requests: values.map(pullRequestInList), page: page(nextToken(next), size) };
  },
});
