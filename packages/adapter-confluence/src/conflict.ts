import { isPmoError, type PmoError } from "@pm-orchestrator/core";
import type { ConfluenceClient } from "./client.js";
import { confluenceErrors } from "./errors.js";

/** Something that has versions: what it is called, the detail that names it, and how to see its version now. */
export interface Versioned {
  /** At the beginning of a sentence: `Page 4711`. */
  name: string;
  details: Record<string, string>;
  readVersion(): Promise<number | undefined>;
}

/** Somebody else wrote in between: both versions are named. */
export function conflict(
  { name, details }: Versioned,
  { expected, actual }: { expected: number; actual: number },
  { step }: ConfluenceClient,
): PmoError {
  return confluenceErrors.create("CONFLUENCE_CONFLICT", {
    message: `${name} is at version ${actual}, not ${expected}: nothing was written.`,
    system: step.system,
    details: { ...details, expected, actual },
  });
}

/** Makes a write tell both versions when Confluence refuses it: which is there now, Confluence says in words only. */
export async function namingVersions<Answer>(
  write: Promise<Answer>,
  { target, expected }: { target: Versioned; expected: number },
  confluence: ConfluenceClient,
): Promise<Answer> {
  try {
    return await write;
  } catch (error) {
    if (!isPmoError(error) || error.code !== "CONFLUENCE_CONFLICT") throw error;
    const actual = await target.readVersion().catch((problem: unknown) => {
      if (isPmoError(problem) && problem.code !== "OPERATION_CANCELLED") return undefined;
      throw problem;
    });
    throw actual === undefined ? error : conflict(target, { expected, actual }, confluence);
  }
}
