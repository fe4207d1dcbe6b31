import { HttpResponse, http, markRefused } from "@pm-orchestrator/simulator";
import type { SlackMethod } from "../methods.js";
import { type Arguments, type Caller, callerOf, requireScope, scopeHeaders } from "./caller.js";
import { SlackRefusal } from "./refusal.js";
import type { SimChannel, SlackState } from "./state.js";
import { BOT } from "./state.js";
import { userId } from "./views.js";

export { type Arguments, type Caller, callerOf } from "./caller.js";
export { SlackRefusal } from "./refusal.js";

interface Method {
  /** `user` when bots are refused. */
  token?: "user";
  answer(call: { args: Arguments; caller: Caller; request: Request }): Record<string, unknown>;
}

/** The handler of one method of the Web API. Arguments come in the address, as a form, or as JSON. */
export function slackMethod(name: SlackMethod, slack: SlackState, { token, answer }: Method) {
  return http.all(`*/${name}`, async ({ request }) => {
    let headers: Record<string, string> = {};
    try {
      const args = await argumentsOf(request);
      const caller = callerOf(request, args, slack);
      headers = scopeHeaders(name, caller);
      if (token === "user" && caller.isBot) throw new SlackRefusal("not_allowed_token_type");
      requireScope(name, caller);
      return HttpResponse.json({ ok: true, ...answer({ args, caller, request }) }, { headers });
    } catch (error) {
      if (!(error instanceof SlackRefusal)) throw error;
      return markRefused(HttpResponse.json({ ok: false, error: error.message, ...error.more }, { headers }));
    }
  });
}

/** The channel of an id, if the caller may see it. Like Slack's, private ones do not exist for others. */
export function visibleChannel(slack: SlackState, args: Arguments, caller: Caller): SimChannel {
  const channel = slack.channels.find(({ id }) => id === args.get("channel"));
  if (channel === undefined || !isVisible(channel, caller)) throw new SlackRefusal("channel_not_found");
  return channel;
}

/** The arguments of a method that calls the channel otherwise than most. */
export function withChannel(args: Arguments): Arguments {
  return new Map([...args, ["channel", args.get("channel_id") ?? ""]]);
}

/** A channel in which the caller may change something. */
export function writableChannel(slack: SlackState, args: Arguments, caller: Caller): SimChannel {
  const channel = visibleChannel(slack, args, caller);
  if (channel.archived) throw new SlackRefusal("is_archived");
  if (!channel.members.includes(caller.handle)) throw new SlackRefusal("not_in_channel");
  return channel;
}

/** The message of an argument. */
export function messageIn(slack: SlackState, channel: SimChannel, ts: string | undefined) {
  const all = slack.messages.get(channel.id) ?? [];
  const message = all.find((candidate) => candidate.ts === ts);
  if (message === undefined) throw new SlackRefusal("message_not_found");
  return { all, message };
}

/** The handles of some users' ids, between commas. */
export function handlesOf(slack: SlackState, ids: string | undefined): string[] {
  const handles = new Map(
    [...slack.world.people.map(({ handle }) => handle), BOT].map((handle) => [userId(handle), handle]),
  );
  return (ids ?? "")
    .split(",")
    .filter(Boolean)
    .map((id) => {
      const handle = handles.get(id.trim());
      if (handle === undefined) throw new SlackRefusal("user_not_found");
      return handle;
    });
}

export function isVisible(channel: SimChannel, { handle }: Caller): boolean {
  return !channel.private || channel.members.includes(handle);
}

/** A part of a list, from the cursor on, with the cursor to the rest. */
export function pageOf<Item>(items: readonly Item[], args: Arguments, standard: number) {
  const limit = Number(args.get("limit") ?? standard);
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) throw new SlackRefusal("invalid_limit");
  const start = cursorStart(args.get("cursor"));
  const end = start + limit;
  const next_cursor = end < items.length ? Buffer.from(`next:${end}`).toString("base64") : "";
  return { items: items.slice(start, end), more: next_cursor !== "", response_metadata: { next_cursor } };
}

/** A part of a list whose pages are numbered. */
export function numberedPage<Item>(
  items: readonly Item[],
  args: Arguments,
  { standard, largest }: { standard: number; largest: number },
) {
  const [asked, page] = [Number(args.get("count") ?? standard), Number(args.get("page") ?? 1)];
  if (![asked, page].every((number) => Number.isInteger(number) && number >= 1)) {
    throw new SlackRefusal("invalid_arguments");
  }
  const count = Math.min(asked, largest);
  const pages = Math.max(1, Math.ceil(items.length / count));
  return { count, page, pages, shown: items.slice((page - 1) * count, page * count) };
}

function cursorStart(cursor = ""): number {
  if (cursor === "") return 0;
  const start = /^next:(\d+)$/.exec(Buffer.from(cursor, "base64").toString())?.[1];
  if (start === undefined) throw new SlackRefusal("invalid_cursor");
  return Number(start);
}

async function argumentsOf(request: Request): Promise<Arguments> {
  const args = new Map(new URL(request.url).searchParams);
  const body = request.method === "GET" ? "" : await request.text();
  if (request.headers.get("content-type")?.startsWith("application/json")) {
    for (const [name, value] of Object.entries(
      body === "" ? {} : (JSON.parse(body) as Record<string, unknown>),
    )) {
      args.set(name, typeof value === "string" ? value : JSON.stringify(value));
    }
  } else {
    for (const [name, value] of new URLSearchParams(body)) args.set(name, value);
  }
  return args;
}
