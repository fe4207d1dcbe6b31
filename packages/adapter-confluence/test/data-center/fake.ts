import { answeringFetch, benchFor } from "@pm-orchestrator/adapter-kit/testing";
import type { UpstreamGate } from "@pm-orchestrator/core";
import adapter from "../../src/index.js";
import { failure, type Route } from "./fake-answers.js";
import { contentRoutes } from "./fake-content.js";
import { siteRoutes } from "./fake-site.js";
import { newWorld } from "./world.js";

/** With a context path, as most Data Centers have one. */
export const BASE = "https://wiki.acme.example/confluence";

export interface FakeOptions {
  base_url?: string;
  /** Answers in place of the fake where it gives a response. */
  instead?(request: Request): Response | undefined;
  /** Whether failed attempts are repeated. Default: never. */
  gate?: UpstreamGate;
}

/**
 * The adapter against a small Confluence Data Center: v1 of the API below `BASE`, parts of content only where `expand`
 * names them, lists by `start` and `limit`, and 404 for everything that Data Center does not have.
 */
export function dataCenter({ base_url = BASE, instead, gate }: FakeOptions = {}) {
  const world = newWorld();
  const base = base_url.replace(/\/+$/, "");
  const respond = async (request: Request): Promise<Response> => {
    if (request.headers.get("authorization") !== "Bearer pat-1") return failure(401, "Who are you?");
    const url = new URL(request.url);
    const path = url.href.startsWith(`${base}/`)
      ? url.pathname.slice(new URL(base).pathname.replace(/\/$/, "").length)
      : "";
    const isForm = request.headers.get("content-type")?.startsWith("multipart/") === true;
    for (const [line, route] of Object.entries(ROUTES)) {
      const [method, pattern = ""] = line.split(" ");
      const match = new RegExp(`^${pattern.replace(/\{\w+\}/g, "([^/]+)")}$`).exec(path);
      if (method !== request.method || match === null) continue;
      const answer = route({
        world,
        query: url.searchParams,
        parts: match.slice(1).map(decodeURIComponent),
        body: isForm || request.body === null ? {} : ((await request.json()) as Record<string, unknown>),
        ...(isForm ? { form: await request.formData() } : {}),
      });
      if (answer === undefined) break;
      return answer instanceof Response ? answer : Response.json(answer);
    }
    return failure(404, `No content found at ${path}`);
  };
  const sent: Request[] = [];
  const fetch = answeringFetch(async (request) => {
    sent.push(request.clone());
    return instead?.(request.clone()) ?? respond(request);
  });
  const bench = benchFor(adapter, {
    fetch,
    settings: { base_url, personal_token: "pat-1" },
    ...(gate && { gate }),
  });
  return Object.assign(bench, { sent, world });
}

/** What a test looks at of a request: `GET /rest/api/content/1 {query}`. */
export function asked(request: Request) {
  const { pathname, searchParams } = new URL(request.url);
  return {
    call: `${request.method} ${pathname.replace(/^\/confluence/, "")}`,
    query: Object.fromEntries(
      [...new Set(searchParams.keys())].map((name) => [name, searchParams.getAll(name).join("|")]),
    ),
  };
}

export const callsOf = (sent: readonly Request[]) => sent.map((request) => asked(request).call);

/** The writes, with what they carried. */
export function writesOf(sent: readonly Request[]) {
  return Promise.all(
    sent
      .filter(({ method }) => method !== "GET")
      .map(async (request) => {
        const isJson = request.headers.get("content-type")?.startsWith("application/json") === true;
        return { ...asked(request), ...(isJson ? { body: await request.clone().json() } : {}) };
      }),
  );
}

const ROUTES: Readonly<Record<string, Route>> = { ...siteRoutes, ...contentRoutes };
