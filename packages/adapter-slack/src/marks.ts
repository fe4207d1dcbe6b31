import type { SlackClient } from "./client.js";
import { everything } from "./lookups/pages.js";
import type { VendorMessage, VendorPage } from "./vendor.js";

/** Slack shows it to nobody but developers. */
const EVENT_TYPE = "pm_orchestrator_message";

/** How many of a channel's newest messages are looked at: more do not come while one is waited for. */
const NEWEST = 200;

type Messages = VendorPage & { messages?: VendorMessage[] };

/**
 * Metadata that makes a message known again: it looks the same with it, and reading it takes no scope beyond that of
 * the channel's history.
 *
 * @see https://docs.slack.dev/messaging/message-metadata
 */
export function metadataOf(id: string): string {
  return JSON.stringify({ event_type: EVENT_TYPE, event_payload: { id } });
}

/**
 * The message that was posted with that id, in a channel or a thread; undefined when there is none. It is sought among the
 * newest and not since some moment, as Slack's clock is not ours.
 */
export async function markedMessage(
  id: string,
  { channel, thread_ts }: { channel: string; thread_ts?: string | undefined },
  slack: SlackClient,
): Promise<VendorMessage | undefined> {
  const form = { channel, include_all_metadata: true };
  const messages =
    thread_ts === undefined
      ? await newest({ ...form, limit: NEWEST }, slack)
      : // A thread is told from its beginning.
        await everything<VendorMessage, Messages>(
          { method: "conversations.replies", form: { ...form, ts: thread_ts } },
          slack,
          (answer) => answer.messages,
        );
  return messages.find(
    ({ metadata }) => metadata?.event_type === EVENT_TYPE && metadata.event_payload?.["id"] === id,
  );
}

async function newest(
  form: Record<string, string | number | boolean>,
  slack: SlackClient,
): Promise<VendorMessage[]> {
  const { messages = [] } = await slack.call<Messages>({ method: "conversations.history", form });
  return messages;
}
