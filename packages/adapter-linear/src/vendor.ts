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

/** What every write answers beside what it wrote. */
export interface VendorPayload {
  success?: boolean;
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
  /** Whether the account is in use. */
  active?: boolean;
  /** What the person does. */
  title?: string | null;
  timezone?: string | null;
  url?: string;
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
  color?: string;
  description?: string | null;
  parent?: { name?: string } | null;
  /** Null: the whole workspace's. */
  team?: { id?: string; key?: string } | null;
}

export interface VendorCycle {
  id?: string;
  name?: string | null;
  number?: number;
  startsAt?: string;
  endsAt?: string;
  /** A fraction. */
  progress?: number;
  isActive?: boolean;
  isNext?: boolean;
  isPrevious?: boolean;
}

export interface VendorIssue {
  id?: string;
  identifier?: string;
  title?: string;
  state?: VendorState;
  /** 0 none, 1 urgent … 4 low. */
  priority?: number;
  priorityLabel?: string;
  estimate?: number | null;
  team?: VendorTeam;
  assignee?: VendorUser | null;
  /** The agent that works on it for the assignee. */
  delegate?: VendorNamed | null;
  project?: VendorNamed | null;
  projectMilestone?: VendorNamed | null;
  cycle?: VendorCycle | null;
  labels?: VendorConnection<VendorLabel>;
  parent?: VendorIssue | null;
  /** Markdown. */
  description?: string | null;
  dueDate?: string | null;
  branchName?: string;
  createdAt?: string;
  updatedAt?: string;
  archivedAt?: string | null;
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
  resolvedAt?: string | null;
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
  issue?: { identifier?: string };
}

export interface VendorRelation {
  id?: string;
  /** blocks, duplicate, related, similar. */
  type?: string;
  issue?: VendorIssue;
  relatedIssue?: VendorIssue;
}

/** One thing that happened to an issue; what did not change is null or missing. */
export interface VendorHistory {
  id?: string;
  createdAt?: string;
  actor?: VendorNamed | null;
  botActor?: VendorNamed | null;
  addedLabels?: VendorNamed[] | null;
  removedLabels?: VendorNamed[] | null;
  relationChanges?: { identifier?: string; type?: string }[] | null;
  attachment?: { title?: string } | null;
  updatedDescription?: boolean | null;
  archived?: boolean | null;
  trashed?: boolean | null;
  /** `fromState`, `toState` and the like. */
  [change: string]: unknown;
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
