import type { SlackClient } from "../client.js";
import type { VendorIdentity } from "../vendor.js";

/** Whose token it is, and where the workspace lives. */
export interface Workspace {
  /** With a slash at the end: `https://acme.slack.com/`. */
  url: string;
  user_id: string;
}

/** The workspace of the token. One call in a session. */
export function workspaceOf(slack: SlackClient): Promise<Workspace> {
  return slack.step.cache.get("workspace", "*", async () => {
    const { url = "", user_id = "" } = await slack.call<VendorIdentity>({ method: "auth.test" });
    return { url: url.endsWith("/") ? url : `${url}/`, user_id };
  });
}

/**
 * The address of a message, as `chat.getPermalink` gives it, without asking. A reply's address also names its thread.
 *
 * @see https://docs.slack.dev/reference/methods/chat.getPermalink
 */
export function permalink(
  { url }: Workspace,
  channel: string,
  message: { ts: string; thread_ts?: string | undefined },
) {
  const { ts, thread_ts } = message;
  const address = `${url}archives/${channel}/p${ts.replace(".", "")}`;
  return thread_ts === undefined || thread_ts === ts
    ? address
    : `${address}?thread_ts=${thread_ts}&cid=${channel}`;
}
