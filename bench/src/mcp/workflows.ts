import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import type { Table } from "../page/section.js";
import { converse, type ToolResult } from "./conversation.js";

interface Workflow {
  what: string;
  tool: string;
  args: unknown;
}

const ISSUE = { system: "jira", operation: "get_issue", params: { issue_key: "TRAIN-123" } };
const PAGES = {
  system: "confluence",
  operation: "search_pages",
  params: { query: "authentication", space: "TECH", limit: 5 },
};

const ISSUES = {
  system: "jira",
  operation: "search_issues",
  params: { jql: "project = TRAIN", limit: 100 },
};

/** What an agent looks up first, and then the three requests of `pmo demo`. */
const WORKFLOWS: readonly Workflow[] = [
  { what: "find_operations, all", tool: "find_operations", args: {} },
  { what: "find_operations, a system", tool: "find_operations", args: { system: "jira" } },
  {
    what: "find_operations, an operation",
    tool: "find_operations",
    args: { system: "jira", operation: "get_issue" },
  },
  {
    what: "find_operations, a search",
    tool: "find_operations",
    args: { query: "comment on a pull request" },
  },
  { what: "one issue", tool: "smart_delegate", args: ISSUE },
  {
    what: "five systems at once",
    tool: "lazy_gather_context",
    args: {
      operations: [
        ISSUE,
        PAGES,
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
  {
    what: "a hundred issues and twenty pages, default budget",
    tool: "lazy_gather_context",
    args: { operations: [ISSUES, { ...PAGES, params: { ...PAGES.params, limit: 20 } }] },
  },
  {
    what: "the same, 1,500 tokens",
    tool: "lazy_gather_context",
    args: {
      operations: [ISSUES, { ...PAGES, params: { ...PAGES.params, limit: 20 } }],
      max_tokens: 1500,
    },
  },
  {
    what: "a hundred issues, two fields selected",
    tool: "smart_delegate",
    args: { ...ISSUES, select: "issues[].[key, status]" },
  },
  {
    what: "Jira → Linear → Slack, Confluence beside it",
    tool: "batch_parallel_execute",
    args: {
      operations: [
        { id: "issue", ...ISSUE },
        {
          id: "copy",
          system: "linear",
          operation: "create_issue",
          params: { team: "PSN", title: "${{ steps.issue.data.summary }}" },
        },
        {
          id: "post",
          system: "slack",
          operation: "post_message",
          params: {
            channel: "#engineering",
            text: "TRAIN-123 is now ${{ steps.copy.data.identifier }} in Linear.",
          },
        },
        { id: "pages", ...PAGES },
      ],
    },
  },
];

/** Each request through the five tools, over simulated systems: what the agent writes, and what it reads. */
export async function measureWorkflows(): Promise<Table> {
  const server = converse(["../apps/cli/bin/pmo.js", "mcp", "--simulate"]);
  const rows: (string | number)[][] = [];
  try {
    for (const { what, tool, args } of WORKFLOWS) {
      const result = await server.ask<ToolResult>("tools/call", { name: tool, arguments: args });
      if (result.isError === true) throw new Error(`${what}: ${result.content[0]?.text}`);
      rows.push([
        what,
        countTokens(JSON.stringify({ name: tool, arguments: args })),
        countTokens(result.content[0]?.text ?? ""),
        countTokens(JSON.stringify(result.structuredContent)),
      ]);
    }
  } finally {
    await server.close();
  }
  return {
    title: "Requests through pmo mcp over simulated systems, tokens",
    columns: ["", "call", "answer as text", "answer as an object"],
    rows,
  };
}
