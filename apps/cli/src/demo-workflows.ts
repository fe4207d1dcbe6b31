import type { Envelope } from "@pm-orchestrator/core";

/** One request of the demo. */
export interface Workflow {
  title: string;
  explanation: string;
  envelope: Envelope;
}

/** The three classic requests, against the world with which the simulators start. */
export const WORKFLOWS: readonly Workflow[] = [
  {
    title: "1  One call: smart_delegate",
    explanation: "A Jira issue: one operation of one system.",
    envelope: {
      operation: "smart_delegate",
      params: { system: "jira", operation: "get_issue", params: { issue_key: "TRAIN-123" } },
    },
  },
  {
    title: "2  Everything about it, at once: lazy_gather_context",
    explanation: "One request, five systems, nothing waits for anything.",
    envelope: {
      operation: "lazy_gather_context",
      params: {
        operations: [
          { system: "jira", operation: "get_issue", params: { issue_key: "TRAIN-123" } },
          {
            system: "confluence",
            operation: "search_pages",
            params: { query: "authentication", space: "TECH", limit: 5 },
          },
          { system: "slack", operation: "search_messages", params: { query: "TRAIN-123", limit: 5 } },
          {
            system: "bitbucket",
            operation: "get_pull_request",
            params: { repository: "acme/platform", id: 42 },
          },
          { system: "linear", operation: "search_issues", params: { query: "authentication", limit: 5 } },
        ],
      },
    },
  },
  {
    title: "3  Jira → Linear → Slack, and Confluence beside it: batch_parallel_execute",
    explanation: "Each step takes what it needs from the one before; what depends on nothing does not wait.",
    envelope: {
      operation: "batch_parallel_execute",
      params: {
        operations: [
          { id: "get_jira", system: "jira", operation: "get_issue", params: { issue_key: "TRAIN-123" } },
          {
            id: "create_linear",
            system: "linear",
            operation: "create_issue",
            params: { team: "PSN", title: "${{ steps.get_jira.data.summary }}" },
          },
          {
            id: "post_slack",
            system: "slack",
            operation: "post_message",
            params: {
              channel: "#engineering",
              text: "TRAIN-123 is now ${{ steps.create_linear.data.identifier }} in Linear.",
            },
          },
          {
            id: "search_confluence",
            system: "confluence",
            operation: "search_pages",
            params: { query: "authentication", space: "TECH", limit: 5 },
          },
        ],
      },
    },
  },
];
