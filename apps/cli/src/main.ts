import { isPmoError, orchestratorError, type PmoError, redactText } from "@pm-orchestrator/core";
import { parseCommandLine } from "./command-line.js";
import { exitCodeOfError } from "./exit-code.js";
import { reportError } from "./output/errors.js";
import { openTerminal } from "./output/terminal.js";

/** Runs one command line and answers its exit code. Never rejects. */
export async function main(argv: readonly string[]): Promise<number> {
  // Read before anything is parsed: a command line that cannot be parsed must still be answered in JSON.
  const terminal = openTerminal({ json: flagsOf(argv).includes("--json") });
  try {
    return await parseCommandLine(argv, terminal);
  } catch (thrown) {
    const error = asPmoError(thrown);
    reportError(error, terminal);
    return exitCodeOfError(error.toJSON());
  }
}

/** The arguments before `--`. */
function flagsOf(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf("--");
  return end === -1 ? argv : argv.slice(0, end);
}

function asPmoError(thrown: unknown): PmoError {
  if (isPmoError(thrown)) return thrown;
  const reason = redactText(thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown));
  return orchestratorError("OPERATION_EXECUTION_FAILED", {
    message: `pmo itself failed: ${reason}`,
    details: { reason },
    suggestions: ["This is a defect of pmo: report it with the command line that led here."],
    cause: thrown,
  });
}
