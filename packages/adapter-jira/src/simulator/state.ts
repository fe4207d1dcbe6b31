import type { World } from "@pm-orchestrator/simulator";

/** A document in Atlassian's format. */
export type Document = { type: "doc"; version: 1; content: unknown[] };

export interface SimComment {
  id: string;
  author: string;
  body: Document;
  created: string;
  updated?: string;
  visibility?: { type: string; value: string };
  properties?: SimProperty[] | undefined;
}

/** What only the API shows of something. */
export interface SimProperty {
  key: string;
  value: unknown;
}

export interface SimChange {
  at: string;
  author: string;
  field: string;
  from: string | null;
  to: string | null;
  /** What the caller put beside it. */
  metadata?: object | undefined;
}

export interface SimIssue {
  id: string;
  key: string;
  project: string;
  type: string;
  summary: string;
  description: Document | null;
  status: string;
  priority: string;
  /** Handles of people. */
  assignee: string | null;
  reporter: string;
  labels: string[];
  components: string[];
  parent: string | null;
  created: string;
  updated: string;
  resolution: string | null;
  comments: SimComment[];
  changes: SimChange[];
  links: { id: string; type: string; other: string; outward: boolean }[];
  attachments: {
    id: string;
    filename: string;
    size: number;
    mimeType: string;
    author: string;
    created: string;
  }[];
}

export interface SimProject {
  id: string;
  key: string;
  name: string;
  description: string;
  lead: string;
  components: string[];
  archived: boolean;
}

/** Everything that the simulated Jira knows. */
export interface JiraState {
  readonly world: World;
  readonly projects: readonly SimProject[];
  /** By upper-case key, in order of creation. */
  readonly issues: Map<string, SimIssue>;
  nextId(): string;
}

export const ISSUE_TYPES = [
  { id: "10001", name: "Epic", subtask: false },
  { id: "10002", name: "Story", subtask: false },
  { id: "10003", name: "Task", subtask: false },
  { id: "10004", name: "Bug", subtask: false },
  { id: "10005", name: "Sub-task", subtask: true },
] as const;

export const PRIORITIES = [
  { id: "1", name: "Highest" },
  { id: "2", name: "High" },
  { id: "3", name: "Medium" },
  { id: "4", name: "Low" },
  { id: "5", name: "Lowest" },
] as const;

export const STATUSES = [
  { id: "1", name: "To Do" },
  { id: "3", name: "In Progress" },
  { id: "4", name: "In Review" },
  { id: "5", name: "Done" },
] as const;

export const LINK_TYPES = [
  { id: "10100", name: "Blocks", inward: "is blocked by", outward: "blocks" },
  { id: "10101", name: "Duplicate", inward: "is duplicated by", outward: "duplicates" },
  { id: "10102", name: "Relates", inward: "relates to", outward: "relates to" },
] as const;

export type StatusName = (typeof STATUSES)[number]["name"];

/** A plain text as a document: what a person types into a comment. */
export function textDocument(...paragraphs: string[]): Document {
  return {
    type: "doc",
    version: 1,
    content: paragraphs.map((text) => ({ type: "paragraph", content: [{ type: "text", text }] })),
  };
}

/** The words of a document, for search. */
export function documentText(node: unknown): string {
  if (Array.isArray(node)) return node.map(documentText).join(" ");
  if (typeof node !== "object" || node === null) return "";
  const { text, content } = node as { text?: unknown; content?: unknown };
  return `${typeof text === "string" ? text : ""} ${documentText(content)}`;
}
