import { HttpResponse, http } from "@pm-orchestrator/simulator";
import { bodyOf, onPullRequest, onRepository, paged, refusal, refusingBbql } from "./answers.js";
import { parseBbql } from "./bbql.js";
import { changePullRequest, openPullRequest, readNewPullRequest } from "./new-pull-request.js";
import type { BitbucketState, SimPullRequest, SimRepository } from "./state.js";
import { pullRequestInList, pullRequestView, type Scene } from "./views.js";

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
    http.get(
      "*/repositories/:workspace/:slug/pullrequests/:id",
      onPullRequest(bitbucket, ({ scene, repository, pullRequest }) =>
        HttpResponse.json(pullRequestView(scene, repository, pullRequest)),
      ),
    ),

    http.get(
      "*/repositories/:workspace/:slug/pullrequests",
      onRepository(bitbucket, ({ request, repository, scene, query }) => {
        const view = query.get("fields") === "+values.participants" ? pullRequestView : pullRequestInList;
        return refusingBbql(() =>
          paged(request, listOf(scene, repository, query), {
            largest: LARGEST_PAGE,
            view: (pullRequest) => view(scene, repository, pullRequest),
          }),
        );
      }),
    ),

    http.post(
      "*/repositories/:workspace/:slug/pullrequests",
      onRepository(bitbucket, async ({ request, repository, scene }) => {
        const read = readNewPullRequest(bitbucket, repository, (await bodyOf(request)) ?? {});
        if ("message" in read) return refusal(400, read.message, { fields: read.fields });
        const view = pullRequestView(scene, repository, openPullRequest(bitbucket, repository, read));
        return HttpResponse.json(view, { status: 201, headers: { location: view.links.self.href } });
      }),
    ),

    http.put(
      "*/repositories/:workspace/:slug/pullrequests/:id",
      onPullRequest(bitbucket, async ({ request, repository, pullRequest, scene }) => {
        const fields = changePullRequest(
          bitbucket,
          { repository, pullRequest },
          (await bodyOf(request)) ?? {},
        );
        if (fields === "closed") return refusal(400, "Only open pull requests can be mutated.");
        if (Object.keys(fields).length > 0) return refusal(400, "Bad request", { fields });
        return HttpResponse.json(pullRequestView(scene, repository, pullRequest));
      }),
    ),
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
