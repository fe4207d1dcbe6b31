import type { AdapterErrors, AdapterHost, PmoError } from "@pm-orchestrator/core";
import type { HttpCall } from "./call.js";
import type { FailureCodes, FailureReading, HttpFailure } from "./failure.js";
import { readBudget } from "./read-budget.js";
import { retryAfterMs } from "./retry-after.js";

interface FailureReader<Code extends string> {
  host: AdapterHost;
  errors: AdapterErrors<Code>;
  codes: FailureCodes<Code>;
  readFailure?(failure: HttpFailure): FailureReading<Code> | undefined;
}

/** Connections that certainly carried nothing to the vendor. */
const NEVER_SENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
]);

/** Reads what `fetch` rejected with: the reason stands in the cause's code. */
export function networkFailure(error: unknown): HttpFailure {
  const cause = (
    error as { cause?: { code?: unknown; errors?: { code?: unknown }[]; message?: unknown } } | null
  )?.cause;
  const code = cause?.code ?? cause?.errors?.[0]?.code;
  const told = [code, cause?.message, error instanceof Error ? error.message : undefined];
  const reason = told.find((text) => typeof text === "string" && text !== "") ?? "no answer";
  return {
    kind: "network",
    reason: String(reason),
    sent: !(typeof code === "string" && NEVER_SENT.has(code)),
  };
}

/** What is known of a failure beside itself. */
interface FailureCircumstances<Code extends string> {
  /** The call that failed: it may know better than the adapter what its failure means. */
  call?: Pick<HttpCall<Code>, "notFound" | "telling" | "readFailure"> | undefined;
  /** A reading that is certain already. */
  given?: FailureReading<Code> | undefined;
  /** Whether it was a write that may have happened all the same: then nobody should simply try again. */
  mayHaveHappened?: boolean;
}

/**
 * The error for a failure: the given reading, else the call's own, else the adapter's, else that of the call's 404, else
 * the kit's. `telling` adds to whichever code came out of that.
 */
export function failureError<Code extends string>(
  reader: FailureReader<Code>,
  failure: HttpFailure,
  { call, given, mayHaveHappened = false }: FailureCircumstances<Code> = {},
): PmoError {
  const general = generalReading(reader, failure);
  const isMissing = failure.kind === "status" && (failure.status === 404 || failure.status === 410);
  const specific =
    given ??
    call?.readFailure?.(failure) ??
    reader.readFailure?.(failure) ??
    (isMissing ? call?.notFound : undefined);
  const code = specific?.code ?? general.code;
  const told = call?.telling?.find((reading) => reading.code === code);
  const uncertain = "Look whether it happened all the same before you send it again.";
  return reader.errors.create(code, {
    message: told?.message ?? specific?.message ?? general.message,
    system: reader.host.system,
    details: {
      ...general.details,
      ...specific?.details,
      ...told?.details,
      ...(mayHaveHappened ? { outcome: "uncertain" } : {}),
    },
    suggestions: [
      ...(mayHaveHappened ? [uncertain] : []),
      ...(told?.suggestions ?? specific?.suggestions ?? general.suggestions ?? []),
    ],
    retryable: mayHaveHappened ? false : (told?.retryable ?? specific?.retryable ?? general.retryable),
  });
}

type GeneralReading<Code extends string> = FailureReading<Code> & { message: string };

function generalReading<Code extends string>(
  reader: FailureReader<Code>,
  failure: HttpFailure,
): GeneralReading<Code> {
  const { codes, host } = reader;
  switch (failure.kind) {
    case "timeout":
      return {
        code: codes.timeout,
        message: `${host.system} did not answer within ${failure.timeoutMs} ms.`,
        details: { timeout_ms: failure.timeoutMs },
        retryable: true,
      };
    case "network":
      return {
        code: codes.api,
        message: `${host.system} cannot be reached (${failure.reason}).`,
        details: { reason: failure.reason },
        suggestions: [`Check the address of ${host.system} and the network; \`pmo doctor\` tries it.`],
        retryable: true,
      };
    case "malformed":
      return {
        code: codes.api,
        message: `${host.system} answered something unexpected: ${failure.reason}.`,
        details: {
          status: failure.status,
          content_type: failure.contentType ?? "none",
          reason: failure.reason,
        },
        suggestions: [
          `Check the address of ${host.system}: a log-in page or a proxy may stand in front of it.`,
        ],
        retryable: false,
      };
    case "status":
      return statusReading(reader, failure);
  }
}

function statusReading<Code extends string>(
  { codes, host }: FailureReader<Code>,
  { status, headers }: Extract<HttpFailure, { kind: "status" }>,
): GeneralReading<Code> {
  const wait =
    status === 429 || status === 503
      ? (retryAfterMs(headers, Date.now()) ?? exhaustedUntil(headers))
      : undefined;
  const details = { status, ...(wait === undefined ? {} : { retry_after_ms: wait }) };
  if (status === 401) {
    return { code: codes.unauthorized, message: `${host.system} does not accept the credentials.`, details };
  }
  if (status === 403)
    return { code: codes.forbidden, message: `${host.system} does not permit this.`, details };
  if (status === 409) {
    return {
      code: codes.conflict,
      message: `${host.system} reports a conflict: it was changed in between.`,
      details,
    };
  }
  if (status === 429) {
    return {
      code: codes.rateLimited,
      message: `${host.system} limits the rate of requests.`,
      details,
      retryable: true,
    };
  }
  return {
    code: codes.api,
    message: `${host.system} answered ${status}.`,
    details,
    retryable: status >= 500 || status === 408,
  };
}

/** Without `Retry-After`: when the limit that is used up is filled again. */
function exhaustedUntil(headers: Headers): number | undefined {
  const budget = readBudget(headers);
  return budget?.remaining === 0 ? budget.resetsInMs : undefined;
}
