/**
 * What Slack answers, as far as it is used. Everything is optional: replies are read forgivingly.
 *
 * @see https://docs.slack.dev/reference/methods
 */
export interface VendorFailure {
  error?: unknown;
  /** Scopes, separated by commas. */
  needed?: string;
  provided?: string;
  response_metadata?: { messages?: string[] };
}

/** What every list that is paged by a cursor carries; an empty cursor is the end. */
export interface VendorPage {
  response_metadata?: { next_cursor?: string };
}

export interface VendorChannel {
  id?: string;
  name?: string;
  is_private?: boolean;
  is_archived?: boolean;
  num_members?: number;
  topic?: { value?: string };
  purpose?: { value?: string };
}

export interface VendorUser {
  id?: string;
  name?: string;
  deleted?: boolean;
  real_name?: string;
  tz?: string | null;
  profile?: { real_name?: string; display_name?: string; email?: string | null; title?: string };
}

export interface VendorMessage {
  ts?: string;
  thread_ts?: string;
  user?: string;
  /** The handle of who wrote it, where Slack tells it. */
  username?: string;
  bot_id?: string | null;
  bot_profile?: { name?: string };
  text?: string;
  attachments?: { fallback?: string; text?: string }[];
  reply_count?: number;
}

export interface VendorMatch extends VendorMessage {
  channel?: { id?: string; name?: string };
  permalink?: string;
}

export interface VendorSearch {
  messages?: { matches?: VendorMatch[]; paging?: { page?: number; pages?: number; total?: number } };
}

export interface VendorIdentity {
  url?: string;
  team?: string;
  team_id?: string;
  user?: string;
  user_id?: string;
}
