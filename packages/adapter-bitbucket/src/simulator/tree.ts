import { HttpResponse, http } from "@pm-orchestrator/simulator";
import { type OnRepository, onRepository, paged, refusal } from "./answers.js";
import { touches } from "./commits.js";
import { commitNamed, historyOf } from "./git.js";
import type { BitbucketState, SimCommit, SimFile, SimRepository } from "./state.js";
import type { Scene } from "./views.js";
import { commitView, linksOfCommit } from "./views-git.js";

/** Files and folders at commits, and what happened to them. */
export function treeHandlers(bitbucket: BitbucketState) {
  return [
    http.get(
      "*/repositories/:workspace/:slug/src/:commit/*",
      onPlace(bitbucket, (asked) => {
        const { request, repository, query, commit, path } = asked;
        const file = commit.files.get(path);
        const isMeta = query.get("format") === "meta";
        if (file !== undefined) return isMeta ? HttpResponse.json(fileView(asked, path)) : raw(file);
        const depth = Number(query.get("max_depth") ?? 1);
        const entries = entriesIn(commit, path, depth);
        if (entries.length === 0 && path !== "") return refusal(404, `No such file or directory: ${path}`);
        if (isMeta) return HttpResponse.json(folderView(asked, path));
        return paged(request, entries, {
          largest: 100,
          view: (entry) =>
            repository.commits.get(commit.hash)?.files.has(entry)
              ? fileView(asked, entry)
              : folderView(asked, entry),
        });
      }),
    ),

    http.get(
      "*/repositories/:workspace/:slug/filehistory/:commit/*",
      onPlace(bitbucket, (asked) => {
        const { request, repository, scene, query, commit, path } = asked;
        const found = historyOf(repository, commit.hash).filter((one) => touches(repository, one, path));
        if (found.length === 0) return refusal(404, `No such file or directory: ${path}`);
        const asksForMore = (query.get("fields") ?? "").includes("commit.message");
        return paged(request, found, {
          largest: 100,
          view: (one) => ({
            ...fileView({ ...asked, commit: one }, path),
            ...(asksForMore ? { commit: commitView(scene, repository, one) } : {}),
          }),
        });
      }),
    ),
  ];
}

interface OnPlace extends OnRepository {
  commit: SimCommit;
  /** Without slashes around it; empty for the root. */
  path: string;
}

function onPlace(bitbucket: BitbucketState, answer: (asked: OnPlace) => Response) {
  return onRepository(bitbucket, (asked) => {
    const commit = commitNamed(asked.repository, String(asked.params["commit"]));
    if (commit === undefined) return refusal(404, "Commit not found");
    const [, rest = ""] =
      /\/(?:src|filehistory)\/[^/]+\/(.*)$/.exec(new URL(asked.request.url).pathname) ?? [];
    return answer({ ...asked, commit, path: decodeURIComponent(rest).replace(/\/+$/, "") });
  });
}

/** Files and folders below a folder, so many levels deep. */
function entriesIn({ files }: SimCommit, folder: string, depth: number): string[] {
  const start = folder === "" ? "" : `${folder}/`;
  const found = new Set<string>();
  for (const path of files.keys()) {
    if (!path.startsWith(start)) continue;
    const parts = path.slice(start.length).split("/").slice(0, depth);
    for (const [index] of parts.entries()) found.add(start + parts.slice(0, index + 1).join("/"));
  }
  return [...found].sort();
}

interface At {
  scene: Scene;
  repository: SimRepository;
  commit: SimCommit;
}

function fileView(at: At, path: string) {
  const file = at.commit.files.get(path) ?? "";
  return {
    ...entryView(at, path),
    type: "commit_file",
    size: typeof file === "string" ? Buffer.byteLength(file) : file.byteLength,
    attributes: typeof file === "string" ? [] : ["binary"],
    escaped_path: encodeURI(path),
  };
}

function folderView(at: At, path: string) {
  return { ...entryView(at, path), type: "commit_directory" };
}

function entryView({ scene, repository, commit }: At, path: string) {
  const { workspace, slug } = repository;
  const self = `${scene.base}/repositories/${workspace}/${slug}/src/${commit.hash}/${path}`;
  return {
    path,
    commit: { type: "commit", hash: commit.hash, links: linksOfCommit(scene, repository, commit.hash) },
    links: { self: { href: self }, meta: { href: `${self}?format=meta` } },
  };
}

function raw(file: SimFile): Response {
  const type = typeof file === "string" ? "text/plain" : "application/octet-stream";
  const headers = { "content-type": type, "content-disposition": "attachment" };
  return new HttpResponse(typeof file === "string" ? file : new Uint8Array(file), { headers });
}
