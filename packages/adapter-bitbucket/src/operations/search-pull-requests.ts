import { pageSchema, pagingParams, pathSegment } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { allEqual, anyContains, anyEqual } from "../bbql.js";
import type { BitbucketClient } from "../client.js";
import { resolvePeople } from "../lookups/people.js";
import { workspaceNotFound } from "../not-found.js";
import { operation } from "../operation.js";
import { readPage, readWhole } from "../paging.js";
import { pullRequestInList } from "../parse.js";
import { type RepositoryAddress, repositoryAt, workspaceIn } from "../repository.js";
import { personParam, pullRequestSummary, repositoryAliases, repositoryParams } from "../schemas.js";
import type { VendorPullRequest, VendorRepository } from "../vendor.js";

const LARGEST_PAGE = 50;
/** A search of a whole workspace asks so many repositories at once, and goes on with the next ones. */
const REPOSITORIES_AT_ONCE = 10;
const LIST = "GET /repositories/{workspace}/{repo_slug}/pullrequests";

const states = ["OPEN", "MERGED", "DECLINED", "SUPERSEDED"] as const;
const found = pullRequestSummary.extend({ repository: z.string() });

export const searchPullRequests = operation({
  summary:
    "Pull requests whose title or source branch contains a text, in one repository or a whole workspace",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    query: z.string().min(1).describe("text in the title or in the name of the source branch"),
    repository: repositoryParams.repository.optional().describe("default every repository of the workspace"),
    workspace: repositoryParams.workspace,
    state: z.enum(states).optional().describe("default any"),
    ...pagingParams(LARGEST_PAGE),
  }),
  aliases: { ...repositoryAliases, text: "query", max_results: "limit", pagelen: "limit" },
  result: z.object({
    pull_requests: z.array(found),
    more_in: z.array(z.string()).optional().describe("repositories with more than limit: search each alone"),
    page: pageSchema,
  }),
  limits: ["repository_requests"],
  leadsTo: [{ at: "pull_requests[].url", because: "pull request that was found" }],
  upstream: [LIST, "GET /repositories/{workspace}"],
  expectedMs: 800,
  example: { repository: "acme/platform", query: "JWT" },
  async run({ query, repository, workspace, state, limit, page_token }, bitbucket) {
    const wanted = anyContains(["title", "source.branch.name"], query);
    const q = `${wanted} AND ${anyEqual("state", state === undefined ? states : [state])}`;
    if (repository !== undefined) {
      const at = repositoryAt({ repository, workspace }, bitbucket);
      const { values, page } = await readPage<VendorPullRequest>(
        { ...listAt(at, q), limit, page_token },
        bitbucket,
      );
      return { pull_requests: values.map((value) => inRepository(value, at)), page };
    }
    const where = { workspace: workspaceIn(workspace, bitbucket), page_token };
    const { repositories, page } = await nextRepositories(where, bitbucket);
    const pages = await Promise.all(
      repositories.map(async (at) => ({
        at,
        ...(await readPage<VendorPullRequest>({ ...listAt(at, q), limit }, bitbucket)),
      })),
    );
    const more_in = pages.filter((one) => !one.page.complete).map(({ at }) => at.fullName);
    return {
      pull_requests: pages.flatMap(({ at, values }) => values.map((value) => inRepository(value, at))),
      ...(more_in.length === 0 ? {} : { more_in }),
      page: {
        ...(page.next === undefined ? {} : { next: page.next }),
        complete: page.complete && more_in.length === 0,
      },
    };
  },
});

export const getPendingReviewPrs = operation({
  summary: "Open pull requests of some repositories that wait for somebody's review",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    repositories: z.array(repositoryParams.repository).min(1).max(50),
    workspace: repositoryParams.workspace,
    reviewer: personParam.default("me"),
  }),
  aliases: { repositoryList: "repositories", repository_list: "repositories" },
  result: z.object({ pull_requests: z.array(found) }),
  caches: ["users"],
  limits: ["repository_requests"],
  upstream: [LIST, "GET /user", "GET /workspaces/{workspace}/members"],
  expectedCalls: 3,
  expectedMs: 800,
  example: { repositories: ["acme/platform", "acme/web"] },
  async run({ repositories, workspace, reviewer }, bitbucket) {
    const all = repositories.map((repository) => repositoryAt({ repository, workspace }, bitbucket));
    const names = all.map(({ fullName }) => fullName.toLowerCase());
    const each = all.filter((_, index) => names.indexOf(names[index] ?? "") === index);
    const workspaces = [...new Set(each.map((at) => at.workspace))];
    const people = new Map(
      await Promise.all(
        workspaces.map(async (one) => {
          const [who] = await resolvePeople([reviewer], one, bitbucket);
          return [one, who?.uuid ?? ""] as const;
        }),
      ),
    );
    const lists = await Promise.all(
      each.map(async (at) => {
        const uuid = people.get(at.workspace) ?? "";
        const { query, ...list } = listAt(at, allEqual({ state: "OPEN", "reviewers.uuid": uuid }));
        const fields = "+values.participants";
        const values = await readWhole<VendorPullRequest>(
          { ...list, query: { ...query, fields }, largest: LARGEST_PAGE },
          bitbucket,
        );
        return values.filter((value) => awaits(uuid, value)).map((value) => inRepository(value, at));
      }),
    );
    return { pull_requests: lists.flat() };
  },
});

/** Somebody who has approved or asked for changes is not waited for. */
function awaits(uuid: string, { participants = [] }: VendorPullRequest): boolean {
  return !participants.some(({ user, approved, state }) => user?.uuid === uuid && (approved || state));
}

function listAt({ path, notFound }: RepositoryAddress, q: string) {
  return { path: `${path}/pullrequests`, query: { q }, notFound };
}

function inRepository(pullRequest: VendorPullRequest, { fullName }: RepositoryAddress) {
  return { ...pullRequestInList(pullRequest), repository: fullName };
}

/** The next repositories of a workspace, those that changed last first. */
async function nextRepositories(
  { workspace, page_token }: { workspace: string; page_token: string | undefined },
  bitbucket: BitbucketClient,
) {
  const { values, page } = await readPage<VendorRepository>(
    {
      path: `/repositories/${pathSegment(workspace)}`,
      query: { sort: "-updated_on" },
      limit: REPOSITORIES_AT_ONCE,
      page_token,
      notFound: workspaceNotFound(workspace),
    },
    bitbucket,
  );
  const names = values.flatMap(({ full_name }) => full_name ?? []);
  return { repositories: names.map((repository) => repositoryAt({ repository }, bitbucket)), page };
}
