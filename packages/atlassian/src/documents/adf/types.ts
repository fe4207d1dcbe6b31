/** A mark on a text node, such as `{ type: "link", attrs: { href } }`. */
export interface AdfMark {
  type: string;
  attrs?: Record<string, unknown>;
}

/**
 * A node of the Atlassian Document Format. Only what every node can have is typed: which types exist differs between
 * products and grows, and a reader must live with all of them.
 */
export interface AdfNode {
  type: string;
  text?: string;
  attrs?: Record<string, unknown>;
  marks?: AdfMark[];
  content?: AdfNode[];
}

/**
 * A document in the Atlassian Document Format, as Jira's REST API v3 and Confluence's REST API v2 take it.
 * https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/
 */
export interface AdfDocument {
  version: 1;
  type: "doc";
  content: AdfNode[];
}
