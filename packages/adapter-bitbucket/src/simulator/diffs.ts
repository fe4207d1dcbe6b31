import { HttpResponse, http } from "@pm-orchestrator/simulator";
import { type OnRepository, onPullRequest, onRepository, paged, refusal } from "./answers.js";
import { diffOf } from "./diff.js";
import { changesBetween, commitNamed, commitsBetween, mergeBase } from "./git.js";
import type { BitbucketState, SimCommit } from "./state.js";
import { hashAt } from "./views.js";
import { diffstatView, patchOf } from "./views-git.js";

/** Differences between commits; those of pull requests are found by a redirect, as Bitbucket does it. */
export function diffHandlers(bitbucket: BitbucketState) {
  const text = (content: string) =>
    new HttpResponse(content, { headers: { "content-type": "text/plain; charset=utf-8" } });
  return [
    ...["diff", "diffstat", "patch"].map((part) =>
      http.get(
        `*/repositories/:workspace/:slug/pullrequests/:id/${part}`,
        onPullRequest(bitbucket, ({ scene, repository, pullRequest }) => {
          const { workspace, slug } = repository;
          const [source, destination] = (["source", "destination"] as const).map((side) =>
            hashAt(repository, pullRequest, side).slice(0, 12),
          );
          const spec = encodeURIComponent(`${workspace}/${slug}:${source}\r${destination}`);
          const location = `${scene.base}/repositories/${workspace}/${slug}/${part}/${spec}`;
          const query = `from_pullrequest_id=${pullRequest.id}&topic=true`;
          return new HttpResponse(null, { status: 302, headers: { location: `${location}?${query}` } });
        }),
      ),
    ),

    http.get(
      "*/repositories/:workspace/:slug/diff/:spec",
      onSpec(bitbucket, ({ query, from, to }) => {
        const context = Number(query.get("context") ?? 3);
        return text(
          changesIn(query, from, to)
            .map((change) => diffOf(change, context))
            .join(""),
        );
      }),
    ),

    http.get(
      "*/repositories/:workspace/:slug/diffstat/:spec",
      onSpec(bitbucket, ({ request, query, from, to }) =>
        paged(request, changesIn(query, from, to), { largest: 500, view: diffstatView }),
      ),
    ),

    http.get(
      "*/repositories/:workspace/:slug/patch/:spec",
      onSpec(bitbucket, ({ scene, repository, from, to }) => {
        const commits = commitsBetween(repository, to.hash, from?.hash ?? "").reverse();
        const patches = commits.map((commit) => {
          const parent = repository.commits.get(commit.parents[0] ?? "");
          return patchOf(scene, commit, changesBetween(parent, commit));
        });
        return text(patches.join("\n"));
      }),
    ),
  ];
}

interface OnSpec extends OnRepository {
  /** Absent for the first commit of all. */
  from: SimCommit | undefined;
  to: SimCommit;
}

/** Two commits, the one with the changes first; or one, which is compared with its parent. */
function onSpec(bitbucket: BitbucketState, answer: (asked: OnSpec) => Response | Promise<Response>) {
  return onRepository(bitbucket, (asked) => {
    const { repository, params, query } = asked;
    const spec = String(params["spec"]).replace(/^[^:]*:/, "");
    const names = spec.split(/\r|\.\./);
    const [to, other] = names.map((name) => commitNamed(repository, name));
    if (to === undefined || (names.length > 1 && other === undefined)) {
      return refusal(404, "Commit not found");
    }
    if (other === undefined)
      return answer({ ...asked, to, from: repository.commits.get(to.parents[0] ?? "") });
    const isTopic = query.get("topic") !== "false";
    return answer({ ...asked, to, from: isTopic ? mergeBase(repository, to.hash, other.hash) : other });
  });
}

function changesIn(query: URLSearchParams, from: SimCommit | undefined, to: SimCommit) {
  const wanted = query.getAll("path");
  return changesBetween(from, to).filter(
    ({ path }) => wanted.length === 0 || wanted.some((one) => path === one || path.startsWith(`${one}/`)),
  );
}
