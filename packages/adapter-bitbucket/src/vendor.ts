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

/** One side of a pull request. */
export interface VendorEndpoint {
  branch?: { name?: string } | null;
}

export interface VendorPullRequest {
  id?: number;
  title?: string;
  state?: string;
  author?: VendorUser | null;
  source?: VendorEndpoint;
  destination?: VendorEndpoint;
  /** Only where one pull request is asked for. */
  reviewers?: VendorUser[];
  comment_count?: number;
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
  updated_on?: string;
  links?: VendorLinks;
}
