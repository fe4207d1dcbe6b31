import { onAbort, orchestratorError, type PmoError } from "@pm-orchestrator/core";
import { abortError } from "../abort.js";
import type { CheckedStep } from "../checking/steps.js";
import type { Execution } from "./execution.js";

/** An aborted adapter has this long to say what became of its calls. Unit: milliseconds. */
const GRACE_MS = 250;

/**
 * Waits for the adapter, but not for one that ignores its signal: after a short grace the step ends without it. A
 * write with a call under way is then of unknown outcome.
 */
export function settled<Value>(
  running: Promise<Value>,
  { step, call: { signal }, meter }: Execution,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    let grace: NodeJS.Timeout | undefined;
    const giveUp = () => {
      const isWrite = step.manifest?.effect !== "read";
      reject(isWrite && meter.underWay > 0 ? outcomeUnknown(step) : abortError(signal));
    };
    const unhook = onAbort(signal, () => {
      grace = setTimeout(giveUp, GRACE_MS);
    });
    const cleanUp = () => {
      clearTimeout(grace);
      unhook();
    };
    running.then(
      (value) => {
        cleanUp();
        resolve(value);
      },
      (error: unknown) => {
        cleanUp();
        reject(error);
      },
    );
  });
}

function outcomeUnknown({ system, operation }: CheckedStep): PmoError {
  return orchestratorError("OUTCOME_UNKNOWN", {
    message: `${system} ${operation} was sent and then ended: it may have happened.`,
    system,
    details: { operation, reason: "ended by us", reconciliation: "not looked up" },
  });
}
