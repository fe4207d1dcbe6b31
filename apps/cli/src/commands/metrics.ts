import { EXIT } from "../exit-code.js";
import type { Invocation } from "../invocation.js";
import { dataLines } from "../output/data.js";
import { ownAnswer, printJson } from "../output/json.js";
import { openOrchestrator } from "../session.js";

/** `pmo metrics`: of this process, which has done nothing yet. */
export async function run(invocation: Invocation): Promise<number> {
  const { terminal } = invocation;
  const orchestrator = await openOrchestrator(invocation, { willCall: false });
  const metrics = orchestrator.metrics();
  if (terminal.json) printJson(ownAnswer(metrics), terminal);
  else {
    for (const line of await dataLines(metrics.orchestrator_metrics, terminal)) terminal.print(line);
    terminal.note("These are of this process alone, which has called nothing.");
  }
  return EXIT.succeeded;
}
