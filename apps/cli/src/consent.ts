import { ORCHESTRATOR_ERRORS, PmoError } from "@pm-orchestrator/core";
import type { PlanData } from "pm-orchestrator";
import type { Terminal } from "./output/terminal.js";
import { count, printable } from "./output/text.js";

/** A write that needs consent, with exactly the params that were submitted. */
export interface ProposedWrite {
  id: string;
  system: string;
  operation: string;
  effect: "write" | "destructive";
  params: Readonly<Record<string, unknown>>;
}

/** The writes of a plan with the params of its request, an envelope's `params`. */
export function proposedWrites({ writes }: Pick<PlanData, "writes">, request: unknown): ProposedWrite[] {
  const { operations, params: single } = (request ?? {}) as { operations?: unknown; params?: unknown };
  const steps = Array.isArray(operations) ? (operations as { id?: unknown; params?: unknown }[]) : undefined;
  return writes.map((write) => {
    const params = steps === undefined ? single : steps.find(({ id }) => id === write.id)?.params;
    return { ...write, params: (params ?? {}) as Readonly<Record<string, unknown>> };
  });
}

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

/** Each write as a person should see it before saying yes. */
export function writeLines(writes: readonly ProposedWrite[]): string[] {
  return [
    `This request holds ${count(writes.length, "write")}:`,
    ...writes.flatMap(({ id, system, operation, effect, params }) => [
      `  ${system} ${operation}${id === operation ? "" : ` (${id})`}${effect === "destructive" ? "  DESTRUCTIVE" : ""}`,
      ...Object.entries(params).flatMap(([name, value]) => {
        const text = typeof value === "string" ? value : JSON.stringify(value);
        const [first = "", ...more] = printable(text).split("\n");
        return [`    ${printable(name)}: ${first}`, ...more.map((line) => `      ${line}`)];
      }),
    ]),
  ];
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
