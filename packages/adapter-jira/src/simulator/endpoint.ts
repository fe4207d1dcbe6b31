import { baseOf, HttpResponse, type http } from "@pm-orchestrator/simulator";
import { refusal, unauthorized } from "./views.js";

/** One request, as a handler wants it. */
export interface SimCall {
  request: Request;
  query: URLSearchParams;
  /** Where this Jira lives, as the caller sees it. */
  base: string;
  /** A part of the path. */
  param(name: string): string;
  /** The body, of which nothing is known. */
  json<Body>(): Promise<Partial<Body>>;
}

/** A handler behind the log-in: whoever does not present the simulated credentials gets 401. */
export function endpoint(answer: (call: SimCall) => Response | Promise<Response>) {
  return (async ({ request, params }) =>
    unauthorized(request) ??
    answer({
      request,
      query: new URL(request.url).searchParams,
      base: baseOf(request, "jira"),
      param: (name) => String(params[name]),
      json: async <Body>() => (await request.json()) as Partial<Body>,
    })) satisfies Parameters<typeof http.get>[1];
}

/** A page by offset, in the form that Jira gives most of its lists. */
export function pageAt(call: SimCall, all: readonly unknown[], list = "values") {
  const startAt = Number(call.query.get("startAt") ?? 0);
  const maxResults = Math.min(Number(call.query.get("maxResults") ?? 50), 1000);
  const items = all.slice(startAt, startAt + maxResults);
  const isLast = startAt + items.length >= all.length;
  return HttpResponse.json({
    startAt,
    maxResults,
    total: all.length,
    ...(list === "values" ? { isLast } : {}),
    [list]: items,
  });
}

/** 404 in Jira's words. */
export function missing(message: string) {
  return refusal(404, [message]);
}

/** 204. */
export function nothing() {
  return new HttpResponse(null, { status: 204 });
}
