import {
  changedFields,
  compact,
  downloadParams,
  fileParams,
  fileResult,
  fileSchema,
  pageSchema,
  readFile,
  receiptSchema,
} from "@pm-orchestrator/adapter-kit";
import { type FileContent, isPmoError } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { SlackClient } from "../client.js";
import { slackErrors } from "../errors.js";
import { secondsOf } from "../instants.js";
import { channelId, knownChannel } from "../lookups/channels.js";
import { contentOf, fileOf, isHosted } from "../lookups/files.js";
import { resolveUser } from "../lookups/users.js";
import { type Workspace, workspaceOf } from "../lookups/workspace.js";
import { channelNotFound, threadNotFound } from "../not-found.js";
import { operation } from "../operation.js";
import { authorsOf, fileFields, listedFile } from "../parse.js";
import {
  channelAliases,
  channelName,
  instant,
  numberedParams,
  threadAliases,
  timestamp,
  userAliases,
  userName,
} from "../schemas.js";
import { numberedPage } from "../search-query.js";
import type { VendorFile, VendorPaging } from "../vendor.js";
import { allowMentions, slackText } from "../writing.js";

export const getFile = operation({
  summary: "One file: what it is, and its content, by handle and as text when it is short",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ file_id: z.string().min(1), ...downloadParams }),
  aliases: { file: "file_id", fileId: "file_id", id: "file_id" },
  result: z.object({
    id: z.string(),
    ...fileSchema.partial().shape,
    title: z.string().optional(),
    user: z.string().optional().describe("handle"),
    created: z.string().optional(),
    channels: z.array(z.string()).optional().describe("names, or ids"),
    url: z.string().optional(),
    external: z.boolean().optional().describe("its content lies in another system"),
  }),
  caches: ["users"],
  upstream: ["files.info", "GET /files-pri/{file}/{name}", "users.info"],
  expectedCalls: 3,
  expectedMs: 1200,
  example: { file_id: "F0JWTDESIGN" },
  async run({ file_id, max_bytes, include }, slack) {
    const file = await fileOf(file_id, slack);
    const [content, handles] = await Promise.all([
      isHosted(file) ? contentOf(file, max_bytes, slack) : undefined,
      authorsOf([file], slack),
    ]);
    const { id, name, title, media_type, size, user, created, url } = listedFile(file, handles);
    const channels = (file.channels ?? []).map((channel) => knownChannel(channel, slack)?.name ?? channel);
    return compact({
      id,
      ...(content === undefined
        ? { filename: name, media_type, size }
        : fileResult(content, { step: slack.step, include })),
      title,
      user,
      created,
      channels: channels.length === 0 ? undefined : channels,
      url,
      external: content === undefined ? true : undefined,
    });
  },
});

export const listFiles = operation({
  summary: "Files of the workspace, or of a channel or a person, the newest first",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    channel: channelName.optional(),
    user: userName.optional(),
    types: z
      .array(z.enum(["spaces", "snippets", "images", "gdocs", "zips", "pdfs"]))
      .min(1)
      .optional(),
    oldest: instant.optional(),
    latest: instant.optional(),
    ...numberedParams(200),
  }),
  aliases: { ...channelAliases, ...userAliases, count: "limit", page: "page_token" },
  result: z.object({ files: z.array(z.object(fileFields)), page: pageSchema }),
  caches: ["channels", "users"],
  upstream: ["files.list", "conversations.list", "users.list", "users.info", "users.lookupByEmail"],
  expectedCalls: 2,
  expectedMs: 700,
  example: { channel: "#engineering" },
  async run({ channel, user, types, oldest, latest, limit, page_token }, slack) {
    const [channelWanted, userWanted] = await Promise.all([
      channel === undefined ? undefined : channelId(channel, slack),
      user === undefined ? undefined : resolveUser(user, slack).then(({ id }) => id),
    ]);
    const { files = [], paging = {} } = await slack.call<{ files?: VendorFile[]; paging?: VendorPaging }>({
      method: "files.list",
      form: {
        channel: channelWanted,
        user: userWanted,
        types: types?.join(","),
        ts_from: oldest && secondsOf(oldest),
        ts_to: latest && secondsOf(latest),
        count: limit,
        page: page_token,
      },
      telling: channel === undefined ? [] : [channelNotFound(channel)],
    });
    const handles = await authorsOf(files, slack);
    return { files: files.map((file) => listedFile(file, handles)), page: numberedPage(paging) };
  },
});

