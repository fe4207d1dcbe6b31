import type { WireError } from "@pm-orchestrator/core";

export const EXIT = {
  succeeded: 0,
  failed: 1,
  /** The request or the command line is wrong. */
  usage: 2,
  /** Configuration, package or credentials, and nothing else succeeded. */
  configuration: 3,
  interrupted: 130,
} as const;

const USAGE = new Set([6001, 6002, 6003, 6004, 6007, 6008, 6009, 6010, 6012, 6013, 6017]);
const CONFIGURATION = new Set([6006, 6011, 6018, 6019]);
/** x404 UNAUTHORIZED and x406 SCOPE_MISSING of our five systems. */
const CREDENTIALS = new Set([404, 406]);
/** A step that ended like this had nothing to do with its own end. */
const CONSEQUENCE = new Set([6104, 6107]);

interface ErrorNumber {
  readonly number: number;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** What of an answer decides the exit code. */
export interface AnswerOutcome {
  readonly success: boolean;
  readonly data?: unknown;
  readonly error?: WireError | undefined;
}

interface ResultOutcome {
  readonly success: boolean;
  readonly error?: ErrorNumber | undefined;
}

/** The exit code of an answer (DESIGN 7). */
export function exitCodeOf(answer: AnswerOutcome, interrupted = false): number {
  if (interrupted) return EXIT.interrupted;
  const results = resultsOf(answer.data);
  if (results.length === 0) {
    if (answer.error !== undefined) return exitCodeOfError(answer.error);
    return answer.success ? EXIT.succeeded : EXIT.failed;
  }
  if (results.every(({ success }) => success)) return answer.success ? EXIT.succeeded : EXIT.failed;
  if (results.some(({ success }) => success)) return EXIT.failed;
  const causes = results.flatMap(({ error }) =>
    error === undefined || CONSEQUENCE.has(error.number) ? [] : [error.number],
  );
  return causes.length > 0 && causes.every(isConfiguration) ? EXIT.configuration : EXIT.failed;
}

/** The exit code of an error that stands for the whole. Of several defects a wrong request outweighs a wrong set-up. */
export function exitCodeOfError(error: ErrorNumber): number {
  const defects = error.details?.["defects"];
  const numbers = Array.isArray(defects) ? defects.map((defect: ErrorNumber) => defect.number) : [];
  const all = [error.number, ...numbers];
  if (all.some((number) => USAGE.has(number))) return EXIT.usage;
  return all.some(isConfiguration) ? EXIT.configuration : EXIT.failed;
}

function isConfiguration(number: number): boolean {
  return CONFIGURATION.has(number) || (number < 6000 && CREDENTIALS.has(number % 1000));
}

function resultsOf(data: unknown): readonly ResultOutcome[] {
  if (typeof data !== "object" || data === null || !("results" in data)) return [];
  const { results } = data;
  return Array.isArray(results) && results.every(isResult) ? results : [];
}

/** A delegate's data is the system's own: only what carries a status is a result of ours. */
function isResult(value: unknown): value is ResultOutcome {
  return typeof value === "object" && value !== null && "success" in value && "status" in value;
}
