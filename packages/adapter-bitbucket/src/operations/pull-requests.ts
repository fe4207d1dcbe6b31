import { pageSchema, pagingParams } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { allEqual } from "../bbql.js";
import { resolvePeople } from "../lookups/people.js";
import { operation } from "../operation.js";
import { continuation, readPage } from "../paging.js";
import { pullRequestInList } from "../parse.js";
import { repositoryAt } from "../repository.js";
import { personParam, pullRequestSummary, repositoryAliases, repositoryParams } from "../schemas.js";
import type { VendorPullRequest } from "../vendor.js";

/** Bitbucket refuses to give more pull requests at once, whatever its documents say. */
const LARGEST_PAGE = 50;

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
  limits: ["repository_requests"],
  upstream: [
    "GET /repositories/{workspace}/{repo_slug}/pullrequests",
    "GET /workspaces/{workspace}/members",
    "GET /user",
  ],
  example: { repository: "acme/platform", state: "OPEN", limit: 5 },
  async run({ state, author, limit, page_token, ...wanted }, bitbucket) {
    const { path, notFound, workspace } = repositoryAt(wanted, bitbucket);
    // A token that is none is refused before anybody is looked up.
    continuation(page_token, bitbucket);
    const [by] = author === undefined ? [] : await resolvePeople([author], workspace, bitbucket);
    const filter = by?.uuid === undefined ? { state } : { q: allEqual({ state, "author.uuid": by.uuid }) };
    const { values, page } = await readPage<VendorPullRequest>(
      {
        path: `${path}/pullrequests`,
        query: filter,
        limit,
        page_token,
        notFound,
      },
      bitbucket,
    );
    return { pull_requests: values.map(pullRequestInList), page };
  },
});
