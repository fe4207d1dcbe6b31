import { isPmoError, type PmoError } from "@pm-orchestrator/core";

/** What a look-up gives that found nothing. */
export function isNothing(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

/** An adapter's way to say that what was asked for is not there. Our own codes speak of requests, not of systems. */
export function isAbsence(thrown: unknown): thrown is PmoError {
  return isPmoError(thrown) && thrown.code.endsWith("_NOT_FOUND") && !isOurs(thrown) && !thrown.retryable;
}

/**
 * Whether a load ended for a reason that may concern its own step only, so that another step may well succeed: it was
 * ended, or its deadline left no time for another attempt.
 */
export function isInterruption(thrown: unknown): boolean {
  if (!isPmoError(thrown)) return true;
  return thrown.retryable || thrown.code === "OPERATION_CANCELLED" || thrown.code === "TIMEOUT_EXCEEDED";
}

function isOurs({ number }: PmoError): boolean {
  return number >= 6000 && number < 6200;
}
