import { HttpResponse, http } from "@pm-orchestrator/simulator";
import { bodyOf, type OnPullRequest, onPullRequest, refusal } from "./answers.js";
import { changesBetween, commit, mergeBase } from "./git.js";
import { mergeMessage } from "./seed-history.js";
import { SLOW_NUMBER } from "./seed-story.js";
import type { BitbucketState, SimPullRequest, SimRepository } from "./state.js";
import { hashAt, pullRequestView } from "./views.js";

/** Ends of pull requests. One of them takes long to merge: its task is done when it is asked for the second time. */
export function mergeHandlers(bitbucket: BitbucketState) {
  const polls = new Map<SimPullRequest, number>();
  return [
    http.post(
      "*/repositories/:workspace/:slug/pullrequests/:id/merge",
      onPullRequest(bitbucket, async (asked) => {
        const { request, scene, repository, pullRequest } = asked;
        const refused = refusedMerge(asked);
        if (refused !== undefined) return refused;
        const body = (await bodyOf(request)) ?? {};
        if (pullRequest.id === SLOW_NUMBER) {
          const { links } = pullRequestView(scene, repository, pullRequest);
          const location = `${links.self.href}/merge/task-status/${taskOf(pullRequest)}`;
          return new HttpResponse(null, { status: 202, headers: { location } });
        }
        merge(bitbucket, { repository, pullRequest, body });
        return HttpResponse.json(pullRequestView(scene, repository, pullRequest));
      }),
    ),

    http.get(
      "*/repositories/:workspace/:slug/pullrequests/:id/merge/task-status/:task",
      onPullRequest(bitbucket, (asked) => {
        const { scene, repository, pullRequest, params } = asked;
        if (params["task"] !== taskOf(pullRequest)) {
          return refusal(400, "This task does not belong to the pull request.");
        }
        const asking = (polls.get(pullRequest) ?? 0) + 1;
        polls.set(pullRequest, asking);
        if (asking > 1 && pullRequest.state === "OPEN")
          merge(bitbucket, { repository, pullRequest, body: {} });
        const view = pullRequestView(scene, repository, pullRequest);
        const links = { self: { href: `${view.links.self.href}/merge/task-status/${params["task"]}` } };
        if (pullRequest.state !== "MERGED") return HttpResponse.json({ task_status: "PENDING", links });
        return HttpResponse.json({ task_status: "SUCCESS", links, merge_result: view });
      }),
    ),

    http.post(
      "*/repositories/:workspace/:slug/pullrequests/:id/decline",
      onPullRequest(bitbucket, ({ scene, repository, pullRequest }) => {
        const refused = refusedAsClosed(pullRequest);
        if (refused !== undefined) return refused;
        close(bitbucket, { repository, pullRequest, state: "DECLINED" });
        return HttpResponse.json(pullRequestView(scene, repository, pullRequest));
      }),
    ),
  ];
}

function taskOf({ id }: SimPullRequest): string {
  return `simulated-merge-${id}`;
}

function refusedAsClosed({ state }: SimPullRequest) {
  if (state === "OPEN") return undefined;
  return refusal(400, `This pull request is already ${state === "MERGED" ? "merged" : "declined"}.`);
}

function refusedMerge({ pullRequest, repository }: OnPullRequest) {
  const closed = refusedAsClosed(pullRequest);
  if (closed !== undefined) return closed;
  if (pullRequest.draft) return refusal(400, "You can't merge a draft pull request.");
  if (!repository.branches.has(pullRequest.destination)) {
    return refusal(409, "One of the refs changed while attempting to merge.");
  }
  return undefined;
}

function merge(
  bitbucket: BitbucketState,
  asked: { repository: SimRepository; pullRequest: SimPullRequest; body: Record<string, unknown> },
): void {
  const { repository, pullRequest, body } = asked;
  const [source, destination] = (["source", "destination"] as const).map((side) =>
    hashAt(repository, pullRequest, side),
  );
  const [from = "", to = ""] = [source, destination];
  const work = changesBetween(mergeBase(repository, from, to), repository.commits.get(from));
  const isSquash = /squash/.test(String(body["merge_strategy"] ?? ""));
  const { hash } = commit(repository, {
    author: bitbucket.world.me.handle,
    message: typeof body["message"] === "string" ? body["message"] : mergeMessage(pullRequest),
    date: bitbucket.world.now().toISOString(),
    parents: isSquash ? [to] : [from, to],
    changes: Object.fromEntries(work.map(({ path, after }) => [path, after ?? null])),
  });
  close(bitbucket, { repository, pullRequest, state: "MERGED" });
  pullRequest.mergeCommit = hash;
  repository.branches.set(pullRequest.destination, hash);
  const closes = body["close_source_branch"] ?? pullRequest.closeSourceBranch;
  if (closes === true) repository.branches.delete(pullRequest.source);
}

function close(
  { world }: BitbucketState,
  ended: { repository: SimRepository; pullRequest: SimPullRequest; state: "MERGED" | "DECLINED" },
): void {
  const { repository, pullRequest, state } = ended;
  pullRequest.closedAt = {
    source: hashAt(repository, pullRequest, "source"),
    destination: hashAt(repository, pullRequest, "destination"),
  };
  pullRequest.state = state;
  pullRequest.closedBy = world.me.handle;
  pullRequest.updated = world.now().toISOString();
}
