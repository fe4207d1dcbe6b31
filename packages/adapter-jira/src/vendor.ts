/**
 * What Jira answers, as far as it is used. Everything is optional: replies are read forgivingly.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/
 */
export interface VendorUser {
  accountId?: string;
  displayName?: string;
  emailAddress?: string;
  active?: boolean;
  accountType?: string;
  timeZone?: string;
}

interface Named {
  id?: string;
  name?: string;
}

export interface VendorTransition {
  id?: string;
  name?: string;
  to?: Named;
}

export interface VendorIssue {
  id?: string;
  key?: string;
  transitions?: VendorTransition[];
  changelog?: { histories?: VendorHistory[]; total?: number };
  properties?: Record<string, unknown>;
  fields?: VendorFields;
}

export interface VendorFields {
  summary?: string;
  status?: VendorStatus;
  issuetype?: Named;
  priority?: Named | null;
  assignee?: VendorUser | null;
  reporter?: VendorUser | null;
  labels?: string[];
  parent?: { key?: string; fields?: { summary?: string } };
  /** Atlassian's document format. */
  description?: unknown;
  created?: string;
  updated?: string;
  duedate?: string | null;
  resolutiondate?: string | null;
  comment?: { comments?: VendorComment[]; total?: number };
  issuelinks?: VendorLink[];
  subtasks?: VendorIssue[];
  attachment?: VendorAttachment[];
  [custom: string]: unknown;
}

export interface VendorComment {
  id?: string;
  author?: VendorUser;
  body?: unknown;
  created?: string;
  updated?: string;
  visibility?: { type?: string; value?: string };
}

export interface VendorHistory {
  created?: string;
  historyMetadata?: { extraData?: Record<string, string> };
  author?: VendorUser;
  items?: { field?: string; fromString?: string | null; toString?: string | null }[];
}

export interface VendorLinkType {
  id?: string;
  name?: string;
  inward?: string;
  outward?: string;
}

export interface VendorLink {
  id?: string;
  type?: VendorLinkType;
  inwardIssue?: VendorIssue;
  outwardIssue?: VendorIssue;
}

export interface VendorAttachment {
  /** A number where a single attachment is answered. */
  id?: string | number;
  filename?: string;
  size?: number;
  mimeType?: string;
  created?: string;
  author?: VendorUser;
}

export interface VendorRemoteLink {
  id?: number | string;
  relationship?: string;
  application?: { name?: string };
  object?: { url?: string; title?: string; summary?: string };
}

export interface VendorWorklog {
  id?: string;
  author?: VendorUser;
  comment?: unknown;
  started?: string;
  timeSpent?: string;
  timeSpentSeconds?: number;
  properties?: { key?: string; value?: unknown }[];
}

export interface VendorField {
  id?: string;
  key?: string;
  name?: string;
  custom?: boolean;
  schema?: { type?: string; items?: string; custom?: string };
}

export interface VendorProject {
  id?: string;
  key?: string;
  name?: string;
  description?: string;
  projectTypeKey?: string;
  archived?: boolean;
  lead?: VendorUser;
  issueTypes?: VendorIssueType[];
}

export interface VendorIssueType {
  id?: string;
  name?: string;
  description?: string;
  subtask?: boolean;
  /** 1 for epics, 0 for what is below them, -1 for sub-tasks. */
  hierarchyLevel?: number;
}

export interface VendorPriority {
  id?: string;
  name?: string;
  description?: string;
  isDefault?: boolean;
}

export interface VendorResolution {
  id?: string;
  name?: string;
  description?: string;
  default?: boolean;
  isDefault?: boolean;
}

export interface VendorStatus {
  id?: string;
  name?: string;
  statusCategory?: { key?: string; name?: string };
}

export interface VendorComponent {
  id?: string;
  name?: string;
  description?: string;
  lead?: VendorUser;
  assigneeType?: string;
}

export interface VendorVersion {
  id?: string;
  name?: string;
  description?: string;
  /** Days, without a time. */
  startDate?: string;
  releaseDate?: string;
  released?: boolean;
  archived?: boolean;
  overdue?: boolean;
  issuesStatusForFixVersion?: { toDo?: number; inProgress?: number; done?: number; unmapped?: number };
}

export interface VendorFilter {
  id?: string;
  name?: string;
  description?: string;
  jql?: string;
  owner?: VendorUser;
  favourite?: boolean;
}
