import { didYouMean, orchestratorError, type PmoError } from "@pm-orchestrator/core";
import { type WireIssue, wireIssues } from "@pm-orchestrator/core/schemas";
import type { z } from "@pm-orchestrator/core/zod";

/** Everything of a request that does not fit its schema, as one INVALID_REQUEST (6007); undefined when it fits. */
export function schemaDefect(
  schema: z.ZodType,
  request: unknown,
  knownKeys: readonly string[],
): PmoError | undefined {
  const parsed = schema.safeParse(request);
  if (parsed.success) return undefined;
  const issues = wireIssues(parsed.error);
  const guesses = issues.flatMap(({ unknown_keys = [] }) =>
    unknown_keys.flatMap((key) => didYouMean(key, knownKeys)),
  );
  return invalidRequest(issues, { guesses });
}

/** INVALID_REQUEST (6007) for these issues. */
export function invalidRequest(
  issues: readonly WireIssue[],
  { guesses = [] }: { guesses?: readonly string[] } = {},
): PmoError {
  const first = issues[0];
  return orchestratorError("INVALID_REQUEST", {
    message: `The request does not fit: ${issues.map(issueText).join("; ")}.`,
    details: { issues },
    suggestions: [
      ...new Set(guesses),
      ...(first === undefined || guesses.length > 0
        ? []
        : [`Correct ${first.path === "" ? "the request" : first.path}.`]),
    ],
  });
}

export function issueText({ path, message }: WireIssue): string {
  return path === "" ? message : `${path}: ${message}`;
}

/** The keys of the four requests, for guesses at misspelt ones. */
export const REQUEST_KEYS = [
  "operations",
  "parallel",
  "fail_fast",
  "timeout_ms",
  "on_failure",
  "context",
  "system",
  "operation",
  "params",
  "target",
  "targets",
  "follow",
  "refresh_cache",
  "select",
  "max_tokens",
  "depends_on",
  "id",
  "detailed",
] as const;
