import { pageSchema } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { operation } from "../operation.js";
import { authorsOf, fileFields, foundMessage, listedFile } from "../parse.js";
import { channelAliases, userName } from "../schemas.js";
import { personModifier, searchAliases, searchForm, searchPage, searchParams } from "../search-query.js";
import type { VendorFileSearch, VendorSearch } from "../vendor.js";

const SCOPE = "search:read";

/** What both searches have in common. */
const search = {
  effect: "read",
  retry: "natural",
  aliases: { ...channelAliases, ...searchAliases },
  queryParams: ["query"],
  caches: ["channels", "users"],
  expectedMs: 600,
} as const;

const LOOKUPS = [
  "conversations.list",
  "conversations.info",
  "users.list",
  "users.info",
  "users.lookupByEmail",
];

export const searchMessages = operation({
  ...search,
  summary: "Messages that a search finds in all channels, or in one, or of one person (needs a user token)",
  params: z.strictObject({
    ...searchParams,
    with: userName.optional().describe("in threads and direct messages with this person"),
    threads_only: z.boolean().default(false),
  }),
  result: z.object({
    messages: z.array(
      z.object({
        channel: z.string(),
        ts: z.string(),
        user: z.string().describe("handle"),
        text: z.string().describe("Markdown"),
        permalink: z.string(),
        created: z.string().optional(),
        channel_id: z.string().optional(),
        thread_ts: z.string().optional().describe("of a reply: the thread's first message"),
      }),
    ),
    page: pageSchema,
  }),
  leadsTo: [{ at: "messages[].permalink", because: "thread that was found" }],
  upstream: ["search.messages", ...LOOKUPS],
  example: { query: "TRAIN-123 authentication", sort: "newest" },
  async run({ with: person, threads_only, ...params }, slack) {
    slack.requireUserToken(SCOPE);
    const form = await searchForm(params, slack, [
      person === undefined ? undefined : await personModifier("with", person, slack),
      threads_only ? "is:thread" : undefined,
    ]);
    const { messages = {} } = await slack.call<VendorSearch>({ method: "search.messages", form });
    const { matches = [], paging = {} } = messages;
    return {
      messages: await Promise.all(matches.map((match) => foundMessage(match, slack))),
      page: searchPage(paging),
    };
  },
});

const FILE_TYPES = [
  "images",
  "documents",
  "pdfs",
  "spreadsheets",
  "presentations",
  "canvases",
  "lists",
  "emails",
  "audio",
  "videos",
] as const;

export const searchFiles = operation({
  ...search,
  summary: "Files that a search finds by name or content (needs a user token)",
  params: z.strictObject({ ...searchParams, type: z.enum(FILE_TYPES).optional() }),
  result: z.object({ files: z.array(z.object(fileFields)), page: pageSchema }),
  upstream: ["search.files", ...LOOKUPS],
  example: { query: "authentication" },
  async run({ type, ...params }, slack) {
    slack.requireUserToken(SCOPE);
    const form = await searchForm(params, slack, [type && `type:${type}`]);
    const { files = {} } = await slack.call<VendorFileSearch>({ method: "search.files", form });
    const { matches = [], paging = {} } = files;
    const handles = await authorsOf(matches, slack);
    return { files: matches.map((file) => listedFile(file, handles)), page: searchPage(paging) };
  },
});
