/**
 * What Confluence answers, as far as it is used. Everything is optional: replies are read forgivingly.
 *
 * @see https://developer.atlassian.com/cloud/confluence/rest/v2/
 */
export interface VendorPage {
  id?: string;
  status?: string;
  title?: string;
  spaceId?: string;
  parentId?: string | null;
  authorId?: string;
  createdAt?: string;
  version?: VendorVersion;
  body?: VendorBody;
  labels?: { results?: VendorLabel[]; meta?: { hasMore?: boolean; cursor?: string } };
  _links?: VendorLinks;
}

export interface VendorVersion {
  number?: number;
  message?: string;
  minorEdit?: boolean;
  createdAt?: string;
  authorId?: string;
}

export interface VendorBody {
  storage?: { value?: string };
}

export interface VendorLabel {
  name?: string;
  prefix?: string;
}

export interface VendorComment {
  id?: string;
  pageId?: string;
  blogPostId?: string;
  parentCommentId?: string;
  version?: VendorVersion;
  body?: VendorBody;
  /** Of inline comments. */
  resolutionStatus?: string;
  properties?: { inlineOriginalSelection?: string };
  _links?: VendorLinks;
}

export interface VendorSpace {
  id?: string;
  key?: string;
  name?: string;
  type?: string;
  status?: string;
  homepageId?: string | null;
  _links?: VendorLinks;
}

export interface VendorUser {
  accountId?: string;
  accountType?: string;
  displayName?: string;
  publicName?: string;
  /** Empty when it may not be seen. */
  email?: string;
  timeZone?: string;
}

export interface VendorGroup {
  id?: string;
  name?: string;
}

/** `webui` is relative to `base`, which ends in `/wiki`. */
export interface VendorLinks {
  base?: string;
  webui?: string;
  next?: string;
}

/** One answer of a list that goes on where `_links.next` says. */
export interface VendorList<Item> {
  results?: Item[];
  _links?: VendorLinks;
}

/** v1's search. @see https://developer.atlassian.com/cloud/confluence/rest/v1/api-group-search/ */
export interface VendorSearch extends VendorList<VendorSearchResult> {
  totalSize?: number;
}

export interface VendorSearchResult {
  content?: { id?: string; type?: string; title?: string; space?: { key?: string } };
  title?: string;
  excerpt?: string;
  url?: string;
  lastModified?: string;
  resultGlobalContainer?: { displayUrl?: string };
}

/** One of a page's children, ancestors or descendants. */
export interface VendorNode {
  id?: string;
  title?: string;
  type?: string;
  status?: string;
  parentId?: string;
  spaceId?: string;
}

export interface VendorAttachment {
  id?: string;
  title?: string;
  pageId?: string;
  mediaType?: string;
  comment?: string;
  fileSize?: number;
  createdAt?: string;
  webuiLink?: string;
  version?: VendorVersion;
  _links?: VendorLinks;
}

/** A page as v1 answers it after a copy. */
export interface VendorContent {
  id?: string;
  title?: string;
  version?: { number?: number };
  _links?: VendorLinks;
}

/** What v1 says of who alone may do something. */
export interface VendorRestriction {
  operation?: string;
  restrictions?: { user?: VendorList<VendorUser>; group?: VendorList<VendorGroup> };
}

export interface VendorTemplate {
  templateId?: string;
  name?: string;
  description?: string;
  labels?: VendorLabel[];
  templateType?: string;
  space?: { key?: string };
  body?: VendorBody;
}

export interface VendorTask {
  id?: string;
  pageId?: string;
  blogPostId?: string;
  status?: string;
  body?: VendorBody;
  createdBy?: string;
  assignedTo?: string;
  completedBy?: string;
  createdAt?: string;
  dueAt?: string;
  completedAt?: string;
}

/** What somebody may do in a space. */
export interface VendorSpacePermission {
  id?: string;
  principal?: { type?: string; id?: string };
  operation?: { key?: string; targetType?: string };
}
