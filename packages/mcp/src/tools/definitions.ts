import type { JSONObject, Tool } from "@modelcontextprotocol/server";
import type { RequestOperation } from "@pm-orchestrator/core";

export type ToolName = RequestOperation | "find_operations";

type Schema = Tool["inputSchema"];

/*
 * An agent pays for these texts before any work, so each word must earn its place: the test holds all five under a
 * thousand tokens. What the schemas leave out, the orchestrator's own schemas check, and their errors tell.
 */

const TEXT = { type: "string" } as const;
const FLAG = { type: "boolean" } as const;
const STEP = {
  system: TEXT,
  operation: TEXT,
  params: { type: "object" },
  select: TEXT,
  refresh_cache: FLAG,
} as const;

const INTEGER = { type: "integer" } as const;

/** What an answer's results may have together, where the client does not say. Unit: tokens. */
export const DEFAULT_MAX_TOKENS = 6000;

function steps(more: JSONObject, required: string[]): JSONObject {
  return { type: "array", items: { type: "object", properties: { ...more, ...STEP }, required } };
}

/** What every tool answers: the same object as in the library, on the command line and over HTTP. */
const OUTPUT: Schema = {
  type: "object",
  properties: {
    success: FLAG,
    data: {},
    error: {
      type: "object",
      properties: {
        code: TEXT,
        number: { type: "integer" },
        message: TEXT,
        suggestions: { type: "array", items: TEXT },
      },
      required: ["code", "number", "message"],
    },
    metadata: { type: "object" },
  },
  required: ["success", "metadata"],
};

const READS = { readOnlyHint: true, openWorldHint: true };
const WRITES = { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true };
const LOOKS = { readOnlyHint: true, idempotentHint: true, openWorldHint: false };

/** The five tools: a list that never changes, whatever is configured. */
export const TOOLS: readonly (Tool & { name: ToolName })[] = [
  {
    name: "find_operations",
    title: "Find operations",
    description:
      "What can be called. Ask first. {}: every system with its operations' names. {system}: their signatures. " +
      "{system, operation}: one in full, with schema and example. {query}: the best five for some words. " +
      "In signatures ? is optional, [] a list, and receipt is {id, key, identifier, url, changed}.",
    inputSchema: {
      type: "object",
      properties: { system: TEXT, operation: TEXT, query: TEXT },
    },
    outputSchema: OUTPUT,
    annotations: LOOKS,
  },
  {
    name: "lazy_gather_context",
    title: "Gather context",
    description:
      "Read many independent things at once, from any systems; refuses writes. One call instead of many: " +
      '{"operations": [{"system": "jira", "operation": "get_issue", "params": {"issue_key": "TRAIN-123"}}, ' +
      '{"system": "slack", "operation": "search_messages", "params": {"query": "TRAIN-123"}}]}. ' +
      "A failed read leaves the others alone. select (JMESPath) takes what is needed out of a result. " +
      `Results share max_tokens (${DEFAULT_MAX_TOKENS}); what is withheld is named, with the call that reads it.`,
    inputSchema: {
      type: "object",
      properties: {
        operations: steps({}, ["system", "operation"]),
        targets: { type: "array", items: TEXT, description: "addresses, keys, #channels" },
        follow: {
          type: "object",
          properties: { depth: INTEGER, kinds: { type: "array", items: TEXT }, limit: INTEGER },
          description: "what targets lead to",
        },
        fail_fast: FLAG,
        timeout_ms: INTEGER,
        max_tokens: INTEGER,
      },
    },
    outputSchema: OUTPUT,
    annotations: READS,
  },
  {
    name: "smart_delegate",
    title: "One operation",
    description:
      `Call one operation, read or write; max_tokens is ${DEFAULT_MAX_TOKENS}. Writes may ask the user. A request that takes longer than 50 s goes on as a run; ` +
      'read it with {"system": "orchestrator", "operation": "get_run", "params": {"run_id": "…", "wait_ms": 20000}}.',
    inputSchema: {
      type: "object",
      properties: {
        ...STEP,
        target: { type: "string", description: "address, key, #channel" },
        timeout_ms: INTEGER,
        max_tokens: INTEGER,
      },
    },
    outputSchema: OUTPUT,
    annotations: WRITES,
  },
  {
    name: "batch_parallel_execute",
    title: "Steps that depend on each other",
    description:
      "Run steps, each as soon as what it needs is done. A param takes a value from another step's result: " +
      '{"operations": [{"id": "a", "system": "jira", "operation": "get_issue", "params": {"issue_key": "TRAIN-123"}}, ' +
      '{"id": "b", "system": "slack", "operation": "post_message", "params": {"channel": "#dev", "text": ' +
      '"See ${{ steps.a.data.url }}"}}]}. Such a reference is a dependency; depends_on is for order alone. ' +
      `It reads the whole result; max_tokens (${DEFAULT_MAX_TOKENS}) is of the answer.`,
    inputSchema: {
      type: "object",
      properties: {
        operations: steps({ id: TEXT, depends_on: { type: "array", items: TEXT } }, [
          "id",
          "system",
          "operation",
        ]),
        on_failure: { enum: ["skip_dependents", "stop", "continue"] },
        timeout_ms: INTEGER,
        max_tokens: INTEGER,
      },
      required: ["operations"],
    },
    outputSchema: OUTPUT,
    annotations: WRITES,
  },
  {
    name: "cache_status",
    title: "Cache status",
    description: "Hits and misses of this session's cache; refresh_cache on a step reads anew.",
    inputSchema: { type: "object", properties: { detailed: FLAG } },
    outputSchema: OUTPUT,
    annotations: LOOKS,
  },
];

export function isToolName(name: string): name is ToolName {
  return TOOLS.some((tool) => tool.name === name);
}
