import { isPmoError, onAbort, orchestratorError, type PmoError } from "@pm-orchestrator/core";

/** Why something was ended before it was done, as an error. A caller's own reason is not shown: it may hold anything. */
export function abortError(signal: AbortSignal): PmoError {
  return isPmoError(signal.reason) ? signal.reason : cancelledError("the caller");
}

/** OPERATION_CANCELLED (6107). */
export function cancelledError(by: string): PmoError {
  return orchestratorError("OPERATION_CANCELLED", {
    message: `Cancelled by ${by}.`,
    details: { cancelled_by: by },
  });
}

/** TIMEOUT_EXCEEDED (6005) for a request or one step. */
function timeoutError(what: string, timeoutMs: number): PmoError {
  return orchestratorError("TIMEOUT_EXCEEDED", {
    message: `${what} took longer than ${timeoutMs} ms.`,
    details: { timeout_ms: timeoutMs },
  });
}

/** An abort signal of our own that ends after a time or with one of others. {@link end} must be called: it holds a timer. */
export interface Deadline {
  readonly signal: AbortSignal;
  abort(reason: PmoError): void;
  end(): void;
}

export function deadline({
  timeoutMs,
  what,
  parents,
}: {
  timeoutMs?: number | undefined;
  what: string;
  parents: readonly (AbortSignal | undefined)[];
}): Deadline {
  const controller = new AbortController();
  const timer =
    timeoutMs === undefined
      ? undefined
      : setTimeout(() => controller.abort(timeoutError(what, timeoutMs)), timeoutMs);
  const unhook = parents.map(
    (parent) => parent && onAbort(parent, () => controller.abort(abortError(parent))),
  );
  return {
    signal: controller.signal,
    abort: (reason) => controller.abort(reason),
    end() {
      clearTimeout(timer);
      for (const one of unhook) one?.();
    },
  };
}

/** What is waited for; undefined when the signal aborts first. */
export function unlessAborted<Value>(
  waitedFor: Promise<Value>,
  signal: AbortSignal,
): Promise<Value | undefined> {
  return new Promise((resolve, reject) => {
    const unhook = onAbort(signal, () => resolve(undefined));
    // Also when nobody waits any more: a failure that nobody hears would end the process.
    waitedFor.then(resolve, reject).finally(unhook);
  });
}
