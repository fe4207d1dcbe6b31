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
  version?: VendorVersion;
  body?: VendorBody;
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
  displayName?: string;
  publicName?: string;
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
