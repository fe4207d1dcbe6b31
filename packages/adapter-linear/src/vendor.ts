/**
 * What Linear answers, as far as it is used. Everything is optional: replies are read forgivingly.
 *
 * @see https://linear.app/developers/graphql
 */
export interface VendorConnection<Node> {
  nodes?: Node[];
  pageInfo?: { hasNextPage?: boolean; endCursor?: string | null };
  /** Only searches count. */
  totalCount?: number;
}

export interface VendorNamed {
  id?: string | null;
  name?: string | null;
}

export interface VendorUser {
  id?: string;
  /** The full name. */
  name?: string;
  /** The short name by which people are mentioned; unique in the workspace. */
  displayName?: string;
  email?: string;
}

export interface VendorState {
  id?: string;
  name?: string;
  /** One of STATUS_TYPES in schemas.ts, so far. */
  type?: string;
  position?: number;
}

export interface VendorTeam {
  id?: string;
  key?: string;
  name?: string;
  states?: VendorConnection<VendorState>;
}

export interface VendorLabel {
  id?: string;
  name?: string;
  /** A group of labels, which an issue cannot bear itself. */
  isGroup?: boolean;
  parent?: { name?: string } | null;
}

export interface VendorIssue {
  id?: string;
  identifier?: string;
  title?: string;
  state?: VendorState;
  /** 0 none, 1 urgent … 4 low. */
  priority?: number;
  priorityLabel?: string;
  team?: VendorTeam;
  assignee?: VendorUser | null;
  project?: VendorNamed | null;
  labels?: VendorConnection<VendorLabel>;
  parent?: VendorIssue | null;
  /** Markdown. */
  description?: string | null;
  dueDate?: string | null;
  branchName?: string;
  createdAt?: string;
  updatedAt?: string;
  url?: string;
  comments?: VendorConnection<VendorComment>;
  attachments?: VendorConnection<VendorAttachment>;
  children?: VendorConnection<VendorIssue>;
  relations?: VendorConnection<VendorRelation>;
  inverseRelations?: VendorConnection<VendorRelation>;
}

export interface VendorComment {
  id?: string;
  body?: string;
  createdAt?: string;
  url?: string;
  parent?: { id?: string } | null;
  /** Who wrote it: exactly one of these. */
  user?: VendorNamed | null;
  externalUser?: VendorNamed | null;
  botActor?: VendorNamed | null;
  issue?: { identifier?: string } | null;
}

export interface VendorAttachment {
  id?: string;
  title?: string;
  subtitle?: string | null;
  url?: string;
  sourceType?: string | null;
  createdAt?: string;
  creator?: VendorNamed | null;
}

export interface VendorRelation {
  id?: string;
  /** blocks, duplicate, related, similar. */
  type?: string;
  issue?: VendorIssue;
  relatedIssue?: VendorIssue;
}

/** One entry of `errors`. */
export interface VendorError {
  message?: string;
  path?: (string | number)[];
  extensions?: {
    /** `INPUT_ERROR`, `RATELIMITED` … */
    code?: string;
    /** The same in words: `invalid input`, `ratelimited` … */
    type?: string;
    userPresentableMessage?: string;
  };
}
