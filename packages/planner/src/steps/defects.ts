import { orchestratorError, type PmoError } from "@pm-orchestrator/core";

/** DUPLICATE_OPERATION_ID (6009). `indices` count the request's operations from 0. */
export function duplicateId(id: string, indices: readonly number[]): PmoError {
  return orchestratorError("DUPLICATE_OPERATION_ID", {
    message: `${indices.length} steps have the id ${id}: operations ${indices.join(", ")} (counted from 0).`,
    details: { operation_id: id, indices: [...indices] },
  });
}

/** DEPENDENCY_NOT_FOUND (6004). */
export function unknownDependency(id: string, missing: string, known: readonly string[]): PmoError {
  return orchestratorError("DEPENDENCY_NOT_FOUND", {
    message: `Step ${id} depends on ${missing}, which is not a step of the request.`,
    details: { operation_id: id, missing, known: [...known] },
  });
}

/** How many ids of a cycle a message shows at either end; details.cycle always has all of them. */
const SHOWN = 10;

/** CIRCULAR_DEPENDENCY (6003). `cycle` goes along depends_on and ends with the id with which it begins. */
export function circularDependency(cycle: readonly string[], allOperations: readonly string[]): PmoError {
  const shown =
    cycle.length <= 2 * SHOWN + 1
      ? cycle
      : [...cycle.slice(0, SHOWN), `(${cycle.length - 2 * SHOWN} more)`, ...cycle.slice(-SHOWN)];
  return orchestratorError("CIRCULAR_DEPENDENCY", {
    message: `Circular dependency: ${shown.join(" → ")}.`,
    details: { cycle: [...cycle], all_operations: [...allOperations] },
  });
}
