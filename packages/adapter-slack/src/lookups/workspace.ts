import { compact } from "@pm-orchestrator/adapter-kit";
import type { SlackClient } from "../client.js";
import type { VendorIdentity } from "../vendor.js";

/** Whose token it is, and where the workspace lives. */
export interface Workspace {
  /** With a slash at the end: `https://acme.slack.com/`. */
  url: string;
  user_id: string;
  /** The handle of the token's owner. */
  user?: string;
  team?: string;
  team_id?: string;
  /** Whether the owner is a bot. */
  bot: boolean;
}

/** The workspace of a token: of the one that is used by default, or of the user's. One call in a session each. */
export function workspaceOf(slack: SlackClient, token?: "user"): Promise<Workspace> {
  return slack.step.cache.get("workspace", token ?? "*", async () => {
    const {
      url = "",
      user_id = "",
      ...rest
    } = await slack.call<VendorIdentity>({
      method: "auth.test",
      ...(token === undefined ? {} : { token }),
    });
    return compact({
      url: url.endsWith("/") ? url : `${url}/`,
      user_id,
      user: rest.user,
      team: rest.team,
      team_id: rest.team_id,
      bot: rest.bot_id !== undefined,
    });
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
