import type { WireError } from "@pm-orchestrator/core";
import type { Terminal } from "./terminal.js";

/** An answer in the form of DESIGN 3, as far as printing needs to know it. */
export interface PrintableAnswer {
  success: boolean;
  data?: unknown;
  error?: WireError;
  metadata: object;
}

/** Prints exactly the answer. */
export function printJson(answer: PrintableAnswer, terminal: Terminal): void {
  terminal.print(JSON.stringify(answer, undefined, 2));
}

/** The answer of a command of the program's own. */
export function ownAnswer(data: unknown): PrintableAnswer {
  return { success: true, data, metadata: {} };
}

/** The answer when nothing was done. */
export function errorAnswer(error: WireError): PrintableAnswer {
  return { success: false, error, metadata: {} };
}
