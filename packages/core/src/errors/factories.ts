import { PmoError } from "./pmo-error.js";
import { type ErrorEntry, ORCHESTRATOR_ERRORS, type OrchestratorErrorCode } from "./table.js";

/** What the place that raises an error adds to the table's row. */
export interface ErrorOccurrence {
  message: string;
  system?: string | undefined;
  details?: Record<string, unknown> | undefined;
  /** Put before the table's own suggestions. */
  suggestions?: readonly string[] | undefined;
  retryable?: boolean | undefined;
  cause?: unknown;
}

/** An error of the orchestrator's own range 6000–6199. */
export function orchestratorError(code: OrchestratorErrorCode, occurrence: ErrorOccurrence): PmoError {
  return fromEntry(code, ORCHESTRATOR_ERRORS[code], occurrence);
}

/** The errors of one adapter: its table, and a maker that fills in what the table fixes. */
export interface AdapterErrors<Code extends string = string> {
  readonly table: Readonly<Record<Code, ErrorEntry>>;
  create(code: Code, occurrence: ErrorOccurrence): PmoError;
}

/**
 * Declares an adapter's errors. Two codes with one number are a programming error and throw at once.
 *
 * @example
 * const errors = defineErrors({ ISSUE_NOT_FOUND: { number: 2003, when: "…", suggestions: ["…"] } });
 * throw errors.create("ISSUE_NOT_FOUND", { message: "There is no issue TRAIN-9." });
 */
export function defineErrors<const Table extends Record<string, ErrorEntry>>(
  table: Table,
): AdapterErrors<Extract<keyof Table, string>> {
  const byNumber = new Map<number, string>();
  for (const [code, entry] of Object.entries(table)) {
    const twin = byNumber.get(entry.number);
    if (twin !== undefined) throw new TypeError(`${code} and ${twin} have the same number ${entry.number}.`);
    byNumber.set(entry.number, code);
  }
  return {
    table,
    create: (code, occurrence) => {
      const entry = Object.hasOwn(table, code) ? table[code] : undefined;
      if (entry === undefined) throw new TypeError(`${code} is not in the table of errors.`);
      return fromEntry(code, entry, occurrence);
    },
  };
}

function fromEntry(code: string, entry: ErrorEntry, occurrence: ErrorOccurrence): PmoError {
  const { suggestions = [], ...rest } = occurrence;
  return new PmoError({
    ...rest,
    code,
    number: entry.number,
    suggestions: [...suggestions, ...entry.suggestions.filter((text) => !suggestions.includes(text))],
    retryable: occurrence.retryable ?? entry.retryable ?? false,
  });
}
