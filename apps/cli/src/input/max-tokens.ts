import { usageError } from "../usage-error.js";
import type { UncheckedRequest } from "./unchecked-request.js";

/** The flag of every command that sends a request. */
export const MAX_TOKENS = {
  flags: "--max-tokens <N>",
  summary: "what the results may have together, in tokens; what is withheld is named",
} as const;

/** A request with the budget of the command line, which goes before the one in its file. */
export function withMaxTokens(
  request: UncheckedRequest,
  { maxTokens }: Readonly<Record<string, unknown>>,
): UncheckedRequest {
  if (maxTokens === undefined) return request;
  const max_tokens = Number(maxTokens);
  if (!Number.isSafeInteger(max_tokens) || max_tokens < 1) {
    throw usageError(`--max-tokens takes a whole number from 1 on, not ${String(maxTokens).slice(0, 40)}.`, {
      suggestions: ["For instance --max-tokens 4000."],
    });
  }
  const { params, envelope } = request;
  const budgeted = { ...request, params: within(params, max_tokens) };
  if (!isObject(envelope)) return budgeted;
  return { ...budgeted, envelope: { ...envelope, params: within(envelope["params"], max_tokens) } };
}

/** What is no request at all is left to the engine, whose answer says so. */
function within(params: unknown, max_tokens: number): unknown {
  return isObject(params) ? { ...params, max_tokens } : params;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
