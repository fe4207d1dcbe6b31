import type { GrantedScopes } from "@pm-orchestrator/core";

/** Scopes of the first Slack apps, each of which stands for many: what they open cannot be told by name. */
const SWEEPING = new Set(["bot", "bot:basic", "client", "post", "read"]);

/**
 * The scopes of a token, which Slack names beside every answer, also beside refusals. Undefined when it does not, and
 * for tokens of the first apps.
 *
 * @see https://docs.slack.dev/authentication/installing-with-oauth
 */
export function readGrantedScopes(headers: Headers, credentials: string): GrantedScopes | undefined {
  const told = headers.get("x-oauth-scopes");
  if (told === null) return undefined;
  const scopes = told
    .split(",")
    .map((scope) => scope.trim())
    .filter(Boolean);
  return scopes.some((scope) => SWEEPING.has(scope)) ? undefined : { credentials, scopes };
}
