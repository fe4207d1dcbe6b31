import { onAbort } from "@pm-orchestrator/core";

/** Timers know no longer time, and would end at once. Unit: milliseconds. */
const LONGEST_MS = 2 ** 31 - 1;

/** Waits so long, 24 days at most; false, at once, when the signal aborts first. Leaves no timer and no listener. */
export function sleep(ms: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const end = (whole: boolean) => {
      clearTimeout(timer);
      unhook();
      resolve(whole);
    };
    // A timer may be early by a fraction of a millisecond, and whoever looked at the clock then would wait again.
    const timer = setTimeout(() => end(true), Math.min(Math.ceil(ms), LONGEST_MS));
    const unhook = onAbort(signal, () => end(false));
  });
}
