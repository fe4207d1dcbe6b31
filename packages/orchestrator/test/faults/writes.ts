import type { BatchStep } from "@pm-orchestrator/core";

/** One of the writes of the first operations, as a scenario makes it and as its traces are found afterwards. */
export interface TriedWrite {
  system: string;
  operation: string;
  /** Params of a step whose traces can be told from all others by `mark`, at a place where nobody else writes. */
  params(mark: string, place: FreePlace): Record<string, unknown>;
  /** A field of its result that other steps can refer to. */
  gives: string;
  /** Whether a request of the log is this write. */
  isRequest(request: { method: string; path: string }): boolean;
  /** What to read in order to count its traces. */
  traces(place: FreePlace): Omit<BatchStep, "id">;
  /** How often the mark stands in what was read: how often the write was made. */
  count(found: unknown, mark: string): number;
}

/** What a step has for itself. */
export interface FreePlace {
  /** An issue in the status To Do. */
  issue: string;
  /** A branch without a pull request. */
  branch: string;
}

const texts = (list: unknown, field: string): unknown[] =>
  Array.isArray(list) ? list.map((item: Record<string, unknown>) => item[field]) : [];

const times = (list: unknown, field: string, mark: string): number =>
  texts(list, field).filter((text) => typeof text === "string" && text.includes(mark)).length;

const of = (found: unknown, key: string): unknown => (found as Record<string, unknown> | undefined)?.[key];

export const WRITES: readonly TriedWrite[] = [
  {
    system: "jira",
    operation: "create_issue",
    params: (mark) => ({ project: "TRAIN", issue_type: "Task", summary: mark }),
    gives: "key",
    isRequest: ({ method, path }) => method === "POST" && path === "/rest/api/3/issue",
    traces: () => ({
      system: "jira",
      operation: "search_issues",
      params: { jql: "project = TRAIN ORDER BY created DESC", limit: 100 },
    }),
    count: (found, mark) => times(of(found, "issues"), "summary", mark),
  },
  {
    system: "jira",
    operation: "add_comment",
    params: (mark) => ({ issue_key: "TRAIN-150", body: mark }),
    gives: "id",
    isRequest: ({ method, path }) => method === "POST" && /^\/rest\/api\/3\/issue\/[^/]+\/comment/.test(path),
    traces: () => ({
      system: "jira",
      operation: "get_comments",
      params: { issue_key: "TRAIN-150", limit: 100 },
    }),
    count: (found, mark) => times(of(found, "comments"), "body", mark),
  },
  {
    system: "jira",
    operation: "transition_issue",
    params: (mark, { issue }) => ({
      issue_key: issue,
      transition: "In Progress",
      comment: mark,
    }),
    gives: "key",
    isRequest: ({ method, path }) => method === "POST" && /\/transitions(\?|$)/.test(path),
    traces: ({ issue }) => ({
      system: "jira",
      operation: "get_comments",
      params: { issue_key: issue },
    }),
    count: (found, mark) => times(of(found, "comments"), "body", mark),
  },
  {
    system: "linear",
    operation: "create_issue",
    params: (mark) => ({ team: "PSN", title: mark }),
    gives: "identifier",
    isRequest: ({ method }) => method === "POST",
    traces: () => ({
      system: "linear",
      operation: "list_issues",
      params: { team: "PSN", limit: 200, order_by: "createdAt" },
    }),
    count: (found, mark) => times(of(found, "issues"), "title", mark),
  },
  {
    system: "linear",
    operation: "create_comment",
    params: (mark) => ({ issue_id: "PSN-110", body: mark }),
    gives: "id",
    isRequest: ({ method }) => method === "POST",
    traces: () => ({
      system: "linear",
      operation: "list_comments",
      params: { issue_id: "PSN-110", limit: 100 },
    }),
    count: (found, mark) => times(of(found, "comments"), "body", mark),
  },
  {
    system: "confluence",
    operation: "create_page",
    params: (mark) => ({ space: "TECH", title: mark, body: `About ${mark}.` }),
    gives: "id",
    isRequest: ({ method, path }) => method === "POST" && /\/pages(\?|$)/.test(path),
    traces: () => ({
      system: "confluence",
      operation: "search_pages",
      params: { cql: 'space = TECH AND type = page AND title ~ "mark"', limit: 100 },
    }),
    count: (found, mark) => times(of(found, "pages"), "title", mark),
  },
  {
    system: "slack",
    operation: "post_message",
    params: (mark) => ({ channel: "engineering", text: mark }),
    gives: "ts",
    isRequest: ({ path }) => path.includes("chat.postMessage"),
    traces: () => ({
      system: "slack",
      operation: "get_message_history",
      params: { channel: "engineering", limit: 200 },
    }),
    count: (found, mark) => times(of(found, "messages"), "text", mark),
  },
  {
    system: "bitbucket",
    operation: "create_pull_request",
    params: (mark, { branch }) => ({ repository: "platform", title: mark, source_branch: branch }),
    gives: "id",
    isRequest: ({ method, path }) => method === "POST" && /\/pullrequests(\?|$)/.test(path),
    traces: () => ({
      system: "bitbucket",
      operation: "list_pull_requests",
      params: { repository: "platform", state: "OPEN", limit: 50 },
    }),
    count: (found, mark) => times(of(found, "pull_requests"), "title", mark),
  },
];

/** Reads that stand beside the writes. */
export const READS: readonly Omit<BatchStep, "id">[] = [
  { system: "jira", operation: "get_issue", params: { issue_key: "TRAIN-123" } },
  { system: "jira", operation: "get_project", params: { project: "TRAIN" } },
  { system: "linear", operation: "get_issue", params: { issue_id: "PSN-120" } },
  { system: "confluence", operation: "search_pages", params: { query: "authentication", space: "TECH" } },
  { system: "slack", operation: "get_channel", params: { channel: "engineering" } },
  { system: "bitbucket", operation: "get_pull_request", params: { repository: "platform", id: 42 } },
];
