import { SimInstant } from "./instant.js";

/** A filter of Linear's: conditions on fields, nested as the fields are, joined by `and` and `or`. */
export type Filter = { readonly [name: string]: unknown };

type Scalar = string | number | boolean | null;

const text = (value: unknown) => String(value ?? "");
const lower = (value: unknown) => text(value).toLowerCase();
const listOf = (value: unknown) => (Array.isArray(value) ? value : []);

const COMPARATORS = new Map<string, (value: Scalar, wanted: unknown) => boolean>([
  ["eq", (value, wanted) => value === wanted],
  ["neq", (value, wanted) => value !== wanted],
  ["in", (value, wanted) => listOf(wanted).includes(value)],
  ["nin", (value, wanted) => !listOf(wanted).includes(value)],
  ["eqIgnoreCase", (value, wanted) => value !== null && lower(value) === lower(wanted)],
  ["neqIgnoreCase", (value, wanted) => lower(value) !== lower(wanted)],
  ["contains", (value, wanted) => text(value).includes(text(wanted))],
  ["containsIgnoreCase", (value, wanted) => lower(value).includes(lower(wanted))],
  ["notContains", (value, wanted) => !text(value).includes(text(wanted))],
  ["notContainsIgnoreCase", (value, wanted) => !lower(value).includes(lower(wanted))],
  ["startsWith", (value, wanted) => text(value).startsWith(text(wanted))],
  ["startsWithIgnoreCase", (value, wanted) => lower(value).startsWith(lower(wanted))],
  ["endsWith", (value, wanted) => text(value).endsWith(text(wanted))],
  ["gt", (value, wanted) => value !== null && Number(value) > Number(wanted)],
  ["gte", (value, wanted) => value !== null && Number(value) >= Number(wanted)],
  ["lt", (value, wanted) => value !== null && Number(value) < Number(wanted)],
  ["lte", (value, wanted) => value !== null && Number(value) <= Number(wanted)],
]);

const INSTANTS = new Map<string, (difference: number) => boolean>([
  ["eq", (difference) => difference === 0],
  ["neq", (difference) => difference !== 0],
  ["gt", (difference) => difference > 0],
  ["gte", (difference) => difference >= 0],
  ["lt", (difference) => difference < 0],
  ["lte", (difference) => difference <= 0],
]);

/**
 * Whether a thing fits a filter. The thing is told as plain facts: scalars are compared, objects go deeper, lists need
 * `some` or `every`, null fits `null: true` only.
 */
export function fits(fact: unknown, filter: Filter | null | undefined): boolean {
  return Object.entries(filter ?? {}).every(([name, wanted]) => holds(fact, name, wanted));
}

function holds(fact: unknown, name: string, wanted: unknown): boolean {
  if (wanted === null || wanted === undefined) return true;
  if (name === "and") return listOf(wanted).every((part: Filter) => fits(fact, part));
  if (name === "or") return listOf(wanted).some((part: Filter) => fits(fact, part));
  if (name === "null") return (fact === null) === wanted;
  if (fact instanceof SimInstant) return INSTANTS.get(name)?.(fact.compare(wanted)) === true;
  if (Array.isArray(fact)) {
    return name === "some"
      ? fact.some((item) => fits(item, wanted as Filter))
      : fact.every((item) => fits(item, wanted as Filter));
  }
  const compare = COMPARATORS.get(name);
  if (compare !== undefined) return compare(fact as Scalar, wanted);
  if (fact === null) return false;
  const deeper = (fact as Record<string, unknown>)[name];
  if (deeper === undefined) throw new TypeError(`The simulator cannot filter by ${name}.`);
  return fits(deeper, wanted as Filter);
}
