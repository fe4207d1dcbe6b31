import { HttpResponse, http } from "@pm-orchestrator/simulator";
import { bodyOf, type OnRepository, onRepository, paged, refusal } from "./answers.js";
import { changesBetween, commitNamed, historyOf } from "./git.js";
import type { BitbucketState, SimCommit, SimRepository } from "./state.js";
import { commitView, statusView } from "./views-git.js";

const STATES = ["SUCCESSFUL", "FAILED", "INPROGRESS", "STOPPED"];

/** Commits, and what builds say of them. */
export function commitHandlers(bitbucket: BitbucketState) {
  const statuses = "*/repositories/:workspace/:slug/commit/:commit/statuses";
  return [
    http.get(
      "*/repositories/:workspace/:slug/commits",
      onRepository(bitbucket, ({ request, scene, repository, query }) => {
        const given = query.getAll("include");
        const included = tipsOf(repository, given.length > 0 ? given : allRefs(repository));
        const excluded = tipsOf(repository, query.getAll("exclude"));
        if (included === undefined || excluded === undefined) return refusal(404, "Commit not found");
        const without = new Set(historyOf(repository, ...excluded).map(({ hash }) => hash));
        const path = query.get("path");
        const found = historyOf(repository, ...included)
          .filter(({ hash }) => !without.has(hash))
          .filter((commit) => path === null || touches(repository, commit, path));
        return paged(request, found, {
          largest: 100,
          view: (commit) => commitView(scene, repository, commit),
        });
      }),
    ),

    http.get(
      "*/repositories/:workspace/:slug/commit/:commit",
      onCommit(bitbucket, ({ scene, repository, commit }) =>
        HttpResponse.json(commitView(scene, repository, commit)),
      ),
    ),

    http.get(
      statuses,
      onCommit(bitbucket, ({ request, scene, repository, query, commit: { hash } }) => {
        const refname = query.get("refname");
        const found = (repository.statuses.get(hash) ?? []).filter(
          (status) => refname === null || status.refname === undefined || status.refname === refname,
        );
        return paged(request, found, {
          largest: 100,
          view: (status) => statusView(scene, { repository, hash }, status),
        });
      }),
    ),

    http.post(
      `${statuses}/build`,
      onCommit(bitbucket, async ({ request, scene, repository, commit: { hash } }) => {
        const { key, state, url, name, description, refname } = (await bodyOf(request)) ?? {};
        const fields = Object.fromEntries(
          Object.entries({ key, state, url })
            .filter(([, value]) => typeof value !== "string")
            .map(([field]) => [field, ["required key not provided"]]),
        );
        if (Object.keys(fields).length > 0) return refusal(400, "Bad request", { fields });
        if (!STATES.includes(String(state))) {
          return refusal(400, "Bad request", { fields: { state: [`${state} is not a valid state`] } });
        }
        const now = bitbucket.world.now().toISOString();
        const known = repository.statuses.get(hash) ?? [];
        const earlier = known.find((status) => status.key === key);
        const status = {
          key: String(key),
          state: String(state),
          name: typeof name === "string" ? name : "",
          description: typeof description === "string" ? description : "",
          url: String(url),
          ...(typeof refname === "string" ? { refname } : {}),
          created: earlier?.created ?? now,
          updated: now,
        };
        repository.statuses.set(hash, [...known.filter((one) => one !== earlier), status]);
        return HttpResponse.json(statusView(scene, { repository, hash }, status), { status: 201 });
      }),
    ),
  ];
}

interface OnCommit extends OnRepository {
  commit: SimCommit;
}

/** Answers on a commit of the path, or refuses. */
function onCommit(bitbucket: BitbucketState, answer: (asked: OnCommit) => Response | Promise<Response>) {
  return onRepository(bitbucket, (asked) => {
    const commit = commitNamed(asked.repository, String(asked.params["commit"]));
    return commit === undefined ? refusal(404, "Commit not found") : answer({ ...asked, commit });
  });
}

/** Whether a commit changed a file, or something in a folder, against its first parent. */
export function touches(repository: SimRepository, commit: SimCommit, path: string): boolean {
  const wanted = path.replace(/\/+$/, "");
  const parent = repository.commits.get(commit.parents[0] ?? "");
  return changesBetween(parent, commit).some(
    (change) => change.path === wanted || change.path.startsWith(`${wanted}/`),
  );
}

function tipsOf(repository: SimRepository, names: readonly string[]): string[] | undefined {
  const tips = names.map((name) => commitNamed(repository, name)?.hash);
  return tips.every((hash) => hash !== undefined) ? tips : undefined;
}

function allRefs({ branches, tags }: SimRepository): string[] {
  return [...branches.keys(), ...tags.keys()];
}
