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
  changelog?: { histories?: VendorHistory[] };
  fields?: VendorFields;
}

export interface VendorFields {
  summary?: string;
  status?: Named;
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
}

export interface VendorHistory {
  created?: string;
  author?: VendorUser;
  items?: { field?: string; fromString?: string | null; toString?: string | null }[];
}

export interface VendorLink {
  id?: string;
  type?: { name?: string; inward?: string; outward?: string };
  inwardIssue?: VendorIssue;
  outwardIssue?: VendorIssue;
}

export interface VendorAttachment {
  id?: string;
  filename?: string;
  size?: number;
  mimeType?: string;
  created?: string;
  author?: VendorUser;
}

export interface VendorProject {
  id?: string;
  key?: string;
  name?: string;
  projectTypeKey?: string;
  lead?: VendorUser;
}
