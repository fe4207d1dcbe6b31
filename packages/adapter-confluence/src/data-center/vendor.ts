import type { VendorBody, VendorLabel, VendorLinks } from "../vendor.js";

/**
 * What Data Center answers, as far as it is used: everything in a space is `content`. Parts come only where `expand`
 * names them.
 *
 * @see https://developer.atlassian.com/server/confluence/confluence-server-rest-api/
 */
export interface Content {
  id?: string | number;
  /** `page`, `blogpost`, `comment` or `attachment`. */
  type?: string;
  status?: string;
  title?: string;
  space?: Space;
  history?: { createdBy?: User; createdDate?: string };
  version?: Version;
  /** From the top down; of a comment: those that it replies to. */
  ancestors?: Content[];
  /** Of comments and attachments: what they stand on. */
  container?: Content;
  body?: VendorBody;
  metadata?: { labels?: List<VendorLabel>; mediaType?: string; comment?: string };
  extensions?: Extensions;
  _links?: VendorLinks;
}

export interface Extensions {
  /** Of pages: among its siblings; a word, or -1, when nobody has arranged them. */
  position?: number | string;
  mediaType?: string;
  fileSize?: number;
  comment?: string;
  /** Of comments: `footer`, `inline` or `resolved`. */
  location?: string;
  resolution?: { status?: string };
  inlineProperties?: { originalSelection?: string };
}

export interface Space {
  key?: string;
  name?: string;
  type?: string;
  status?: string;
  homepage?: Content;
  _links?: VendorLinks;
}

export interface Version {
  number?: number;
  by?: User;
  when?: string;
  message?: string;
  minorEdit?: boolean;
}

export interface User {
  userKey?: string;
  username?: string;
  displayName?: string;
}

export interface List<Item> {
  results?: Item[];
  start?: number;
  limit?: number;
  size?: number;
  totalSize?: number;
  _links?: VendorLinks;
}
