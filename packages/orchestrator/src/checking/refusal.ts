import { PmoError } from "@pm-orchestrator/core";

/** More than this is counted, not listed: an error must stay readable. */
const MOST_LISTED = 50;

/**
 * One error out of every defect that was found. A single defect speaks for itself; of several the first gives number
 * and code, and details.defects lists all of them.
 */
export function refusal(defects: readonly PmoError[]): PmoError {
  const [first] = defects;
  if (first === undefined) throw new TypeError("A refusal needs a defect.");
  if (defects.length === 1) return first;
  const listed = defects.slice(0, MOST_LISTED);
  return new PmoError({
    code: first.code,
    number: first.number,
    system: first.system,
    message: `${defects.length} defects: ${listed.map((defect, index) => `(${index + 1}) ${defect.message}`).join(" ")}`,
    details: {
      ...first.details,
      defects: listed.map((defect) => defect.toJSON()),
      ...(defects.length > listed.length ? { defects_not_listed: defects.length - listed.length } : {}),
    },
    suggestions: [...new Set(listed.flatMap((defect) => defect.suggestions.slice(0, 1)))],
    retryable: defects.every((defect) => defect.retryable),
  });
}
