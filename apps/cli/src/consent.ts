import { ORCHESTRATOR_ERRORS, PmoError, type ProposedWrite } from "@pm-orchestrator/core";
import { writeLines } from "pm-orchestrator/consent";
import type { Terminal } from "./output/terminal.js";
import { count } from "./output/text.js";

/**
 * Asks for consent to writes, where somebody can be asked; answers WRITE_NOT_ALLOWED (6013) when it is refused or
 * cannot be given, undefined when it was given.
 */
export async function askConsent(
  writes: readonly ProposedWrite[],
  terminal: Terminal,
): Promise<PmoError | undefined> {
  if (!terminal.json) for (const line of writeLines(writes)) terminal.note(line);
  if (!terminal.canAsk) {
    return notConsented(
      writes,
      "nobody can be asked for consent here",
      "Look at the writes; if they are meant, run it again with --yes.",
    );
  }
  const answer = await ask(
    `Do ${writes.length === 1 ? "this write" : `these ${writes.length} writes`}? [y/N] `,
  );
  if (/^y(es)?$/i.test(answer.trim())) return undefined;
  return notConsented(writes, "consent was refused", "Run it again and answer y, or use --yes.");
}

function notConsented(writes: readonly ProposedWrite[], reason: string, suggestion: string): PmoError {
  const names = writes.map(({ id, system, operation }) =>
    id === operation ? `${system} ${operation}` : `${system} ${operation} (${id})`,
  );
  // The table's own advice is about the policy, which has not refused anything.
  return new PmoError({
    code: "WRITE_NOT_ALLOWED",
    number: ORCHESTRATOR_ERRORS.WRITE_NOT_ALLOWED.number,
    message: `${count(writes.length, "write")} without consent: ${names.join(", ")}: ${reason}.`,
    details: { reason, operations: writes },
    suggestions: [suggestion],
  });
}

/** A question on standard error, so that standard output stays the answer's. The end of input counts as a no. */
async function ask(question: string): Promise<string> {
  const { createInterface } = await import("node:readline");
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise((resolve) => {
    reader.once("SIGINT", () => {
      reader.close();
      process.stderr.write("\n");
      // The terminal was in raw mode, so that ctrl-C came as a key: now it ends the process as it would have.
      process.kill(process.pid, "SIGINT");
    });
    reader.once("close", () => resolve(""));
    reader.question(question, (answer) => {
      resolve(answer);
      reader.close();
    });
  });
}
