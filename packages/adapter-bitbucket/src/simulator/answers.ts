import { HttpResponse } from "@pm-orchestrator/simulator";
import { BbqlProblem } from "./bbql.js";
import { refuseCaller } from "./caller.js";
import { type BitbucketState, type SimPullRequest, type SimRepository, uuidOf } from "./state.js";
import { type Scene, sceneOf } from "./views.js";

/** An error as Bitbucket words it; `more` is what else stands in `error`. */
export function refusal(status: number, message: string, more: { detail?: unknown; fields?: object } = {}) {
  return HttpResponse.json({ type: "error", error: { message, ...more } }, { status });
}

export type PathParams = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The repository that a path names by slugs or uuids, or the answer that refuses it. */
export function repositoryIn(
  { repositories, workspace }: BitbucketState,
  request: Request,
  params: PathParams,
): { repository: SimRepository } | { refused: Response } {
  const refused = refuseCaller(request) ?? noWorkspace(workspace.slug, String(params["workspace"]));
  if (refused !== undefined) return { refused };
  const asked = String(params["slug"]).toLowerCase();
  const repository = repositories.find(
    ({ slug }) => slug === asked || uuidOf(`repository:${slug}`) === asked,
  );
  if (repository === undefined) {
    return { refused: refusal(404, `Repository ${workspace.slug}/${asked} not found`) };
  }
  if (!repository.readable) {
    return { refused: refusal(403, "Access denied. You must have read access to this repository.") };
  }
  return { repository };
}

/** What a handler is given: everything that its path names is there. */
export interface OnRepository {
  repository: SimRepository;
  scene: Scene;
  request: Request;
  query: URLSearchParams;
  params: PathParams;
}

export interface OnPullRequest extends OnRepository {
  pullRequest: SimPullRequest;
}

/** What a path asks for. */
export interface Asked {
  request: Request;
  params: PathParams;
}

/** Answers on a repository of the path, or refuses as {@link repositoryIn} does. */
export function onRepository(
  bitbucket: BitbucketState,
  answer: (asked: OnRepository) => Response | Promise<Response>,
) {
  return ({ request, params }: Asked) => {
    const found = repositoryIn(bitbucket, request, params);
    if ("refused" in found) return found.refused;
    const scene = sceneOf(bitbucket, request);
    return answer({ ...found, scene, request, params, query: new URL(request.url).searchParams });
  };
}

/** Answers on a pull request of the path, or refuses. */
export function onPullRequest(
  bitbucket: BitbucketState,
  answer: (asked: OnPullRequest) => Response | Promise<Response>,
) {
  return onRepository(bitbucket, (asked) => {
    const pullRequest = asked.repository.pullRequests.get(Number(asked.params["id"]));
    return pullRequest === undefined ? refusal(404, "Not found") : answer({ ...asked, pullRequest });
  });
}

/** 404 when there is no such workspace. */
export function noWorkspace(known: string, asked: string) {
  const isKnown = [known, uuidOf(`workspace:${known}`)].includes(asked.toLowerCase());
  return isKnown ? undefined : refusal(404, `No workspace with identifier '${asked}'.`);
}

/** Tells a query that cannot be read, as Bitbucket does. */
export function refusingBbql(answer: () => Response): Response {
  try {
    return answer();
  } catch (error) {
    if (error instanceof BbqlProblem) return refusal(400, error.message);
    throw error;
  }
}

/** The body of a request, if it is a JSON object. */
export async function bodyOf(request: Request): Promise<Record<string, unknown> | undefined> {
  const body: unknown = await request.json().catch(() => undefined);
  return typeof body === "object" && body !== null && !Array.isArray(body)
    ? (body as Record<string, unknown>)
    : undefined;
}

interface PageOptions<Item> {
  /** The most that may be asked for at once. */
  largest: number;
  view(item: Item): object;
}

/** One page of a list, with the links around it. */
export function paged<Item>(request: Request, items: readonly Item[], { largest, view }: PageOptions<Item>) {
  const url = new URL(request.url);
  const pagelen = Number(url.searchParams.get("pagelen") ?? Math.min(10, largest));
  const page = Number(url.searchParams.get("page") ?? 1);
  if (!Number.isInteger(pagelen) || pagelen < 1 || pagelen > largest) return refusal(400, "Invalid pagelen");
  if (!Number.isInteger(page) || page < 1) return refusal(404, "Invalid page");
  const link = (number: number) => {
    const to = new URL(url);
    to.searchParams.set("page", String(number));
    return to.href;
  };
  const end = page * pagelen;
  return HttpResponse.json({
    values: items.slice(end - pagelen, end).map(view),
    pagelen,
    size: items.length,
    page,
    ...(end < items.length ? { next: link(page + 1) } : {}),
    ...(page > 1 ? { previous: link(page - 1) } : {}),
  });
}
