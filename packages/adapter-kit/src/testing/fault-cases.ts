/** What an operation must make of a fault that strikes its call. */
export interface ExpectedOfFault {
  /** Of the error; undefined: it succeeds all the same. */
  number?: number;
  retryable?: boolean;
  /** Part of the error's details. */
  details?: Readonly<Record<string, unknown>>;
  /** Whether the system did what was asked. */
  applied: boolean;
}

/** A wait longer than any limit that a test sets for an attempt. Unit: milliseconds. */
const LONG_MS = 3_600_000;

const FAULTS = {
  limited: { fault: "rate_limited", retry_after: 7, headers: "retry_after" },
  limitedSilently: { fault: "rate_limited", headers: "none" },
  status500: { fault: "status", status: 500 },
  status502: { fault: "status", status: 502 },
  status503: { fault: "status", status: 503 },
  status503Told: { fault: "status", status: 503, retry_after: 7 },
  resetBefore: { fault: "reset_before" },
  resetAfter: { fault: "reset_after" },
  slow: { fault: "slow_body", over_ms: LONG_MS },
  truncated: { fault: "truncated_json" },
  page: { fault: "html_page" },
  page503: { fault: "html_page", status: 503, applied: false },
  redirect: { fault: "endless_redirect" },
  mistyped: { fault: "wrong_content_type" },
  huge: { fault: "huge_answer" },
  expired: { fault: "expired_token" },
  noAnswer: { fault: "no_answer" },
  noAnswerApplied: { fault: "no_answer", applied: true },
} as const;

/** A rule of a plan of faults, as `@pm-orchestrator/simulator` takes it. */
export type FaultOfCase = (typeof FAULTS)[keyof typeof FAULTS];

export interface FaultCase {
  name: string;
  fault: FaultOfCase;
  expected: ExpectedOfFault;
}

/**
 * Every fault of the simulators, and what an adapter's read or write must make of it: the right code, whether another try
 * may help, and for a write whose answer was lost OUTCOME_UNKNOWN (6105). The operation's attempts must end after a short
 * time. `thousand` is where the adapter's numbers begin, e.g. 2000.
 */
export function faultCases(thousand: number, effect: "read" | "write"): FaultCase[] {
  const [api, limited, timeout, unauthorized] = [401, 402, 403, 404].map((number) => thousand + number);
  const unknown = 6105;
  const rows = (
    effect === "read"
      ? [
          ["limited", limited, true, false, { retry_after_ms: 7000 }],
          ["limitedSilently", limited, true, false],
          ["status500", api, true, false],
          ["status502", api, true, false],
          ["status503", api, true, false],
          ["status503Told", api, true, false, { retry_after_ms: 7000 }],
          ["resetBefore", api, true, false],
          ["resetAfter", api, true, true],
          ["slow", timeout, true, true],
          ["truncated", api, false, true],
          ["page", api, false, true],
          ["page503", api, true, false],
          ["redirect", api, false, false],
          ["mistyped", undefined, undefined, true],
          ["huge", api, false, true],
          ["expired", unauthorized, false, false],
          ["noAnswer", timeout, true, false],
        ]
      : [
          ["limited", limited, true, false, { retry_after_ms: 7000 }],
          ["limitedSilently", limited, true, false],
          ["status500", api, false, false, { outcome: "uncertain" }],
          ["status502", unknown, false, false],
          ["status503", api, true, false],
          ["status503Told", api, true, false, { retry_after_ms: 7000 }],
          ["resetBefore", unknown, false, false],
          ["resetAfter", unknown, false, true],
          ["slow", unknown, false, true],
          ["truncated", unknown, false, true],
          ["page", unknown, false, true],
          ["page503", api, true, false],
          ["redirect", api, false, false],
          ["mistyped", undefined, undefined, true],
          ["huge", unknown, false, true],
          ["expired", unauthorized, false, false],
          ["noAnswer", unknown, false, false],
          ["noAnswerApplied", unknown, false, true],
        ]
  ) as [keyof typeof FAULTS, number | undefined, boolean | undefined, boolean, Record<string, unknown>?][];
  return rows.map(([name, number, retryable, applied, details]) => ({
    name: JSON.stringify(FAULTS[name]),
    fault: FAULTS[name],
    expected: {
      applied,
      ...(number === undefined ? {} : { number }),
      ...(retryable === undefined ? {} : { retryable }),
      ...(details === undefined ? {} : { details }),
    },
  }));
}
