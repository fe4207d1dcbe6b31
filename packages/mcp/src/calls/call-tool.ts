import {
  type CallToolResult,
  type InputRequiredResult,
  ProtocolError,
  ProtocolErrorCode,
  type Server,
  type ServerContext,
} from "@modelcontextprotocol/server";
import {
  type Answer,
  type AnyAnswer,
  didYouMean,
  type Envelope,
  type FindOperationsRequest,
  isPmoError,
  orchestratorError,
  type PmoError,
  type RequestOperation,
  type RunState,
  redactText,
} from "@pm-orchestrator/core";
import type { Orchestrator } from "pm-orchestrator";
import type { OrchestratorHost } from "../host.js";
import { type Asked, answerLines, runLines } from "../text/answers.js";
import { errorLines } from "../text/errors.js";
import { operationsLines } from "../text/operations.js";
import { OUTSIDE_NOTICE } from "../text/outside.js";
import { TABLE_NOTICE, TABLE_START } from "../text/tables.js";
import { DEFAULT_MAX_TOKENS, isToolName, TOOLS } from "../tools/definitions.js";
import { canElicit } from "./client.js";
import type { Consents } from "./consent.js";
import { reporter } from "./events.js";

/** What a call of a tool works with. */
export interface ToolSurroundings {
  host: OrchestratorHost;
  consents: Consents;
  server: Server;
  /** How long a call lasts at most; then the request goes on as a run. Unit: milliseconds. */
  waitMs: number;
}

/** A call as it came. */
export interface ToolCall {
  name: string;
  arguments?: unknown;
}

/**
 * Calls a tool. Whatever is wrong with its arguments, the configuration or a system is a result that an agent can read;
 * only a tool that does not exist is an error of the protocol.
 */
export async function callTool(
  call: ToolCall,
  context: ServerContext,
  surroundings: ToolSurroundings,
): Promise<CallToolResult | InputRequiredResult> {
  const { name, arguments: request = {} } = call;
  if (!isToolName(name)) throw unknownTool(name);
  try {
    const orchestrator = await surroundings.host.orchestrator();
    if (name === "find_operations") {
      const answer = await orchestrator.discover(request as FindOperationsRequest);
      return result(answer, operationsLines(answer));
    }
    const refused = await consent(orchestrator, { operation: name, params: request }, context, surroundings);
    if (refused !== undefined) return isPmoError(refused) ? failed(refused) : refused;
    const outcome = await orchestrator.answerWithin({
      operation: name,
      params: withBudget(name, request),
      waitMs: surroundings.waitMs,
      signal: context.mcpReq.signal,
      onEvent: reporter(context, countOf(name, request)),
    });
    return "run" in outcome ? goesOn(outcome.run) : answered(name, outcome.answer, request as Asked);
  } catch (error) {
    return failed(isPmoError(error) ? error : unexpected(error));
  }
}

/** The request with the default budget, unless it has its own. What is no request at all is refused as it is. */
function withBudget(name: RequestOperation, request: unknown): unknown {
  if (name === "cache_status" || typeof request !== "object" || request === null) return request;
  return { max_tokens: DEFAULT_MAX_TOKENS, ...request };
}

/** What keeps a request from being sent: an error, or a question to the user. */
async function consent(
  orchestrator: Orchestrator,
  call: { operation: RequestOperation; params: unknown },
  context: ServerContext,
  { consents, server }: ToolSurroundings,
): Promise<PmoError | InputRequiredResult | undefined> {
  // The engine itself refuses writes in the other two.
  if (call.operation !== "smart_delegate" && call.operation !== "batch_parallel_execute") return undefined;
  const writes = (await orchestrator.proposedWrites(call as Envelope)).filter(({ allowed }) => !allowed);
  const outcome = consents.of(writes, { call, context, canAsk: canElicit(server, context) });
  if ("given" in outcome) return undefined;
  return "ask" in outcome ? outcome.ask : outcome.refused;
}

function answered(operation: RequestOperation, answer: AnyAnswer, asked: Asked): CallToolResult {
  return result(answer, answerLines(operation, answer, asked));
}

function goesOn(run: RunState): CallToolResult {
  return result({ success: true, data: { run }, metadata: { run_id: run.run_id } }, runLines(run));
}

function failed(error: PmoError): CallToolResult {
  const wire = error.toJSON();
  return result({ success: false, error: wire, metadata: {} }, errorLines(wire));
}

function result(answer: Answer<unknown, unknown>, lines: readonly string[]): CallToolResult {
  const marked = lines.filter((line) => line.startsWith("| "));
  const notices = [
    ...(marked.length > 0 ? [OUTSIDE_NOTICE] : []),
    ...(marked.some((line) => line.includes(TABLE_START)) ? [TABLE_NOTICE] : []),
  ];
  return {
    content: [{ type: "text", text: [...notices, ...lines].join("\n") }],
    structuredContent: answer as unknown as Record<string, unknown>,
    ...(answer.success ? {} : { isError: true }),
  };
}

function unknownTool(name: string): ProtocolError {
  const names = TOOLS.map((tool) => tool.name);
  const guess = didYouMean(name, names).join("");
  return new ProtocolError(
    ProtocolErrorCode.InvalidParams,
    `Unknown tool: ${name.slice(0, 200)}. ${guess === "" ? `There are: ${names.join(", ")}. Operations of the systems are called by smart_delegate.` : guess}`,
  );
}

function unexpected(error: unknown): PmoError {
  const reason = redactText(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  return orchestratorError("OPERATION_EXECUTION_FAILED", {
    message: `The orchestrator itself failed: ${reason}`,
    details: { reason },
    suggestions: ["This is a defect of pm-orchestrator: report it with the call that led here."],
    cause: error,
  });
}

/** How many steps it has for sure: those of other requests are known when the first of them starts. */
function countOf(name: RequestOperation, request: unknown): number {
  const { operations } = (request ?? {}) as { operations?: unknown };
  return name === "batch_parallel_execute" && Array.isArray(operations) ? operations.length : 0;
}
