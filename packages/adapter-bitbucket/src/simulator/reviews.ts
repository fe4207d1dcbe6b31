import { HttpResponse, http } from "@pm-orchestrator/simulator";
import { onPullRequest, refusal } from "./answers.js";
import type { BitbucketState, SimPullRequest } from "./state.js";
import { participantView } from "./views.js";

/** Approvals and requests for changes: somebody has one verdict at most. */
export function reviewHandlers(bitbucket: BitbucketState) {
  return [
    ...verdict(bitbucket, { part: "approve", list: "approvedBy", said: "approved" }),
    ...verdict(bitbucket, {
      part: "request-changes",
      list: "changesRequestedBy",
      said: "requested changes on",
    }),
  ];
}

interface Verdict {
  part: string;
  list: "approvedBy" | "changesRequestedBy";
  said: string;
}

function verdict(bitbucket: BitbucketState, { part, list, said }: Verdict) {
  const path = `*/repositories/:workspace/:slug/pullrequests/:id/${part}`;
  const me = bitbucket.world.me.handle;
  const merged = "You can't do that: the pull request is already merged.";
  return [
    http.post(
      path,
      onPullRequest(bitbucket, ({ scene, pullRequest }) => {
        if (pullRequest.state === "MERGED") return refusal(400, merged);
        if (pullRequest[list].includes(me)) return refusal(409, `You already ${said} this pull request.`);
        withdraw(pullRequest, me);
        pullRequest[list].push(me);
        pullRequest.updated = bitbucket.world.now().toISOString();
        return HttpResponse.json(participantView(scene, pullRequest, me));
      }),
    ),

    http.delete(
      path,
      onPullRequest(bitbucket, ({ pullRequest }) => {
        if (pullRequest.state === "MERGED") return refusal(400, merged);
        if (!pullRequest[list].includes(me)) return refusal(404, `You haven't ${said} this pull request.`);
        withdraw(pullRequest, me);
        return new HttpResponse(null, { status: 204 });
      }),
    ),
  ];
}

function withdraw(pullRequest: SimPullRequest, who: string): void {
  pullRequest.approvedBy = pullRequest.approvedBy.filter((handle) => handle !== who);
  pullRequest.changesRequestedBy = pullRequest.changesRequestedBy.filter((handle) => handle !== who);
}
