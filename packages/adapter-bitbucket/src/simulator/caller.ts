import { HttpResponse } from "@pm-orchestrator/simulator";
import { ACCESS, type Access } from "../access.js";
import { withImplied } from "../scopes.js";
import { signInRefused } from "./turned-away.js";

/** What the simulated credentials may do. */
interface Caller {
  /** API tokens have scopes of another family than OAuth and access tokens. */
  family: "granular" | "classic";
  scopes: readonly string[];
}

/** A path of files may have any number of parts; every other placeholder is one. The fewer there are, the closer it fits. */
const ENDPOINTS = ACCESS.flatMap((access) => access.endpoints.map((endpoint) => ({ endpoint, access })))
  .map(({ endpoint, access }) => {
    const pattern = endpoint.replace(/\{(\w+)\}/g, (_hole, name) => (name === "path" ? ".*" : "[^/]+"));
    return { access, fits: new RegExp(`^${pattern}$`), holes: endpoint.split("{").length };
  })
  .sort((one, other) => one.holes - other.holes);

/**
 * Refuses credentials that are not known (401), or whose scopes do not open what they ask for (403); undefined when all
 * is well. `simulated-api_token` with an e-mail address, and `simulated-access_token` as Bearer, have every scope of
 * their family; `simulated-api_token/read:user:bitbucket,read:repository:bitbucket` has these two.
 */
export function refuseCaller(request: Request): Response | undefined {
  const caller = callerOf(request);
  if (caller === undefined) {
    return signInRefused();
  }
  const required = requiredOf(request, caller);
  if (required === undefined || isOpen(required, caller)) return undefined;
  return HttpResponse.json(
    {
      type: "error",
      error: {
        message: "Your credentials lack one or more required privilege scopes.",
        detail: { required, granted: caller.scopes },
      },
    },
    { status: 403 },
  );
}

/** What Bitbucket says of scopes beside every answer to credentials that it knows. */
export function scopeHeaders(request: Request): Record<string, string> {
  const caller = callerOf(request);
  if (caller === undefined) return {};
  return {
    "x-oauth-scopes": caller.scopes.join(", "),
    "x-accepted-oauth-scopes": (requiredOf(request, caller) ?? []).join(", "),
  };
}

function callerOf(request: Request): Caller | undefined {
  const [scheme, value = ""] = (request.headers.get("authorization") ?? "").split(" ");
  if (scheme === "Bearer") return holderOf(value, "simulated-access_token", "classic");
  if (scheme !== "Basic") return undefined;
  const [, token = ""] = /^[^:]*:(.*)$/.exec(Buffer.from(value, "base64").toString("utf8")) ?? [];
  return holderOf(token, "simulated-api_token", "granular");
}

function holderOf(token: string, known: string, family: Caller["family"]): Caller | undefined {
  const [name, ...limited] = token.split("/");
  if (name !== known) return undefined;
  if (limited.length === 0) return { family, scopes: everyScope(family) };
  return { family, scopes: withImplied(limited.join("/").split(",").filter(Boolean)) };
}

/** The scopes that a request needs; empty where any will do. Undefined for an address that this adapter never calls. */
function requiredOf(request: Request, { family }: Caller): readonly string[] | undefined {
  const path = new URL(request.url).pathname.replace(/^\/[^/]*/, "");
  const access = ENDPOINTS.find(({ fits }) => fits.test(`${request.method} ${path}`))?.access;
  return access && scopesIn(access, family);
}

function isOpen(required: readonly string[], { scopes }: Caller): boolean {
  return required.length === 0 ? scopes.length > 0 : required.every((scope) => scopes.includes(scope));
}

function scopesIn({ granular, classic }: Access, family: Caller["family"]): readonly string[] {
  if (family === "granular") return granular;
  return classic === undefined ? [] : [classic];
}

function everyScope(family: Caller["family"]): string[] {
  return [...new Set(ACCESS.flatMap((access) => scopesIn(access, family)))].sort();
}
