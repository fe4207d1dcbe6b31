import { type OmittedPart, orchestratorError, type PmoError } from "@pm-orchestrator/core";
import { formatPath, type PathSegment } from "@pm-orchestrator/planner/references";
import { fit, tokensOf } from "../budget/fit.js";
import { ranksOf } from "../budget/rank.js";
import { parsePath } from "./path.js";
import type { KeptResults } from "./results.js";

/** Which part of a kept result is wanted. */
export interface ReadResultRequest {
  handle: string;
  /** As `omitted` wrote it: `comments[0].body`. Default: the whole result. */
  path?: string;
  /** Of a list or a text: where to begin, in items or characters (UTF-16 units). Default 0. */
  offset?: number;
  /** Of a list or a text: how many items or characters. Default: to the end. */
  limit?: number;
  /** Default: no bound of its own. */
  max_tokens?: number;
}

/** A part of a kept result. */
export interface ReadResult {
  value: unknown;
  /** Where a list's or a text's slice begins, in items or characters; absent for the whole of anything. */
  offset?: number;
  /** How many items or characters there are in all, of a list or a text. */
  total?: number;
  /** Where the next slice begins; absent at the end. */
  next_offset?: number;
  /** What did not fit, by paths of the whole result: the same handle reads it. */
  omitted?: { tokens: number; parts: OmittedPart[] };
}

/** Reads a part of a kept result. Throws RESULT_NOT_FOUND (6016), INVALID_REFERENCE (6010) for a path that leads nowhere. */
export function readKept(results: KeptResults, tenant: string, request: ReadResultRequest): ReadResult {
  const { handle, path = "", offset = 0, limit, max_tokens } = request;
  const kept = results.get(tenant, handle);
  if (kept === undefined) throw notFound(handle, results);
  const segments = parsePath(path);
  if (segments === undefined) throw wrongPath(path, "it is not written as a path", ["comments[0].body"]);
  const whole = follow(kept.data, segments);
  const isSliceable = Array.isArray(whole) || typeof whole === "string";
  if (!isSliceable && (offset > 0 || limit !== undefined)) {
    throw wrongPath(path, "only a list or a text has an offset and a limit", []);
  }
  const value = isSliceable ? slice(whole, offset, limit) : whole;
  const fitted =
    max_tokens === undefined
      ? { value, parts: [] }
      : fit(value, max_tokens, { ranks: ranksOf(undefined), at: { path: segments, offset } });
  return {
    value: fitted.value,
    ...(isSliceable ? extent(whole, { offset, length: (fitted.value as string).length }) : {}),
    ...(fitted.parts.length === 0
      ? {}
      : {
          omitted: {
            tokens: fitted.parts.reduce((sum, { tokens }) => sum + tokens, 0),
            parts: fitted.parts,
          },
        }),
  };
}

function extent(whole: string | unknown[], { offset, length }: { offset: number; length: number }) {
  const end = offset + length;
  if (offset === 0 && end >= whole.length) return {};
  return { offset, total: whole.length, ...(end < whole.length ? { next_offset: end } : {}) };
}

function slice(whole: string | unknown[], offset: number, limit: number | undefined): string | unknown[] {
  return whole.slice(offset, limit === undefined ? undefined : offset + limit);
}

/** The value at a path, of its own fields only. */
function follow(data: unknown, segments: readonly PathSegment[]): unknown {
  let value = data;
  for (const [depth, segment] of segments.entries()) {
    const at = formatPath("", segments.slice(0, depth + 1));
    const isThere =
      typeof value === "object" &&
      value !== null &&
      (typeof segment === "number" ? Array.isArray(value) : !Array.isArray(value)) &&
      Object.hasOwn(value, segment);
    if (!isThere) throw wrongPath(at, "there is nothing of that name", namesOf(value));
    value = (value as Record<PathSegment, unknown>)[segment];
  }
  return value;
}

function namesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.length === 0 ? [] : [`[0] to [${value.length - 1}]`];
  return typeof value === "object" && value !== null ? Object.keys(value).slice(0, 50) : [];
}

function wrongPath(path: string, reason: string, available: readonly string[]): PmoError {
  return orchestratorError("INVALID_REFERENCE", {
    message: `The result has no part ${path.slice(0, 200) || "(the whole)"} to read so: ${reason}.`,
    details: { reference: path.slice(0, 200), reason, available },
    suggestions:
      available.length === 0
        ? ["Leave offset and limit out, or read the value above it."]
        : [`There is: ${available.slice(0, 12).join(", ")}.`],
  });
}

/** RESULT_NOT_FOUND (6016). */
function notFound(handle: string, { bounds }: KeptResults): PmoError {
  return orchestratorError("RESULT_NOT_FOUND", {
    message: `There is no kept result ${handle.slice(0, 60)}: the latest ${bounds.entries} results that were not returned whole are kept, as long as this session lives.`,
    details: { handle: handle.slice(0, 60) },
    suggestions: [
      "Send the request again, with a select that takes what is needed or with a larger max_tokens.",
    ],
  });
}

/** Whether a read part has more tokens than it may have. */
export function exceeds({ value }: ReadResult, room: number): boolean {
  return tokensOf(value) > room;
}
