import { createHash } from "node:crypto";
import { fileView } from "./file-view.js";
import { visibleFiles } from "./files.js";
import { isVisible, numberedPage, SlackRefusal, slackMethod } from "./method.js";
import { parseQuery } from "./query.js";
import type { SimChannel, SimMessage, SlackState } from "./state.js";
import { permalinkOf, TEAM, userId } from "./views.js";

const LARGEST_PAGE = 100;

/** Searches, for user tokens only. */
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
        const { matches, ...rest } = searched(found, args);
        return { query, messages: { ...rest, matches: matches.map((match) => matchView(match, request)) } };
      },
    }),

    slackMethod("search.files", slack, {
      token: "user",
      answer({ args, caller, request }) {
        const query = args.get("query") ?? "";
        if (query.trim() === "") throw new SlackRefusal("no_query");
        const { fitsFile } = parseQuery(query, slack.world);
        const found = visibleFiles(slack, caller)
          .filter((file) => fitsFile(file, slack.channels))
          .sort((a, b) => b.created - a.created);
        if (args.get("sort_dir") === "asc") found.reverse();
        const { matches, ...rest } = searched(found, args);
        return { query, files: { ...rest, matches: matches.map((file) => fileView(file, request)) } };
      },
    }),
  ];
}

/** What a search gives: a page of all that it found, with the numbers in both of Slack's spellings. */
function searched<Match>(found: readonly Match[], args: ReadonlyMap<string, string>) {
  const { count, page, pages, shown } = numberedPage(found, args, { standard: 20, largest: LARGEST_PAGE });
  return {
    total: found.length,
    paging: { count, total: found.length, page, pages },
    pagination: {
      total_count: found.length,
      page,
      per_page: count,
      page_count: pages,
      first: (page - 1) * count + 1,
      last: (page - 1) * count + shown.length,
    },
    matches: shown,
  };
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
