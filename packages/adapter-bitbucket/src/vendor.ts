/**
 * What Bitbucket answers, as far as it is used. Everything is optional: replies are read forgivingly.
 *
 * @see https://developer.atlassian.com/cloud/bitbucket/rest/
 */
export interface VendorUser {
  /** In braces. */
  uuid?: string;
  account_id?: string;
  nickname?: string;
  display_name?: string;
  links?: VendorLinks;
}

export interface VendorLinks {
  html?: { href?: string };
  self?: { href?: string };
}

/** One page of a list. */
export interface VendorPage<Item> {
  values?: Item[];
  /** Absolute link to the next page. */
  next?: string;
  /** How many there are in all; not always told. */
  size?: number;
}

export interface VendorMembership {
  user?: VendorUser;
}

/** One side of a pull request. The commit is gone with the repository that it was in. */
export interface VendorEndpoint {
  branch?: { name?: string } | null;
  commit?: { hash?: string } | null;
  repository?: { full_name?: string } | null;
}

/** Somebody's part in a pull request. */
export interface VendorParticipant {
  user?: VendorUser;
  approved?: boolean;
  /** `approved`, `changes_requested`, or nothing yet. */
  state?: string | null;
}

export interface VendorPullRequest {
  id?: number;
  title?: string;
  state?: string;
  draft?: boolean;
  author?: VendorUser | null;
  source?: VendorEndpoint;
  destination?: VendorEndpoint;
  /** Only where one pull request is asked for. */
  reviewers?: VendorUser[];
  participants?: VendorParticipant[];
  close_source_branch?: boolean;
  /** Who merged or declined it. */
  closed_by?: VendorUser | null;
  comment_count?: number;
  task_count?: number;
  merge_commit?: { hash?: string } | null;
  /** Why it was declined. */
  reason?: string;
  /** Markdown. */
  description?: string;
  summary?: { raw?: string };
  created_on?: string;
  updated_on?: string;
  links?: VendorLinks;
}

export interface VendorRepository {
  uuid?: string;
  full_name?: string;
  name?: string;
  project?: { key?: string; name?: string } | null;
  /** Null while the repository is empty. */
  mainbranch?: { name?: string } | null;
  is_private?: boolean;
  language?: string;
  description?: string | null;
  fork_policy?: string;
  created_on?: string;
  updated_on?: string;
  links?: VendorLinks;
}

/** Text that people write, as it was written. */
interface VendorText {
  raw?: string;
}

export interface VendorComment {
  id?: number;
  content?: VendorText;
  user?: VendorUser | null;
  deleted?: boolean;
  pending?: boolean;
  parent?: { id?: number };
  inline?: { path?: string; from?: number | null; to?: number | null };
  /** Present when the thread is resolved. */
  resolution?: { user?: VendorUser } | null;
  created_on?: string;
  updated_on?: string;
  links?: VendorLinks;
}

export interface VendorTask {
  id?: number;
  /** `RESOLVED` or `UNRESOLVED`. */
  state?: string;
  content?: VendorText;
  creator?: VendorUser | null;
  comment?: { id?: number } | null;
  resolved_by?: VendorUser | null;
  resolved_on?: string | null;
  created_on?: string;
  updated_on?: string;
  links?: VendorLinks;
}

/** One entry of a pull request's activity: exactly one of its fields says what happened. */
export interface VendorActivity {
  comment?: VendorComment;
  update?: {
    state?: string;
    date?: string;
    author?: VendorUser | null;
    title?: string;
    reason?: string;
  };
  approval?: VendorReview;
  changes_requested?: VendorReview;
}

interface VendorReview {
  date?: string;
  user?: VendorUser;
}

export interface VendorCommit {
  hash?: string;
  message?: string;
  date?: string;
  author?: { raw?: string; user?: VendorUser };
  parents?: { hash?: string }[];
  links?: VendorLinks;
}

/** What a build, or another check, says of a commit. */
export interface VendorStatus {
  key?: string;
  name?: string;
  state?: string;
  description?: string;
  refname?: string | null;
  /** Of the build itself, not of Bitbucket. */
  url?: string;
  created_on?: string;
  updated_on?: string;
}

/** What changed in one file; `old` is absent when it is new, `new` when it is gone. */
export interface VendorDiffstat {
  status?: string;
  lines_added?: number;
  lines_removed?: number;
  old?: { path?: string } | null;
  new?: { path?: string } | null;
}
