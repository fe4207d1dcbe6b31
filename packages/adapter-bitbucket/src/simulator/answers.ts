import { HttpResponse } from "@pm-orchestrator/simulator";
import { type BitbucketState, type SimRepository, uuidOf } from "./state.js";

/** An error as Bitbucket words it; `more` is what else stands in `error`. */
export function refusal(status: number, message: string, more: { detail?: unknown; fields?: object } = {}) {
  return HttpResponse.json({ type: "error", error: { message, ...more } }, { status });
}

/** 401 when the simulated credentials are not presented, as Bitbucket says it; otherwise undefined. */
export function unauthorized(request: Request) {
  const [scheme, value = ""] = (request.headers.get("authorization") ?? "").split(" ");
  const pair = Buffer.from(value, "base64").toString("utf8");
  const token = pair.slice(pair.indexOf(":") + 1);
  if (scheme === "Basic" && pair.includes(":") && token === "simulated-api_token") return undefined;
  return HttpResponse.json(
    {
      type: "error",
      error: { message: "Token is invalid, expired, or not supported for this endpoint." },
    },
    { status: 401, headers: { "www-authenticate": 'Basic realm="Bitbucket.org HTTP"' } },
  );
}

type PathParams = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The repository that a path names by slugs or uuids, or the answer that refuses it. */
export function repositoryIn(
  { repositories, workspace }: BitbucketState,
  request: Request,
  params: PathParams,
): { repository: SimRepository } | { refused: Response } {
  const refused = unauthorized(request) ?? noWorkspace(workspace.slug, String(params["workspace"]));
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

/** 404 when there is no such workspace. */
export function noWorkspace(known: string, asked: string) {
  const isKnown = [known, uuidOf(`workspace:${known}`)].includes(asked.toLowerCase());
  return isKnown ? undefined : refusal(404, `No workspace with identifier '${asked}'.`);
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
