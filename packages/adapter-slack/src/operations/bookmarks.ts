import { changedFields, compact, isRecent, pageSchema, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { instantOf } from "../instants.js";
import { channelId } from "../lookups/channels.js";
import { slice } from "../lookups/slice.js";
import type { Workspace } from "../lookups/workspace.js";
import { channelNotFound } from "../not-found.js";
import { operation } from "../operation.js";
import { channelUrl, placeOf } from "../receipts.js";
import { channelAliases, channelName, slicingParams } from "../schemas.js";
import type { VendorBookmark } from "../vendor.js";

export const listBookmarks = operation({
  summary: "The links that stand at the head of a channel",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ channel: channelName, ...slicingParams(100) }),
  aliases: channelAliases,
  result: z.object({
    bookmarks: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        url: z.string().optional(),
        emoji: z.string().optional().describe("name"),
        type: z.string().optional(),
        created: z.string().optional(),
      }),
    ),
    page: pageSchema,
  }),
  caches: ["channels"],
  upstream: ["bookmarks.list", "conversations.list"],
  expectedCalls: 2,
  expectedMs: 600,
  example: { channel: "#engineering" },
  async run({ channel, ...paging }, slack) {
    const id = await channelId(channel, slack);
    const { bookmarks = [] } = await slack.call<{ bookmarks?: VendorBookmark[] }>({
      method: "bookmarks.list",
      form: { channel_id: id },
      telling: [channelNotFound(channel)],
    });
    const { shown, page } = slice(bookmarks, paging);
    return {
      bookmarks: shown.map(({ id: bookmark = "", title = "", link, emoji, type, date_created }) =>
        compact({
          id: bookmark,
          title,
          url: link || undefined,
          emoji: emoji?.replaceAll(":", "") || undefined,
          type: type || undefined,
          created: instantOf(date_created ?? ""),
        }),
      ),
      page,
    };
  },
});

export const addBookmark = operation({
  summary: "Puts a link at the head of a channel",
  effect: "write",
  retry: "lookup",
  params: z.strictObject({
    channel: channelName,
    title: z.string().min(1).max(256),
    url: z.url().max(2048),
    emoji: z
      .string()
      .regex(/^:?[^\s:A-Z]+:?$/, "must be an emoji's name such as rocket")
      .optional()
      .describe("name, with or without colons"),
  }),
  aliases: { ...channelAliases, link: "url", name: "title" },
  result: receiptSchema,
  caches: ["channels", "workspace"],
  upstream: ["bookmarks.add", "conversations.list", "auth.test", "bookmarks.list"],
  expectedCalls: 3,
  expectedMs: 800,
  example: {
    channel: "#engineering",
    title: "TRAIN-123",
    url: "https://acme.example/browse/TRAIN-123",
    emoji: "rocket",
  },
  async run(params, slack) {
    const { channel, title, url, emoji } = params;
    const { id, workspace } = await placeOf(channel, slack);
    const { bookmark = {} } = await slack.call<{ bookmark?: VendorBookmark }>({
      method: "bookmarks.add",
      writes: true,
      form: {
        channel_id: id,
        title,
        type: "link",
        link: url,
        emoji: inColons(emoji),
      },
      telling: [
        channelNotFound(channel),
        {
          code: "EMOJI_NOT_FOUND",
          message: `Slack knows no emoji ${emoji} in this workspace.`,
          details: { emoji },
        },
      ],
    });
    slack.claims.take(bookmark.id ?? "");
    return receipt(params, { id, workspace }, bookmark);
  },
  async reconcile(params, slack) {
    const place = await placeOf(params.channel, slack);
    const answer = await slack.send<{ bookmarks?: VendorBookmark[] }>({
      method: "bookmarks.list",
      form: { channel_id: place.id },
    });
    const { bookmarks = [] } = answer.body;
    const emoji = inColons(params.emoji) ?? "";
    const alike = bookmarks.filter(
      (one) =>
        one.last_updated_by_user_id === place.workspace.user_id &&
        one.title === params.title &&
        one.link === params.url &&
        (one.emoji ?? "") === emoji &&
        isRecent((one.date_created ?? 0) * 1000, answer),
    );
    const found = slack.claims.takeOnly(alike, ({ id = "" }) => id);
    return found && receipt(params, place, found);
  },
});

function inColons(emoji: string | undefined): string | undefined {
  return emoji && `:${emoji.replaceAll(":", "")}:`;
}

function receipt(
  params: Readonly<Record<string, unknown>>,
  { id, workspace }: { id: string; workspace: Workspace },
  bookmark: VendorBookmark,
) {
  return {
    id: bookmark.id ?? "",
    url: channelUrl(workspace, id),
    changed: changedFields(params, ["channel"]),
  };
}
