/** Requests that several tests use. */

export const GATHER = {
  operations: [
    { system: "jira", operation: "get_issue", params: { issue_key: "TRAIN-123" } },
    { system: "confluence", operation: "search_pages", params: { query: "authentication", space: "TECH" } },
    { system: "slack", operation: "search_messages", params: { query: "TRAIN-123" } },
  ],
};

export const BATCH = {
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
      params: { channel: "#engineering", text: "Created ${{ steps.create_linear.data.identifier }}" },
    },
    {
      id: "search_confluence",
      system: "confluence",
      operation: "search_pages",
      params: { query: "authentication", space: "TECH" },
    },
  ],
};

/** A request as standard input. */
export function asInput(request: unknown): { stdin: string } {
  return { stdin: JSON.stringify(request) };
}

/** A batch of reads of Jira, given by id and what differs. */
export function jiraSteps(...steps: readonly Record<string, unknown>[]): { operations: unknown[] } {
  return {
    operations: steps.map((step) => ({
      system: "jira",
      operation: "get_issue",
      params: { issue_key: "TRAIN-123" },
      ...step,
    })),
  };
}
