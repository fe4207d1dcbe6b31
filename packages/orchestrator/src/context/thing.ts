import type { TargetReading } from "../routing/types.js";

/** Something that a context pack reads: each once, however often it is named. */
export interface Thing {
  /** As the request or a result names it. */
  target: string;
  reading: TargetReading;
  params: Readonly<Record<string, unknown>>;
  /** Absent for what the request names. */
  found_through?: { target: string; because: string };
}

/** Params of two reads of one thing as one read: lists are united, of all else the first counts. */
export function united(
  params: Readonly<Record<string, unknown>>,
  more: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const both = Object.entries(more).map(([name, value]): [string, unknown] => {
    if (!Object.hasOwn(params, name)) return [name, value];
    const own = params[name];
    return [name, Array.isArray(own) && Array.isArray(value) ? [...new Set([...own, ...value])] : own];
  });
  return { ...params, ...Object.fromEntries(both) };
}
