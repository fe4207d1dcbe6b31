/** What went wrong with one upstream call, before an adapter has given it one of its codes. */
export type HttpFailure =
  | {
      /** The vendor answered with a status that is not a success. */
      kind: "status";
      status: number;
      headers: Headers;
      /** Parsed JSON, or the text when it is no JSON. */
      body: unknown;
    }
  /** The vendor answered success, but not with what it promises: HTML, broken JSON, a redirect to elsewhere, too much. */
  | { kind: "malformed"; status: number; reason: string; contentType: string | null }
  /** One attempt took longer than `timeoutMs`. */
  | { kind: "timeout"; timeoutMs: number }
  /** No answer came: refused, reset, name not found. `sent` is false when the request certainly did not reach the vendor. */
  | { kind: "network"; reason: string; sent: boolean };

/** Names the codes by which an adapter reports what every system can do to it. */
export interface FailureCodes<Code extends string> {
  unauthorized: Code;
  forbidden: Code;
  conflict: Code;
  rateLimited: Code;
  timeout: Code;
  /** Everything else. */
  api: Code;
}

/** What an adapter says of a failure: its code, and what it knows. Laid over the kit's own reading. */
export interface FailureReading<Code extends string> {
  code: Code;
  message?: string;
  details?: Record<string, unknown>;
  suggestions?: string[];
  retryable?: boolean;
}
