import { type HttpCall, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import type { BitbucketClient } from "../client.js";
import { operation } from "../operation.js";
import { bringAbout, pullRequestAt } from "../pull-request.js";
import { pullRequestAliases, pullRequestParams } from "../schemas.js";

/** What every verdict of one's own declares: given twice, it is given once. */
const verdict = {
  effect: "write",
  retry: "natural",
  params: z.strictObject(pullRequestParams),
  aliases: pullRequestAliases,
  result: receiptSchema,
  limits: ["repository_requests"],
  example: { repository: "acme/platform", id: 42 },
} as const;

export const approvePullRequest = operation({
  ...verdict,
  summary: "Approves a pull request, for whom the credentials belong to",
  upstream: ["POST /repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/approve"],
  run: (params, bitbucket) =>
    say({ method: "POST", path: "approve", already: /already approved/i }, params, bitbucket),
});

export const unapprovePullRequest = operation({
  ...verdict,
  summary: "Takes one's own approval back",
  upstream: ["DELETE /repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/approve"],
  run: (params, bitbucket) =>
    say({ method: "DELETE", path: "approve", already: /haven't approved|not approved/i }, params, bitbucket),
});

export const requestChanges = operation({
  ...verdict,
  summary: "Requests changes to a pull request, for whom the credentials belong to",
  upstream: ["POST /repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/request-changes"],
  run: (params, bitbucket) =>
    say({ method: "POST", path: "request-changes", already: /already requested/i }, params, bitbucket),
});

export const removeChangeRequest = operation({
  ...verdict,
  summary: "Takes one's own request for changes back",
  upstream: ["DELETE /repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/request-changes"],
  run: (params, bitbucket) =>
    say(
      { method: "DELETE", path: "request-changes", already: /haven't requested|not requested/i },
      params,
      bitbucket,
    ),
});

async function say(
  { method, path, already }: Pick<HttpCall, "method" | "path"> & { already: RegExp },
  params: z.output<typeof verdict.params>,
  bitbucket: BitbucketClient,
): Promise<z.output<typeof receiptSchema>> {
  const at = pullRequestAt(params, bitbucket);
  const said = await bringAbout(
    { method, path: `${at.path}/${path}`, notFound: at.notFound, already },
    bitbucket,
  );
  return { id: String(at.id), url: at.page, changed: said ? ["review"] : [] };
}
