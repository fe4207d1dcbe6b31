import { http, type RequestHandler } from "@pm-orchestrator/simulator";
import { unauthorized } from "./views.js";

/** A request that a route takes. */
export interface SimCall {
  request: Request;
  query: URLSearchParams;
  /** A named part of the path. */
  part(name: string): string;
  /** The JSON that was sent. */
  body<Body>(): Promise<Body>;
}

const METHODS = {
  GET: http.get,
  POST: http.post,
  PUT: http.put,
  DELETE: http.delete,
} as const;

/** Answers an endpoint such as `GET /wiki/api/v2/pages/:id`, for whoever presents the simulated credentials. */
export function route(
  endpoint: `${keyof typeof METHODS} ${string}`,
  answer: (call: SimCall) => Response | Promise<Response>,
): RequestHandler {
  const [method = "", path = ""] = endpoint.split(" ");
  return METHODS[method as keyof typeof METHODS](`*${path}`, ({ request, params }) => {
    const refused = unauthorized(request);
    if (refused) return refused;
    return answer({
      request,
      query: new URL(request.url).searchParams,
      part: (name) => String(params[name]),
      body: async <Body>() => (await request.json()) as Body,
    });
  });
}

/** Lists in a query come repeated or parted by commas. */
export function valuesOf(query: URLSearchParams, name: string): string[] {
  return query.getAll(name).flatMap((value) => value.split(","));
}

export function isLong(id: string): boolean {
  return /^[0-9]{1,19}$/.test(id) && BigInt(id) < 2n ** 63n;
}
