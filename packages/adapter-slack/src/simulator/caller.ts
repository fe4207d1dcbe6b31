import { METHODS, needsOf, type SlackMethod } from "../methods.js";
import { SlackRefusal } from "./refusal.js";
import { BOT, type SlackState } from "./state.js";

/** Arguments of a call, wherever they stood. */
export type Arguments = ReadonlyMap<string, string>;

/** Who calls: by handle. */
export interface Caller {
  handle: string;
  isBot: boolean;
  /** What the token may do. */
  scopes: readonly string[];
}

/**
 * Whose token it is. `simulated-bot_token` and `simulated-user_token` have every scope that there is for their kind;
 * `simulated-bot_token/chat:write,channels:read` has these two.
 */
export function callerOf(request: Request, args: Arguments, slack: SlackState): Caller {
  const token = request.headers.get("authorization")?.replace(/^Bearer\s*/i, "") ?? args.get("token") ?? "";
  const [, kind, limited] = /^simulated-(bot|user)_token(?:\/(.*))?$/.exec(token) ?? [];
  if (kind === undefined) throw new SlackRefusal(token === "" ? "not_authed" : "invalid_auth");
  const isBot = kind === "bot";
  return {
    handle: isBot ? BOT : slack.world.me.handle,
    isBot,
    scopes: limited === undefined ? everyScope(isBot) : limited.split(",").filter(Boolean),
  };
}

/** Refuses a call for which the token has no scope. Any of a method's scopes is enough, whatever the channel. */
export function requireScope(method: SlackMethod, { scopes }: Caller): void {
  const accepted = scopesOf(method);
  if (accepted.length === 0 || accepted.some((scope) => scopes.includes(scope))) return;
  throw new SlackRefusal("missing_scope", { needed: accepted.join(","), provided: scopes.join(",") });
}

/** What Slack says of scopes beside every answer to a token that it knows. */
export function scopeHeaders(method: SlackMethod, { scopes }: Caller): Record<string, string> {
  return { "x-oauth-scopes": scopes.join(","), "x-accepted-oauth-scopes": scopesOf(method).join(",") };
}

function scopesOf(method: SlackMethod): string[] {
  const { scope, or = [] } = needsOf(method);
  return scope === undefined ? [] : [scope, ...or];
}

function everyScope(isBot: boolean): string[] {
  const methods = (Object.keys(METHODS) as SlackMethod[]).filter(
    (method) => !isBot || needsOf(method).token !== "user",
  );
  return [...new Set(methods.flatMap(scopesOf))].sort();
}
