import { compact, pageSchema, pagingParams } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { operation } from "../operation.js";
import { readPage } from "../paging.js";
import { personOf } from "../parse.js";
import { repositoryAt } from "../repository.js";
import { pagingAliases, person, repositoryAliases, repositoryParams } from "../schemas.js";
import type { VendorDefaultReviewer } from "../vendor-code.js";

export const getDefaultReviewers = operation({
  summary: "Who reviews new pull requests of a repository unless said otherwise",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ ...repositoryParams, ...pagingParams() }),
  aliases: { ...repositoryAliases, ...pagingAliases },
  result: z.object({
    reviewers: z.array(
      person.extend({ from: z.string().optional().describe("repository or project: where it is set") }),
    ),
    page: pageSchema,
  }),
  limits: ["repository_requests"],
  upstream: ["GET /repositories/{workspace}/{repo_slug}/effective-default-reviewers"],
  example: { repository: "acme/platform" },
  async run({ limit, page_token, ...wanted }, bitbucket) {
    const { path, notFound } = repositoryAt(wanted, bitbucket);
    const { values, page } = await readPage<VendorDefaultReviewer>(
      {
        path: `${path}/effective-default-reviewers`,
        limit,
        page_token,
        notFound,
      },
      bitbucket,
    );
    const reviewers = values.flatMap(({ user, reviewer_type }) => {
      const reviewer = personOf(user);
      return reviewer === undefined ? [] : [{ ...reviewer, ...compact({ from: reviewer_type }) }];
    });
    return { reviewers, page };
  },
});
