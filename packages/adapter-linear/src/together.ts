import { eachAlone } from "@pm-orchestrator/adapter-kit";
import { isPmoError, type PmoError } from "@pm-orchestrator/core";
import type { LinearErrorCode } from "./errors.js";

/**
 * Calls as one request; `run` is how each would be made alone. A request that Linear refuses as a whole says nothing of
 * any single call, so each is made alone then. What would stop every one of them as well is told of all.
 */
export async function together<Call, Result>(
  calls: readonly Call[],
  { asOne, run }: { asOne(): Promise<(Result | PmoError)[]>; run(call: Call): Promise<Result> },
): Promise<(Result | PmoError)[]> {
  if (calls.length === 1) return eachAlone(calls, run);
  try {
    return await asOne();
  } catch (error) {
    if (!isPmoError(error)) throw error;
    return stopsAll(error) ? calls.map(() => error) : eachAlone(calls, run);
  }
}

function stopsAll({ code, number, retryable }: PmoError): boolean {
  const unauthorized: LinearErrorCode = "LINEAR_API_UNAUTHORIZED";
  return retryable || number >= 6000 || code === unauthorized;
}

/** `items` in parts of at most `most`. */
export function parts<Item>(items: readonly Item[], most: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / most) }, (_, part) =>
    items.slice(part * most, (part + 1) * most),
  );
}
