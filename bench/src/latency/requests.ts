import type { BatchRequest, GatherRequest } from "@pm-orchestrator/core";

/** Of every simulated upstream request. Unit: milliseconds. */
export const LATENCY_MS = 400;

/** Three systems, one read each. */
export const GATHER_OF_THREE: GatherRequest = {
  operations: [
    { system: "jira", operation: "get_issue", params: { issue_key: "TRAIN-123" } },
    { system: "confluence", operation: "search_pages", params: { query: "authentication", space: "TECH" } },
    { system: "slack", operation: "search_messages", params: { query: "TRAIN-123" } },
  ],
};

/** Jira → Linear → Slack by reference, with a search beside it that waits for nobody. */
export const BATCH_OF_FOUR: BatchRequest = {
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
      params: { channel: "#engineering", text: "Filed as ${{ steps.create_linear.data.identifier }}" },
    },
    {
      id: "search_confluence",
      system: "confluence",
      operation: "search_pages",
      params: { query: "authentication", space: "TECH" },
    },
  ],
};
