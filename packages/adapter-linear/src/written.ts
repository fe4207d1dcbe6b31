import { isPmoError, type PmoError } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { LinearClient } from "./client.js";
import { type LinearErrorCode, linearErrors } from "./errors.js";
import type { VendorIssue, VendorPayload } from "./vendor.js";

/** What to say when Linear does not say that a write succeeded. */
interface Unwritten {
  code: LinearErrorCode;
  /** `created the issue` */
  what: string;
  details?: Record<string, unknown>;
}

/** Throws unless Linear says that the write succeeded. */
export function requireSuccess(
  payload: VendorPayload | undefined,
  unwritten: Unwritten,
  linear: LinearClient,
): void {
  if (payload === undefined || payload.success === false) throw notWritten(unwritten, linear);
}

/** What a write gave; throws when it gave nothing, or says that it failed. */
export function requireWritten<Thing>(
  payload: VendorPayload | undefined,
  thing: Thing | null | undefined,
  { unwritten, linear }: { unwritten: Unwritten; linear: LinearClient },
): Thing {
  requireSuccess(payload, unwritten, linear);
  if (thing === null || thing === undefined) throw notWritten(unwritten, linear);
  return thing;
}

function notWritten({ code, what, details = {} }: Unwritten, linear: LinearClient): PmoError {
  return linearErrors.create(code, {
    message: `Linear did not say that it ${what}.`,
    system: linear.step.system,
    details,
  });
}

/** The receipt of a write to an issue. */
export function issueReceipt(issue: VendorIssue, changed: string[]) {
  const { id = "", identifier = "", url = "" } = issue;
  return { id, identifier, url, changed };
}

/** Something that did not work after the main thing had been written. */
export const warningSchema = z.object({ what: z.string(), code: z.string(), message: z.string() });

export type Warning = z.output<typeof warningSchema>;

/**
 * Does what comes after the main write, all of it, whatever fails: what was written already must be told, and not be
 * lost in an error. Gives what failed.
 */
export async function afterwards(
  tasks: readonly { what: string; run(): Promise<unknown> }[],
): Promise<Warning[]> {
  const warnings: Warning[] = [];
  await Promise.all(
    tasks.map(async ({ what, run }) => {
      try {
        await run();
      } catch (error) {
        warnings.push(warningOf(what, error));
      }
    }),
  );
  return warnings;
}

/** Throws what is no failure of the system's: those are faults of ours. */
export function warningOf(what: string, error: unknown): Warning {
  if (!isPmoError(error)) throw error;
  return { what, code: error.code, message: error.message };
}

/** `value` without what is undefined; null says that something is to be cleared, so it stays. */
export function given<Value extends Record<string, unknown>>(value: Value): Partial<Value> {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as Partial<Value>;
}

/** A result with its warnings, if there are any. */
export function withWarnings<Result extends object>(result: Result, warnings: Warning[]) {
  return { ...result, ...(warnings.length === 0 ? {} : { warnings }) };
}
