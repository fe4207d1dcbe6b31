import { receiptSchema } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import type { SlackClient } from "./client.js";
import { channelId } from "./lookups/channels.js";
import { permalink, type Workspace, workspaceOf } from "./lookups/workspace.js";

/** What is answered for a change of a message. */
export const messageReceipt = receiptSchema.extend({
  channel: z.string().describe("id"),
  ts: z.string(),
  permalink: z.string(),
});

/** What is answered for a change of a channel. */
export const channelReceipt = receiptSchema.extend({ name: z.string().optional() });

/** A channel by id, and the workspace it is in; looked up side by side. */
export async function placeOf(
  channel: string,
  slack: SlackClient,
): Promise<{ id: string; workspace: Workspace }> {
  const [id, workspace] = await Promise.all([channelId(channel, slack), workspaceOf(slack)]);
  return { id, workspace };
}

/** The receipt for a message that was changed. */
export function changedMessage(
  { id: channel, workspace }: { id: string; workspace: Workspace },
  ts: string,
  changed: readonly string[],
) {
  const address = permalink(workspace, channel, { ts });
  return { id: ts, url: address, changed: [...changed], channel, ts, permalink: address };
}

/** The page of a channel. */
export function channelUrl({ url }: Workspace, id: string): string {
  return `${url}archives/${id}`;
}
