import { nearestNames, orchestratorError, type PmoError } from "@pm-orchestrator/core";
import { formatPath, type PathSegment } from "./path.js";

/** What is wrong with a reference, and where. */
export interface ReferenceDefect {
  /** As it was written. */
  readonly reference: string;
  /** Half a sentence that goes on after "because". */
  readonly reason: string;
  readonly available: readonly string[];
  /** Where in the params it stands. */
  readonly location: readonly PathSegment[];
  /** The step whose params hold it, where that is known. */
  readonly operationId?: string;
}

/** INVALID_REFERENCE (6010) with details.reference, reason, available, path and, where known, operation_id. */
export function invalidReference(defect: ReferenceDefect): PmoError {
  const path = formatPath("params", defect.location);
  const place = defect.operationId === undefined ? path : `${path} of step ${defect.operationId}`;
  return orchestratorError("INVALID_REFERENCE", {
    message: `The reference ${defect.reference} in ${place} cannot be used: ${defect.reason}.`,
    details: {
      ...(defect.operationId === undefined ? {} : { operation_id: defect.operationId }),
      reference: defect.reference,
      reason: defect.reason,
      available: [...defect.available],
      path,
    },
    suggestions: guesses(defect),
  });
}

/** `Did you mean key?` for whichever name of the reference is not there and has a near one that is. */
function guesses({ reference, available }: ReferenceDefect): string[] {
  const names = reference.match(/[A-Za-z_][\w-]*/g) ?? [];
  const near = names.flatMap((name) => (available.includes(name) ? [] : nearestNames(name, available, 1)));
  const last = near.at(-1);
  return last === undefined ? [] : [`Did you mean ${last}?`];
}