export const uploadFile = operation({
  summary: "Uploads a file, and shares it in a channel or a thread; without a channel it stays private",
  effect: "write",
  retry: "lookup",
  params: z.strictObject({
    ...fileParams,
    channel: channelName.optional(),
    title: z.string().min(1).optional(),
    comment: z.string().min(1).optional().describe("Markdown; the message with which it is shared"),
    thread_ts: timestamp.optional(),
    allow_mentions: allowMentions,
  }),
  aliases: {
    ...channelAliases,
    ...threadAliases,
    initial_comment: "comment",
    content: "text",
    name: "filename",
  },
  result: receiptSchema.extend({ size: z.int().describe("bytes") }),
  caches: ["channels", "workspace"],
  limits: ["files.getUploadURLExternal", "channel_posts"],
  upstream: [
    "files.completeUploadExternal",
    "files.getUploadURLExternal",
    "POST /upload/v1/{ticket}",
    "conversations.list",
    "auth.test",
    "files.info",
  ],
  expectedCalls: 5,
  expectedMs: 2000,
  example: {
    filename: "token-lifetimes.csv",
    text: "token,minutes\naccess,15\nrefresh,43200\n",
    channel: "#engineering",
    comment: "The lifetimes of **TRAIN-123**.",
  },
  async run(params, slack) {
    const { channel, title, comment, thread_ts, allow_mentions } = params;
    const file = readFile(params, slack.step);
    if (file.bytes.byteLength === 0) throw emptyFile(slack);
    if (channel === undefined && (comment ?? thread_ts) !== undefined) throw channelMissing(slack);
    const initial_comment = comment && (await slackText(comment, allow_mentions, slack));
    const [id, workspace, { upload_url = "", file_id = "" }] = await Promise.all([
      channel === undefined ? undefined : channelId(channel, slack),
      workspaceOf(slack),
      slack.call<{ upload_url?: string; file_id?: string }>({
        method: "files.getUploadURLExternal",
        form: { filename: file.filename, length: file.bytes.byteLength },
      }),
    ]);
    // Slack names the file before there is one, so that it is known what to look for.
    slack.notes.keep(slack.step.mint("upload"), file_id);
    await slack.upload(upload_url, file);
    const { files: [uploaded = {}] = [] } = await slack.call<{ files?: VendorFile[] }>({
      method: "files.completeUploadExternal",
      writes: true,
      form: {
        files: JSON.stringify([{ id: file_id, ...(title === undefined ? {} : { title }) }]),
        channel_id: id,
        thread_ts,
        initial_comment,
      },
      telling:
        channel === undefined ? [] : [channelNotFound(channel), threadNotFound(channel, thread_ts ?? "")],
    });
    slack.notes.drop(slack.step.mint("upload"));
    return uploadReceipt(params, uploaded, { id: file_id, workspace, file });
  },
  async reconcile(params, slack) {
    const file_id = slack.notes.of(slack.step.mint("upload"));
    if (file_id === undefined) return undefined;
    const [channel, workspace, uploaded] = await Promise.all([
      params.channel === undefined ? undefined : channelId(params.channel, slack),
      workspaceOf(slack),
      fileOf(file_id, slack).catch((error: unknown) => {
        if (isPmoError(error) && error.code === "FILE_NOT_FOUND") return undefined;
        throw error;
      }),
    ]);
    if (uploaded === undefined) return undefined;
    const { channels = [], groups = [], ims = [] } = uploaded;
    if (channel !== undefined && ![...channels, ...groups, ...ims].includes(channel)) return undefined;
    const file = readFile(params, slack.step);
    return uploadReceipt(params, uploaded, { id: file_id, workspace, file });
  },
});

function uploadReceipt(
  params: Readonly<Record<string, unknown>>,
  { permalink }: VendorFile,
  { id, workspace, file }: { id: string; workspace: Workspace; file: FileContent },
) {
  return {
    id,
    url: permalink ?? fileUrl(workspace, id, file.filename),
    changed: changedFields(params, ["handle", "text", "base64", "media_type", "allow_mentions"]),
    size: file.bytes.byteLength,
  };
}

/** The page of a file, as its permalink has it: the answer to an upload need not tell it. */
function fileUrl({ url, user_id }: Workspace, id: string, filename: string): string {
  return `${url}files/${user_id}/${id}/${encodeURIComponent(filename.toLowerCase())}`;
}

function emptyFile({ step: { system } }: SlackClient) {
  return slackErrors.create("INVALID_FIELD_VALUE", {
    message: "Slack takes no empty file.",
    system,
    suggestions: ["Give a file with at least one byte."],
  });
}

function channelMissing({ step: { system } }: SlackClient) {
  return slackErrors.create("REQUIRED_FIELD_MISSING", {
    message: "comment and thread_ts belong to a channel, which is missing.",
    system,
    details: { fields: ["channel"] },
    suggestions: ["Give the channel in which the file is to be shared."],
  });
}
