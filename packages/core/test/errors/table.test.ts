import { describe, expect, it } from "vitest";
import {
  type ErrorEntry,
  isPmoError,
  ORCHESTRATOR_ERRORS,
  type OrchestratorErrorCode,
  orchestratorError,
} from "../../src/index.js";
import { wireErrorSchema } from "../../src/schemas/index.js";

/** The design's table (3.7): number, code, the details that it promises, and the issue with which it arrives. */
const DESIGNED: readonly (readonly [number, OrchestratorErrorCode, readonly string[], number | null])[] = [
  [6001, "INVALID_SYSTEM", ["valid_systems"], null],
  [6002, "INVALID_OPERATION", ["valid_operations", "signatures"], null],
  [6003, "CIRCULAR_DEPENDENCY", ["cycle", "all_operations"], null],
  [6004, "DEPENDENCY_NOT_FOUND", ["operation_id", "missing", "known"], null],
  [6005, "TIMEOUT_EXCEEDED", [], null],
  [6006, "SUBAGENT_NOT_AVAILABLE", [], null],
  [6007, "INVALID_REQUEST", ["issues"], null],
  [6008, "INVALID_PARAMS", ["issues", "signature"], null],
  [6009, "DUPLICATE_OPERATION_ID", [], null],
  [6010, "INVALID_REFERENCE", ["reference", "reason", "available"], null],
  [6011, "SYSTEM_NOT_CONFIGURED", ["missing"], null],
  [6012, "AMBIGUOUS_SYSTEM", ["candidates"], null],
  [6013, "WRITE_NOT_ALLOWED", [], null],
  [6014, "CONFIRMATION_REQUIRED", ["preview", "token"], 5],
  [6015, "CONFIRMATION_STALE", [], 5],
  [6016, "RESULT_NOT_FOUND", ["run_id", "known"], null],
  [6017, "REQUEST_TOO_LARGE", [], null],
  [6018, "CONFIG_INVALID", ["file", "line", "key", "nearest"], null],
  [6019, "CONFIG_NOT_TRUSTED", [], null],
  [6020, "UNAUTHENTICATED", [], 6],
  [6021, "FORBIDDEN", [], 6],
  [6022, "DRAINING", [], 6],
  [6023, "RATE_LIMITED", [], 6],
  [6024, "IDEMPOTENCY_CONFLICT", [], 7],
  [6101, "PHASE_EXECUTION_FAILED", ["phase", "first_failure"], null],
  [6102, "OPERATION_EXECUTION_FAILED", [], null],
  [6103, "PARALLEL_EXECUTION_ERROR", [], null],
  [6104, "DEPENDENCY_EXECUTION_FAILED", ["failed_dependency"], null],
  [6105, "OUTCOME_UNKNOWN", ["reconciliation"], null],
  [6106, "CIRCUIT_OPEN", ["retry_at"], 3],
  [6107, "OPERATION_CANCELLED", [], null],
  [6108, "APPROVAL_DENIED", [], 5],
];

const rows: readonly (readonly [string, ErrorEntry])[] = Object.entries(ORCHESTRATOR_ERRORS);

describe("ORCHESTRATOR_ERRORS", () => {
  it("is the design's table, in its order", () => {
    expect(rows.map(([code, { number }]) => [number, code])).toEqual(
      DESIGNED.map(([number, code]) => [number, code]),
    );
  });

  it("gives every number once, all within 6000 to 6199", () => {
    const numbers = rows.map(([, { number }]) => number);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.every((number) => number >= 6000 && number <= 6199)).toBe(true);
  });

  it.each(DESIGNED)("%i %s says when, and names its details", (_number, code, details, since) => {
    const entry: ErrorEntry = ORCHESTRATOR_ERRORS[code];
    expect(entry.when).toMatch(/^\w.{10,}[^.]$/);
    for (const name of details) expect(entry.when).toContain(`details.${name}`);
    expect(entry.since ?? null).toBe(since);
  });

  it.each(DESIGNED)("%i %s makes an error that a caller can act on", (number, code) => {
    const entry: ErrorEntry = ORCHESTRATOR_ERRORS[code];
    const error = orchestratorError(code, { message: "It happened.", system: "jira", details: { a: 1 } });
    expect(isPmoError(error)).toBe(true);
    const wire = wireErrorSchema.parse(JSON.parse(JSON.stringify(error)));
    expect(wire).toEqual({
      code,
      number,
      system: "jira",
      message: "It happened.",
      details: { a: 1 },
      suggestions: [...entry.suggestions],
      retryable: entry.retryable ?? false,
    });
    for (const suggestion of wire.suggestions) expect(suggestion).toMatch(/^[A-Z].*\.$/);
  });

  it("calls retryable only what may pass by itself", () => {
    const retryable = rows.filter(([, entry]) => entry.retryable === true).map(([code]) => code);
    expect(retryable).toEqual([
      "TIMEOUT_EXCEEDED",
      "DRAINING",
      "RATE_LIMITED",
      "CIRCUIT_OPEN",
      "OPERATION_CANCELLED",
    ]);
  });
});
