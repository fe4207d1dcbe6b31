import { redact, redactShort, redactText } from "./redact.js";

/** How much of each part is told. What is wrong may be a text of megabytes, and nobody reads an error that repeats it. */
const LONGEST = { message: 12_000, suggestion: 1_000, detail: 20_000, name: 200 } as const;

/** An error as it crosses a boundary: the `error` of every answer and of every step's result (DESIGN 3.7). */
export interface WireError {
  /** The symbol, e.g. `ISSUE_NOT_FOUND`. Repeats between systems; `number` does not. */
  code: string;
  /** Unique across everything of ours: 6000–6199 orchestrator, digit × 1000 per system, 10000 and up third parties. */
  number: number;
  /** The configured system in which it happened. */
  system?: string;
  message: string;
  details: Record<string, unknown>;
  /** What to do about it, most helpful first. */
  suggestions: string[];
  /** Whether the same request may succeed later without being changed. */
  retryable: boolean;
}

export interface PmoErrorInit {
  code: string;
  number: number;
  message: string;
  system?: string | undefined;
  details?: Record<string, unknown> | undefined;
  suggestions?: readonly string[] | undefined;
  retryable?: boolean | undefined;
  cause?: unknown;
}

const brand = Symbol.for("pm-orchestrator.error");
const inspectCustom = Symbol.for("nodejs.util.inspect.custom");

/**
 * The one error class. Recognise it with {@link isPmoError}, never with `instanceof`: an adapter may carry its
 * own copy of this package.
 *
 * What it shows (`toJSON`, `message`) is redacted; `cause` is for debuggers in the same process and never serialised.
 */
export class PmoError extends Error {
  readonly [brand] = true;
  override readonly name = "PmoError";
  readonly code: string;
  readonly number: number;
  readonly system: string | undefined;
  readonly details: Record<string, unknown>;
  readonly suggestions: readonly string[];
  readonly retryable: boolean;

  constructor(init: PmoErrorInit) {
    super(
      redactShort(init.message, LONGEST.message),
      init.cause === undefined ? undefined : { cause: init.cause },
    );
    this.code = init.code;
    this.number = init.number;
    this.system = init.system;
    this.details = init.details ?? {};
    this.suggestions = init.suggestions ?? [];
    this.retryable = init.retryable ?? false;
  }

  /** The wire form, redacted: names and numbers are as they are, everything that somebody wrote is searched for secrets, and cut where it is longer than an error should be. */
  toJSON(): WireError {
    return {
      code: this.code,
      number: this.number,
      ...(this.system === undefined ? {} : { system: redactShort(this.system, LONGEST.name) }),
      message: redactShort(this.message, LONGEST.message),
      details: redact(this.details, LONGEST.detail) as Record<string, unknown>,
      suggestions: this.suggestions.map((text) => redactShort(text, LONGEST.suggestion)),
      retryable: this.retryable,
    };
  }

  /** What `console.log` and `util.inspect` show in Node: the wire form and the stack, without details that are not redacted. */
  [inspectCustom](): string {
    return `${redactText(this.stack ?? this.message)}\n${JSON.stringify(this.toJSON(), null, 2)}`;
  }
}

/** Whether `value` is an error of ours, also when it was made by another copy of this package. */
export function isPmoError(value: unknown): value is PmoError {
  return typeof value === "object" && value !== null && (value as { [brand]?: unknown })[brand] === true;
}
