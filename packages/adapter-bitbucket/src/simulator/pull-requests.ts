import { HttpResponse, http } from "@pm-orchestrator/simulator";
import { bodyOf, paged, refusal, repositoryIn } from "./answers.js";
import { BbqlProblem, parseBbql } from "./bbql.js";
import { openPullRequest, readNewPullRequest } from "./new-pull-request.js";
import type { BitbucketState, SimPullRequest, SimRepository } from "./state.js";
import { pullRequestInList, pullRequestView, type Scene, sceneOf } from "./views.js";

/** What pull requests can be filtered by. */
const FIELDS = [
  "id",
  "title",
  "description",
  "state",
  "author.uuid",
  "author.account_id",
  "author.nickname",
  "author.display_name",
  "reviewers.uuid",
  "reviewers.account_id",
  "reviewers.nickname",
  "source.branch.name",
  "destination.branch.name",
  "comment_count",
  "created_on",
  "updated_on",
];

const LARGEST_PAGE = 50;

export function pullRequestHandlers(bitbucket: BitbucketState) {
  return [
    http.get("*/repositories/:workspace/:slug/pullrequests/:id", ({ request, params }) => {
      const found = repositoryIn(bitbucket, request, params);
      if ("refused" in found) return found.refused;
      const pullRequest = found.repository.pullRequests.get(Number(params["id"]));
      if (pullRequest === undefined) return refusal(404, "Not found");
      return HttpResponse.json(pullRequestView(sceneOf(bitbucket, request), found.repository, pullRequest));
    }),

    http.get("*/repositories/:workspace/:slug/pullrequests", ({ request, params }) => {
      const found = repositoryIn(bitbucket, request, params);
      if ("refused" in found) return found.refused;
      const scene = sceneOf(bitbucket, request);
      try {
        const listed = listOf(scene, found.repository, new URL(request.url).searchParams);
        return paged(request, listed, {
          largest: LARGEST_PAGE,
          view: (pullRequest) => pullRequestInList(scene, found.repository, pullRequest),
        });
      } catch (error) {
        if (error instanceof BbqlProblem) return refusal(400, error.message);
        throw error;
      }
    }),

    http.post("*/repositories/:workspace/:slug/pullrequests", async ({ request, params }) => {
      const found = repositoryIn(bitbucket, request, params);
      if ("refused" in found) return found.refused;
      const { repository } = found;
      const read = readNewPullRequest(bitbucket, repository, (await bodyOf(request)) ?? {});
      if ("message" in read) return refusal(400, read.message, { fields: read.fields });
      const view = pullRequestView(
        sceneOf(bitbucket, request),
        repository,
        openPullRequest(bitbucket, repository, read),
      );
      return HttpResponse.json(view, { status: 201, headers: { location: view.links.self.href } });
    }),
  ];
}

/** What a list holds, the newest first. Only open ones, unless `state` or `q` speak of states. */
function listOf(scene: Scene, repository: SimRepository, query: URLSearchParams): SimPullRequest[] {
  const q = query.get("q");
  const test = q === null ? () => true : parseBbql(q, FIELDS);
  const given = query.getAll("state");
  const states = given.length > 0 ? given : q !== null && /\bstate\b/.test(q) ? undefined : ["OPEN"];
  return [...repository.pullRequests.values()]
    .filter(({ state }) => states?.includes(state) ?? true)
    .filter((pullRequest) => test(pullRequestView(scene, repository, pullRequest)))
    .reverse();
}
