import { HttpResponse, http } from "@pm-orchestrator/simulator";
import { bodyOf, type OnRepository, onRepository, refusal } from "./answers.js";
import { commitNamed } from "./git.js";
import { listed } from "./listing.js";
import type { BitbucketState, SimRepository } from "./state.js";
import { bitbucketTime, type Scene, userView } from "./views.js";
import { commitView } from "./views-git.js";

const FIELDS = ["name", "type", "target.hash", "target.date"];

/** Branches and tags. */
export function refHandlers(bitbucket: BitbucketState) {
  const all = "*/repositories/:workspace/:slug/refs";
  return [
    http.get(
      all,
      onRepository(bitbucket, ({ request, scene, repository }) =>
        listed(request, [...branchViews(scene, repository), ...tagViews(scene, repository)].map(inShort), {
          fields: FIELDS,
        }),
      ),
    ),
    http.get(
      `${all}/branches`,
      onRepository(bitbucket, ({ request, scene, repository }) =>
        listed(request, branchViews(scene, repository), { fields: FIELDS, sort: "name" }),
      ),
    ),
    http.get(
      `${all}/tags`,
      onRepository(bitbucket, ({ request, scene, repository }) =>
        listed(request, tagViews(scene, repository), { fields: FIELDS, sort: "name" }),
      ),
    ),
    http.get(
      `${all}/branches/:name`,
      onRepository(bitbucket, (asked) => one(asked, branchViews)),
    ),
    http.get(
      `${all}/tags/:name`,
      onRepository(bitbucket, (asked) => one(asked, tagViews)),
    ),

    http.post(
      `${all}/branches`,
      onRepository(bitbucket, async (asked) => {
        const wanted = await newRef(asked, asked.repository.branches);
        if ("refused" in wanted) return wanted.refused;
        asked.repository.branches.set(wanted.name, wanted.hash);
        return made(branchViews(asked.scene, asked.repository), wanted.name);
      }),
    ),
    http.post(
      `${all}/tags`,
      onRepository(bitbucket, async (asked) => {
        const { repository, scene } = asked;
        const wanted = await newRef(asked, repository.tags);
        if ("refused" in wanted) return wanted.refused;
        const { world } = bitbucket;
        const usual = `Added tag ${wanted.name} for changeset ${wanted.hash.slice(0, 12)}`;
        repository.tags.set(wanted.name, {
          hash: wanted.hash,
          message: wanted.message || usual,
          tagger: world.me.handle,
          date: world.now().toISOString(),
        });
        return made(tagViews(scene, repository), wanted.name);
      }),
    ),

    http.delete(
      `${all}/branches/:name`,
      onRepository(bitbucket, ({ repository, params }) => {
        const name = String(params["name"]);
        if (name === repository.mainBranch) return refusal(400, "The main branch cannot be deleted.");
        return repository.branches.delete(name) ? gone() : missing("Branch", name);
      }),
    ),
    http.delete(
      `${all}/tags/:name`,
      onRepository(bitbucket, ({ repository, params }) => {
        const name = String(params["name"]);
        return repository.tags.delete(name) ? gone() : missing("Tag", name);
      }),
    ),
  ];
}

function branchViews(scene: Scene, repository: SimRepository) {
  return [...repository.branches].flatMap(([name, hash]) => {
    const target = repository.commits.get(hash);
    if (target === undefined) return [];
    return [
      {
        type: "branch",
        name,
        target: commitView(scene, repository, target),
        merge_strategies: ["merge_commit", "squash", "fast_forward"],
        default_merge_strategy: "merge_commit",
        links: linksOf(scene, { repository, part: "branches", page: "branch", name }),
      },
    ];
  });
}

/** What both have: so they stand in one list. */
function inShort({ type, name, target, links }: ReturnType<typeof branchViews | typeof tagViews>[number]) {
  return { type, name, target, links };
}

function tagViews(scene: Scene, repository: SimRepository) {
  return [...repository.tags].flatMap(([name, { hash, message, tagger, date }]) => {
    const target = repository.commits.get(hash);
    if (target === undefined) return [];
    const user = userView(scene, tagger);
    return [
      {
        type: "tag",
        name,
        message: `${message}\n`,
        date: bitbucketTime(date),
        tagger: { type: "author", raw: `${user.display_name} <${tagger}@acme.example>`, user },
        target: commitView(scene, repository, target),
        links: linksOf(scene, { repository, part: "tags", page: "commits/tag", name }),
      },
    ];
  });
}

function linksOf(
  { base }: Scene,
  { repository, part, page, name }: { repository: SimRepository; part: string; page: string; name: string },
) {
  const { workspace, slug } = repository;
  return {
    self: { href: `${base}/repositories/${workspace}/${slug}/refs/${part}/${name}` },
    html: { href: `${base}/${workspace}/${slug}/${page}/${name}` },
  };
}

function one(
  { scene, repository, params }: OnRepository,
  views: (scene: Scene, repository: SimRepository) => { type: string; name: string }[],
): Response {
  const name = String(params["name"]);
  const found = views(scene, repository).find((ref) => ref.name === name);
  return found === undefined
    ? missing(views === tagViews ? "Tag" : "Branch", name)
    : HttpResponse.json(found);
}

function missing(what: string, name: string): Response {
  return refusal(404, `${what} "${name}" not found.`);
}

const gone = () => new HttpResponse(null, { status: 204 });

function made(views: readonly { name: string }[], name: string): Response {
  return HttpResponse.json(views.find((ref) => ref.name === name) ?? null, { status: 201 });
}

/** What a body wants to be made, or why it cannot be. */
async function newRef(
  { request, repository }: OnRepository,
  known: ReadonlyMap<string, unknown>,
): Promise<{ name: string; hash: string; message: string } | { refused: Response }> {
  const { name, target, message } = (await bodyOf(request)) ?? {};
  const wanted = (target as { hash?: unknown } | undefined)?.hash;
  if (typeof name !== "string" || name === "" || typeof wanted !== "string") {
    const fields = {
      ...(name ? {} : { name: ["required key not provided"] }),
      ...(wanted ? {} : { target: ["required key not provided"] }),
    };
    return { refused: refusal(400, "Bad request", { fields }) };
  }
  if (known.has(name)) return { refused: refusal(400, `"${name}" already exists.`) };
  const commit = commitNamed(repository, wanted);
  if (commit === undefined) return { refused: refusal(400, `Commit "${wanted}" not found`) };
  return { name, hash: commit.hash, message: typeof message === "string" ? message : "" };
}
