import { EXIT, exitCodeOf } from "../exit-code.js";
import type { Invocation } from "../invocation.js";
import { printAnswer } from "../output/answers.js";
import { ownAnswer, printJson } from "../output/json.js";
import { openOrchestrator } from "../session.js";
import { notYetSupported } from "../usage-error.js";

/** `pmo cache [status|clear|warm]`: of this process, until issue 3 brings a store on disk. */
export async function run(invocation: Invocation): Promise<number> {
  const { terminal, args, options } = invocation;
  const [action = "status"] = args;
  if (action === "warm") throw notYetSupported("pmo cache warm", 3);
  const orchestrator = await openOrchestrator(invocation, { willCall: false });
  if (action === "clear") {
    orchestrator.clearCache();
    if (terminal.json) printJson(ownAnswer({ cleared: true }), terminal);
    else
      terminal.print(
        "Cleared: the cache of this process, which was empty; a store on disk arrives with issue 3.",
      );
    return EXIT.succeeded;
  }
  const answer = await orchestrator.cacheStatus({ detailed: options["detailed"] === true });
  if (terminal.json) printJson(answer, terminal);
  else {
    await printAnswer("cache_status", answer, terminal);
    terminal.note(
      "This is the cache of this process alone, which has just begun; a store on disk arrives with issue 3.",
    );
  }
  return exitCodeOf(answer);
}
