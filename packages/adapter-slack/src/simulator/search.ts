import { createHash } from "node:crypto";
import { isVisible, SlackRefusal, slackMethod } from "./method.js";
import { parseQuery } from "./query.js";
import type { SimChannel, SimMessage, SlackState } from "./state.js";
import { permalinkOf, TEAM, userId } from "./views.js";

const LARGEST_PAGE = 100;

/** `search.messages`, for user tokens only. */
export function searchMethods(slack: SlackState) {
  return [
    slackMethod("search.messages", slack, {
      token: "user",
      answer({ args, caller, request }) {
        const query = args.get("query") ?? "";
        if (query.trim() === "") throw new SlackRefusal("no_query");
        const { fits, score } = parseQuery(query, slack.world);
        const found = slack.channels
          .filter((channel) => isVisible(channel, caller))
          .flatMap((channel) =>
            (slack.messages.get(channel.id) ?? []).map((message) => ({ channel, message })),
          )
          .filter(({ channel, message }) => fits(channel, message))
          .sort((a, b) => b.message.ts.localeCompare(a.message.ts));
        if (args.get("sort") !== "timestamp") found.sort((a, b) => score(b.message) - score(a.message));
        if (args.get("sort_dir") === "asc") found.reverse();
        const { count, page } = pagingOf(args);
        const pages = Math.max(1, Math.ceil(found.length / count));
        const start = (page - 1) * count;
        const shown = found.slice(start, start + count);
        return {
          query,
          messages: {
            total: found.length,
            paging: { count, total: found.length, page, pages },
            pagination: {
              total_count: found.length,
              page,
              per_page: count,
              page_count: pages,
              first: start + 1,
              last: start + shown.length,
            },
            matches: shown.map((match) => matchView(match, request)),
          },
        };
      },
    }),
  ];
}

function pagingOf(args: ReadonlyMap<string, string>) {
  const count = Number(args.get("count") ?? 20);
  const page = Number(args.get("page") ?? 1);
  if (![count, page].every((number) => Number.isInteger(number) && number >= 1)) {
    throw new SlackRefusal("invalid_arguments");
  }
  return { count: Math.min(count, LARGEST_PAGE), page: Math.min(page, LARGEST_PAGE) };
}

function matchView({ channel, message }: { channel: SimChannel; message: SimMessage }, request: Request) {
  const { ts, author, text } = message;
  return {
    iid: createHash("sha256")
      .update(channel.id + ts)
      .digest("hex")
      .slice(0, 32),
    team: TEAM.id,
    channel: {
      id: channel.id,
      name: channel.name,
      is_private: channel.private,
      is_mpim: false,
      is_shared: false,
      is_org_shared: false,
      is_ext_shared: false,
      is_pending_ext_shared: false,
      pending_shared: [],
    },
    type: "message",
    user: userId(author),
    username: author,
    ts,
    text,
    permalink: permalinkOf(request, channel, message),
  };
}
