/** Deeper than any answer of a vendor; a circle would never end. */
const DEEPEST = 64;

/** Whether a value comes back from JSON as it was: only then may it be kept outside of the process. */
export function isJson(value: unknown, depth = 0): boolean {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || depth > DEEPEST) return false;
  if (Array.isArray(value)) return value.every((item) => isJson(item, depth + 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  // A property that is undefined is one that is not there: JSON and our readers agree on that.
  return Object.values(value).every((item) => item === undefined || isJson(item, depth + 1));
}
