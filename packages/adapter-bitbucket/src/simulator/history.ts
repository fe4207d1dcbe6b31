import { http } from "@pm-orchestrator/simulator";
import { onPullRequest, paged } from "./answers.js";
import { commitsBetween } from "./git.js";
import type { BitbucketState, SimPullRequest, SimRepository } from "./state.js";
import { bitbucketTime, hashAt, pullRequestInList, type Scene, userView } from "./views.js";
import { commentView, linksOf } from "./views-discussion.js";
import { commitView, statusView } from "./views-git.js";

/** What happened to pull requests, which commits they bring, and what is said of those. */
export function historyHandlers(bitbucket: BitbucketState) {
  const path = "*/repositories/:workspace/:slug/pullrequests/:id";
  return [
    http.get(
      `${path}/activity`,
      onPullRequest(bitbucket, ({ request, scene, repository, pullRequest }) =>
        paged(request, activityOf(scene, repository, pullRequest), { largest: 50, view: (entry) => entry }),
      ),
    ),

    http.get(
      `${path}/commits`,
      onPullRequest(bitbucket, ({ request, scene, repository, pullRequest }) =>
        paged(request, commitsOf(repository, pullRequest), {
          largest: 100,
          view: (commit) => commitView(scene, repository, commit),
        }),
      ),
    ),

    http.get(
      `${path}/statuses`,
      onPullRequest(bitbucket, ({ request, scene, repository, pullRequest }) => {
        const hash = hashAt(repository, pullRequest, "source");
        return paged(request, repository.statuses.get(hash) ?? [], {
          largest: 100,
          view: (status) => statusView(scene, { repository, hash }, status),
        });
      }),
    ),
  ];
}

/** The commits of the source that the destination lacks, or lacked when it was closed. */
function commitsOf(repository: SimRepository, pullRequest: SimPullRequest) {
  const [source, destination] = [
    hashAt(repository, pullRequest, "source"),
    hashAt(repository, pullRequest, "destination"),
  ];
  return commitsBetween(repository, source, destination);
}

/** The newest first. */
function activityOf(scene: Scene, repository: SimRepository, pullRequest: SimPullRequest): object[] {
  const { author, created, updated, approvedBy, changesRequestedBy } = pullRequest;
  const { source, destination, title, description, state } = pullRequestInList(
    scene,
    repository,
    pullRequest,
  );
  const { reference } = linksOf(scene, { repository, pullRequest });
  const update = (at: string, stateThen: string) => ({
    at,
    entry: {
      update: {
        state: stateThen,
        title,
        description,
        reason: "",
        author: userView(scene, author),
        date: bitbucketTime(at),
        source,
        destination,
      },
    },
  });
  const review = (what: string) => (handle: string) => ({
    at: updated,
    entry: {
      [what]: { date: bitbucketTime(updated), user: userView(scene, handle), pullrequest: reference },
    },
  });
  const entries = [
    update(created, "OPEN"),
    ...pullRequest.comments.map((comment) => ({
      at: comment.created,
      entry: { comment: commentView(scene, { repository, pullRequest }, comment) },
    })),
    ...approvedBy.map(review("approval")),
    ...changesRequestedBy.map(review("changes_requested")),
    ...(state === "OPEN" ? [] : [update(updated, state)]),
  ];
  return entries
    .sort((one, other) => other.at.localeCompare(one.at))
    .map(({ entry }) => ({ ...entry, pull_request: reference }));
}
