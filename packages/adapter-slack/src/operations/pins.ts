import { compact, pageSchema } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import type { SlackClient } from "../client.js";
import { instantOf } from "../instants.js";
import { channelId } from "../lookups/channels.js";
import { slice } from "../lookups/slice.js";
import { permalink, workspaceOf } from "../lookups/workspace.js";
import { channelNotFound, messageNotFound } from "../not-found.js";
import { operation } from "../operation.js";
import { authorsOf, threadMessage } from "../parse.js";
import { changedMessage, messageReceipt, placeOf } from "../receipts.js";
import { channelAliases, channelName, messageAliases, messageTs, slicingParams } from "../schemas.js";
import type { VendorPin } from "../vendor.js";

export const listPins = operation({
  summary: "What is pinned to a channel: messages, and files",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ channel: channelName, ...slicingParams(100) }),
  aliases: channelAliases,
  result: z.object({
    pins: z.array(
      z.object({
        ts: z.string().optional().describe("of a message"),
        file: z.object({ id: z.string(), name: z.string() }).optional(),
        user: z.string().optional().describe("handle of the author"),
        text: z.string().optional().describe("Markdown"),
        url: z.string().optional(),
        pinned: z.string().optional().describe("when"),
        pinned_by: z.string().optional().describe("handle"),
      }),
    ),
    page: pageSchema,
  }),
  caches: ["channels", "users", "workspace"],
  upstream: ["pins.list", "conversations.list", "users.info", "users.list", "auth.test"],
  expectedCalls: 4,
  expectedMs: 900,
  example: { channel: "#engineering" },
  async run({ channel, ...paging }, slack) {
    const [id, workspace] = await Promise.all([channelId(channel, slack), workspaceOf(slack)]);
    const { items = [] } = await slack.call<{ items?: VendorPin[] }>({
      method: "pins.list",
      form: { channel: id },
      telling: [channelNotFound(channel)],
    });
    const { shown, page } = slice(items, paging);
    const handles = await authorsOf(
      shown.flatMap(({ message, file, created_by }) => [
        ...(message === undefined ? [] : [message]),
        ...(file === undefined ? [] : [file]),
        ...(created_by === undefined ? [] : [{ user: created_by }]),
      ]),
      slack,
    );
    const pins = shown.map(async ({ message, file, created, created_by = "" }) => {
      const told = message && (await threadMessage(message, handles, slack));
      const author = file?.user ?? "";
      return compact({
        ts: told?.ts,
        file: file && { id: file.id ?? "", name: file.name ?? file.title ?? "" },
        user: told?.user ?? handles.get(author) ?? (author || undefined),
        text: told?.text,
        url: told === undefined ? file?.permalink : permalink(workspace, id, told),
        pinned: instantOf(created ?? ""),
        pinned_by: handles.get(created_by) ?? (created_by || undefined),
      });
    });
    return { pins: await Promise.all(pins), page };
  },
});

const params = z.strictObject({ channel: channelName, ts: messageTs });

/** What pinning and its contrary have in common. */
const pinning = {
  effect: "write",
  retry: "natural",
  params,
  aliases: messageAliases,
  result: messageReceipt,
  caches: ["channels", "workspace"],
  expectedCalls: 3,
  expectedMs: 700,
} as const;

export const addPin = operation({
  ...pinning,
  summary: "Pins a message to its channel; once is enough",
  upstream: ["pins.add", "conversations.list", "auth.test"],
  example: { channel: "#engineering", ts: "1763454502.000200" },
  run: (given, slack) => pin(given, slack, { method: "pins.add", settled: ["already_pinned"] }),
});

export const removePin = operation({
  ...pinning,
  summary: "Takes the pin off a message",
  upstream: ["pins.remove", "conversations.list", "auth.test"],
  example: { channel: "#engineering", ts: "1763454321.000100" },
  run: (given, slack) => pin(given, slack, { method: "pins.remove", settled: ["no_pin", "not_pinned"] }),
});

async function pin(
  { channel, ts }: z.output<typeof params>,
  slack: SlackClient,
  how: { method: "pins.add" | "pins.remove"; settled: readonly string[] },
) {
  const place = await placeOf(channel, slack);
  const changed = await slack.change({
    ...how,
    form: { channel: place.id, timestamp: ts },
    telling: [channelNotFound(channel), messageNotFound(channel, ts)],
  });
  return changedMessage(place, ts, changed ? ["pinned"] : []);
}
