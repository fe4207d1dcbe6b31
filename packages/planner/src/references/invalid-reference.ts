import { nearestNames, orchestratorError, type PmoError } from "@pm-orchestrator/core";
import { quoted } from "./near-miss.js";
import { formatPath, type PathSegment } from "./path.js";

/** What is wrong with a reference, and where. */
export interface ReferenceDefect {
  /** As it was written; empty when not a text is wrong, but the params as a whole. */
  readonly reference: string;
  /** Half a sentence that goes on after "because". */
  readonly reason: string;
  readonly available: readonly string[];
  /** Where in the params it stands. */
  readonly location: readonly PathSegment[];
  /** The step whose params hold it, where that is known. */
  readonly operationId?: string;
  /** The reference that was meant, where that can be told. */
  readonly meant?: string | undefined;
  /** Whether it may have been meant as text: then how to write that is told too. */
  readonly maybeText?: boolean;
}

/** Nobody reads more of what stands there, and it may be all of a text. */
const LONGEST_SHOWN = 300;

/** INVALID_REFERENCE (6010) with details.reference, reason, available, path and, where known, operation_id. */
export function invalidReference(defect: ReferenceDefect): PmoError {
  const { reason, available } = defect;
  const reference = shortened(defect.reference);
  const path = formatPath("params", defect.location);
  const place = defect.operationId === undefined ? path : `${path} of step ${defect.operationId}`;
  return orchestratorError("INVALID_REFERENCE", {
    message:
      reference === ""
        ? `${place} cannot be read: ${reason}.`
        : `The reference ${reference} in ${place} cannot be used: ${reason}.`,
    details: {
      ...(defect.operationId === undefined ? {} : { operation_id: defect.operationId }),
      reference,
      reason,
      available: [...available],
      path,
    },
    suggestions: suggestions(defect),
  });
}

/** None says what every INVALID_REFERENCE says. */
function suggestions(defect: ReferenceDefect): string[] {
  const { meant, maybeText = false, reference } = defect;
  if (!maybeText || reference === "") return guesses(defect);
  const isShort = reference.length <= LONGEST_SHOWN;
  return [
    ...(meant === undefined || !isShort ? guesses(defect) : [`Write ${meant} if the value is meant.`]),
    isShort
      ? `Write ${quoted(reference)} if the text itself is meant.`
      : "Write ${{ 'the text' }} if the text itself is meant.",
  ];
}

function shortened(text: string): string {
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}…`;
}

/** `Did you mean key?` for whichever name of the reference is not there and has a near one that is. */
function guesses({ reference, available }: ReferenceDefect): string[] {
  const names = reference.match(/[A-Za-z_][\w-]*/g) ?? [];
  const near = names.flatMap((name) => (available.includes(name) ? [] : nearestNames(name, available, 1)));
  const last = near.at(-1);
  return last === undefined ? [] : [`Did you mean ${last}?`];
}
