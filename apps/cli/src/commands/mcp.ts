import { serveOverStdio } from "@pm-orchestrator/mcp/stdio";
import { EXIT } from "../exit-code.js";
import { watchInterrupts } from "../interrupts.js";
import type { Invocation } from "../invocation.js";
import { usageError } from "../usage-error.js";

/** `pmo mcp`: serves agents over standard input and output, until the input ends. Reads no configuration before a call. */
export async function run(invocation: Invocation): Promise<number> {
  const { terminal, globals } = invocation;
  if (globals.yes) {
    throw usageError("pmo mcp cannot consent to writes beforehand: nobody has seen them.", {
      suggestions: [
        "Allow them by system in the configuration: policy: { systems: { jira: { writes: allow } } }. All others are put to the agent's user.",
      ],
    });
  }
  if (process.stdin.isTTY === true) {
    terminal.note(
      "An agent's program is expected here, speaking MCP on standard input; ctrl-D ends. `pmo mcp --help`",
    );
  }
  const interrupts = watchInterrupts();
  await serveOverStdio({
    open: async () => {
      const { openOrchestrator } = await import("../session.js");
      return openOrchestrator(invocation, { willCall: true });
    },
    signal: interrupts.signal,
    onProblem: (error) => terminal.note(`pmo mcp: ${error.message}`),
  });
  interrupts.end();
  return EXIT.succeeded;
}
