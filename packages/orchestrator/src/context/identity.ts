import { identityOf, readTarget } from "../routing/readings.js";
import type { Thing } from "./thing.js";

/** Where results say what they are. An address first: names are the same in many places. */
const OWN_NAMES = ["url", "key", "identifier", "id"] as const;

/**
 * What a thing is by its own result: a page that was named by its title says its id, a moved issue its new key. It is read
 * as a target of its system, so that it is the same as if somebody had named it so. Undefined when nothing in the result
 * names a thing of this kind.
 */
export function toldIdentity({ reading }: Thing, data: unknown): string | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  for (const name of OWN_NAMES) {
    const value = Object.hasOwn(data, name) ? (data as Record<string, unknown>)[name] : undefined;
    if (typeof value !== "string") continue;
    const [told] = readTarget(value, [reading.system]).readings;
    if (told?.form.kind === reading.form.kind && told.operation === reading.operation)
      return identityOf(told);
  }
  return undefined;
}

/** A thing that was read. */
export interface ReadThing<Result> {
  /** How the request's answer calls it: `targets[0]`, or as it was named. */
  name: string;
  thing: Thing;
  result: Result;
}

/** Each thing once, with the first of its results and what others have beside it; and what was left out for that. */
export function onceEach<Result extends { success: boolean; data?: unknown }>(
  all: readonly ReadThing<Result>[],
): Map<Result, { result: Result } | { sameAs: string }> {
  const first = new Map<string, ReadThing<Result>>();
  const outcome = new Map<Result, { result: Result } | { sameAs: string }>();
  for (const read of all) {
    const { thing, result } = read;
    const identity = result.success
      ? (toldIdentity(thing, result.data) ?? identityOf(thing.reading))
      : undefined;
    const before = identity === undefined ? undefined : first.get(identity);
    if (before === undefined) {
      if (identity !== undefined) first.set(identity, read);
      outcome.set(result, { result });
      continue;
    }
    const known = outcome.get(before.result);
    if (known !== undefined && "result" in known) {
      // The two may have been read with different params: nothing of either is lost.
      const data = { ...(result.data as object), ...(known.result.data as object) };
      outcome.set(before.result, { result: { ...known.result, data } });
    }
    outcome.set(result, { sameAs: before.name });
  }
  return outcome;
}
