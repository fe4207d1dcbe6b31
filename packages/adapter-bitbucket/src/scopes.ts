import type { GrantedScopes, ScopeNeed } from "@pm-orchestrator/core";
import { accessTo } from "./access.js";

type Need = Exclude<ScopeNeed, string>;

/** What scopes of OAuth and access tokens bring along, without what that brings along in turn. API tokens have no such thing. */
const IMPLIED: ReadonlyMap<string, readonly string[]> = new Map([
  ["account:write", ["account"]],
  ["issue:write", ["issue"]],
  ["pipeline:variable", ["pipeline"]],
  ["pipeline:write", ["pipeline"]],
  ["project", ["repository"]],
  ["pullrequest", ["repository"]],
  ["pullrequest:write", ["pullrequest", "repository:write"]],
  ["repository:write", ["repository"]],
  ["runner:write", ["runner"]],
  ["snippet:write", ["snippet"]],
  ["team:write", ["team"]],
  ["test:write", ["test"]],
]);

/** Scopes with everything that they imply, each once. */
export function withImplied(scopes: Iterable<string>): string[] {
  const all = new Set(scopes);
  // What is added while a set is walked is walked too.
  for (const scope of all) for (const implied of IMPLIED.get(scope) ?? []) all.add(implied);
  return [...all];
}

/**
 * The scopes of credentials, which Bitbucket names beside its answers and its refusals. Undefined where it does not.
 *
 * @see https://developer.atlassian.com/cloud/bitbucket/rest/intro/#authentication
 */
export function readGrantedScopes(headers: Headers, credentials: string): GrantedScopes | undefined {
  const told = headers.get("x-oauth-scopes");
  if (told === null) return undefined;
  return { credentials, scopes: withImplied(told.split(/[\s,]+/).filter(Boolean)) };
}

/**
 * What an operation asks for that calls these endpoints: it cannot do without the first and those in `always`; the others
 * look names up, or read a part of the result.
 */
export function scopesOf(endpoints: readonly string[], always: readonly string[] = []): Need[] {
  const isNeeded = (endpoint: string, at: number) => at === 0 || always.includes(endpoint);
  const whole = endpoints.filter(isNeeded).flatMap(needsOf);
  const partly = endpoints
    .filter((endpoint, at) => !isNeeded(endpoint, at))
    .flatMap(needsOf)
    .map((need): Need => ({ ...need, partly: true }));
  const needs: Need[] = [];
  for (const need of [...whole, ...partly]) {
    if (!needs.some((earlier) => covers(earlier, need))) needs.push(need);
  }
  return needs;
}

/** In the scopes of API tokens, and of access tokens, for which one scope stands for all of them. */
function needsOf(endpoint: string): Need[] {
  const { granular, classic } = accessTo(endpoint);
  return granular.map((scope, at) => ({
    any: [scope],
    instead: { access_token: classic === undefined || at > 0 ? [] : [classic] },
  }));
}

/** Whether whoever has what one need asks for has what another asks for, too. */
function covers(one: Need, other: Need): boolean {
  const classic = withImplied(one.instead?.["access_token"] ?? []);
  const wanted = other.instead?.["access_token"] ?? [];
  return one.any[0] === other.any[0] && wanted.every((scope) => classic.includes(scope));
}
