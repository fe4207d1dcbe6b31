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
  /** What is wrong with the content of a canvas. */
  detail?: string;
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
  is_im?: boolean;
  is_mpim?: boolean;
  /** Of a direct message: whom it is with. */
  user?: string;
  num_members?: number;
  creator?: string;
  /** Seconds since 1970. */
  created?: number;
  /** Of the token's owner: `ts` of the last message that was read. */
  last_read?: string;
  /** Only of direct messages. */
  unread_count_display?: number;
  topic?: { value?: string };
  purpose?: { value?: string };
}

export interface VendorUser {
  id?: string;
  name?: string;
  deleted?: boolean;
  is_bot?: boolean;
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
  /** `channel_join` and the like: something happened, nobody wrote. */
  subtype?: string;
  edited?: { ts?: string };
  reactions?: { name?: string; count?: number }[];
  files?: VendorFile[];
  /** Only where it is asked for. */
  metadata?: { event_type?: string; event_payload?: Record<string, unknown> };
}

export interface VendorFile {
  id?: string;
  name?: string;
  title?: string;
  mimetype?: string;
  filetype?: string;
  size?: number;
  user?: string;
  created?: number;
  mode?: string;
  is_external?: boolean;
  url_private?: string;
  url_private_download?: string;
  permalink?: string;
  channels?: string[];
  groups?: string[];
  ims?: string[];
}

export interface VendorMatch extends VendorMessage {
  channel?: { id?: string; name?: string };
  permalink?: string;
}

export interface VendorSearch {
  messages?: { matches?: VendorMatch[]; paging?: VendorPaging };
}

export interface VendorFileSearch {
  files?: { matches?: VendorFile[]; paging?: VendorPaging };
}

/** Pages that are numbered. */
export interface VendorPaging {
  page?: number;
  pages?: number;
  total?: number;
}

export interface VendorIdentity {
  url?: string;
  team?: string;
  team_id?: string;
  user?: string;
  user_id?: string;
  /** Only of bots. */
  bot_id?: string;
}

export interface VendorScheduled {
  id?: string;
  channel_id?: string;
  /** Seconds since 1970. */
  post_at?: number;
  date_created?: number;
  text?: string;
}

export interface VendorUsergroup {
  id?: string;
  handle?: string;
  name?: string;
  description?: string;
  /** Slack sometimes writes it as text. */
  user_count?: number | string;
  users?: string[];
  created_by?: string;
  /** Seconds since 1970. */
  date_create?: number;
  /** Zero while it is in use. */
  date_delete?: number;
}

export interface VendorPin {
  message?: VendorMessage;
  file?: VendorFile;
  /** Seconds since 1970. */
  created?: number;
  created_by?: string;
}

export interface VendorBookmark {
  id?: string;
  title?: string;
  link?: string | null;
  emoji?: string | null;
  type?: string | null;
  date_created?: number;
  last_updated_by_user_id?: string;
}

export interface VendorReminder {
  id?: string;
  text?: string;
  /** Seconds since 1970; absent when it recurs. */
  time?: number;
  /** Zero while it is not done. */
  complete_ts?: number;
  recurring?: boolean;
}
