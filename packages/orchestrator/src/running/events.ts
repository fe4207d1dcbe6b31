import type { RunEvent } from "@pm-orchestrator/core";

/** A listener that cannot break the run: what it throws becomes a warning of the process. */
export function safely(
  listener: ((event: RunEvent) => void) | undefined,
): ((event: RunEvent) => void) | undefined {
  if (listener === undefined) return undefined;
  return (event) => {
    try {
      listener(event);
    } catch (error) {
      process.emitWarning(
        `A listener for events failed: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  };
}
