/** Timers know no longer time, and would end at once. Unit: milliseconds. */
const LONGEST_MS = 2 ** 31 - 1;

/** Waits so long, 24 days at most; false, at once, when the signal aborts first. Leaves no timer and no listener. */
export function sleep(ms: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const end = (whole: boolean) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
      resolve(whole);
    };
    const stop = () => end(false);
    // A timer may be early by a fraction of a millisecond, and whoever looked at the clock then would wait again.
    const timer = setTimeout(() => end(true), Math.min(Math.ceil(ms), LONGEST_MS));
    signal.addEventListener("abort", stop, { once: true });
  });
}
