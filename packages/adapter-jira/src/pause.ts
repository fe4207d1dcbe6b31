import { onAbort } from "@pm-orchestrator/core";

/** Waits; ends early when the step is given up. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(end, milliseconds);
    function end() {
      clearTimeout(timer);
      unhook();
      resolve();
    }
    const unhook = onAbort(signal, end);
  });
}
