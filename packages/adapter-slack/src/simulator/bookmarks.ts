import { isEmoji } from "./emoji.js";
import { SlackRefusal, slackMethod, visibleChannel, withChannel, writableChannel } from "./method.js";
import { type SimBookmark, type SlackState, secondsNow } from "./state.js";
import { TEAM, userId } from "./views.js";

/** Links at the heads of channels. */
export function bookmarkMethods(slack: SlackState) {
  return [
    slackMethod("bookmarks.list", slack, {
      answer({ args, caller }) {
        const channel = visibleChannel(slack, withChannel(args), caller);
        const listed = slack.bookmarks.filter(({ channelId }) => channelId === channel.id);
        return { bookmarks: listed.map(bookmarkView) };
      },
    }),

    slackMethod("bookmarks.add", slack, {
      answer({ args, caller }) {
        const channel = writableChannel(slack, withChannel(args), caller);
        const [title = "", link = "", emoji = ""] = ["title", "link", "emoji"].map((name) => args.get(name));
        if (args.get("type") !== "link") throw new SlackRefusal("invalid_bookmark_type");
        if (!/^https?:/.test(link)) throw new SlackRefusal("invalid_link");
        if (emoji !== "" && !isEmoji(emoji.replaceAll(":", ""))) throw new SlackRefusal("invalid_emoji");
        const created = secondsNow(slack);
        const id = slack.nextId("Bk");
        const bookmark = { id, channelId: channel.id, title, link, emoji, by: caller.handle, created };
        slack.bookmarks.push(bookmark);
        return { bookmark: bookmarkView(bookmark) };
      },
    }),
  ];
}

function bookmarkView({ id, channelId, title, link, emoji, by, created }: SimBookmark) {
  return {
    id,
    channel_id: channelId,
    title,
    link,
    emoji,
    icon_url: "",
    type: "link",
    entity_id: null,
    date_created: created,
    date_updated: 0,
    rank: "g",
    last_updated_by_user_id: userId(by),
    last_updated_by_team_id: TEAM.id,
    shortcut_id: null,
    app_id: null,
  };
}

/** Those that are there from the beginning. */
export function seedBookmarks(channelId: string): SimBookmark[] {
  const created = Date.UTC(2025, 9, 1, 8) / 1000;
  const bookmark = (id: string, title: string, rest: Pick<SimBookmark, "link" | "emoji">) => {
    return { id, channelId, title, ...rest, by: "jonas", created };
  };
  return [
    bookmark("Bk0RUNBOOK01", "Runbook", { link: "https://acme.example/wiki/runbook", emoji: ":fire:" }),
    bookmark("Bk0SPRINT001", "Sprint board", { link: "https://acme.example/board/24", emoji: "" }),
  ];
}
