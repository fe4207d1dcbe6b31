import type { LoggedRequest } from "./log.js";

/** One change that was made more than once. */
export interface RepeatedWrite {
  /** The requests that made it, in the order in which they were answered. */
  requests: LoggedRequest[];
}

/**
 * Changes that the systems were asked for, and made, more than once: the same method, path and body on the same kind.
 *
 * Two requests that are meant to be two must differ in something; and what is harmless to repeat (an edit that sets the
 * same value again) is listed too, unless `isHarmless` says so.
 */
export function repeatedWrites(
  log: readonly LoggedRequest[],
  { isHarmless = () => false }: { isHarmless?: (request: LoggedRequest) => boolean } = {},
): RepeatedWrite[] {
  const made = appliedWrites(log).filter((request) => !isHarmless(request));
  const byDigest = new Map<string, LoggedRequest[]>();
  for (const request of made) {
    const key = `${request.kind} ${request.digest}`;
    byDigest.set(key, [...(byDigest.get(key) ?? []), request]);
  }
  return [...byDigest.values()].filter(({ length }) => length > 1).map((requests) => ({ requests }));
}

/** Every change that was made, whatever its caller was told. */
export function appliedWrites(log: readonly LoggedRequest[]): LoggedRequest[] {
  return log.filter(({ write, applied }) => write && applied);
}

/**
 * Changes that were made without their caller being told: the answer was lost, broken, replaced or never came, or nobody
 * waited for it any more. Who goes away while a slow answer arrives is not seen here.
 */
export function untoldWrites(log: readonly LoggedRequest[]): LoggedRequest[] {
  return appliedWrites(log).filter(
    ({ fault, status }) => status === 0 || (fault !== undefined && !TELLING.has(fault)),
  );
}

/** Faults after which the caller knows all the same that it was done. */
const TELLING: ReadonlySet<string> = new Set(["slow_body", "wrong_content_type"]);
