import type { CacheStatusAnswer } from "@pm-orchestrator/core";
import type { Orchestrator, WarmAnswer, WarmedRead } from "pm-orchestrator";
import { EXIT, exitCodeOf } from "../exit-code.js";
import type { Invocation } from "../invocation.js";
import { printAnswer } from "../output/answers.js";
import { errorLines } from "../output/errors.js";
import { ownAnswer, printJson } from "../output/json.js";
import type { Terminal } from "../output/terminal.js";
import { count, durationText, oneLine } from "../output/text.js";
import { openOrchestrator } from "../session.js";

/** `pmo cache [status|clear|warm]`: of the store that outlives this process, where there is one. */
export async function run(invocation: Invocation): Promise<number> {
  const [action = "status"] = invocation.args;
  const orchestrator = await openOrchestrator(invocation, { willCall: action === "warm" });
  try {
    if (action === "clear") return await clear(orchestrator, invocation);
    if (action === "warm") return await warm(orchestrator, invocation);
    return await status(orchestrator, invocation);
  } finally {
    await orchestrator.close();
  }
}

async function status(orchestrator: Orchestrator, { terminal, options }: Invocation): Promise<number> {
  const answer = await orchestrator.cacheStatus({ detailed: options["detailed"] === true });
  if (terminal.json) printJson(answer, terminal);
  else {
    await printAnswer("cache_status", answer, terminal);
    terminal.note(whatStays(answer));
  }
  return exitCodeOf(answer);
}

/** The figures above are of a process that has just begun: what earlier ones have kept is told here. */
function whatStays({ metadata: { store } }: CacheStatusAnswer): string {
  if (store === undefined)
    return "Nothing is kept beyond this process, which has just begun (cache.store is memory, or systems are simulated).";
  const where = store.kind === "disk" ? "On disk" : "In the shared cache";
  if (store.problem !== undefined) return `${where}: it cannot be used. ${store.problem}`;
  if (store.entries === null) return `${where}: it does not tell how much there is.`;
  const entries = `${store.entries} ${store.entries === 1 ? "entry" : "entries"}, ${store.size_kb} kB`;
  const systems = Object.entries(store.by_system ?? {}).map(
    ([system, held]) => `${system} ${held.entries} (${held.size_kb} kB)`,
  );
  return `${where}: ${entries}${systems.length === 0 ? "" : `: ${systems.join(", ")}`}.`;
}

async function clear(orchestrator: Orchestrator, { terminal }: Invocation): Promise<number> {
  await orchestrator.clearCache();
  const { metadata } = await orchestrator.cacheStatus();
  const problem = metadata.store?.problem;
  if (terminal.json) printJson(ownAnswer({ cleared: problem === undefined }), terminal);
  else if (problem !== undefined) terminal.note(`Not cleared. ${problem}`);
  else if (metadata.store === undefined)
    terminal.print("Cleared: the cache of this process, which was empty.");
  else
    terminal.print(`Cleared: ${metadata.store.kind === "disk" ? "the cache on disk" : "the shared cache"}.`);
  return problem === undefined ? EXIT.succeeded : EXIT.failed;
}

async function warm(orchestrator: Orchestrator, { terminal }: Invocation): Promise<number> {
  const answer = await orchestrator.warm();
  if (terminal.json) printJson(answer, terminal);
  else printWarmed(answer, terminal);
  if (answer.data?.reads.length === 0) return EXIT.configuration;
  return answer.success ? EXIT.succeeded : EXIT.failed;
}

function printWarmed({ data, error }: WarmAnswer, terminal: Terminal): void {
  const { palette } = terminal;
  if (error !== undefined) for (const line of errorLines(error, palette)) terminal.note(line);
  const reads = data?.reads ?? [];
  if (reads.length === 0) terminal.note("There was nothing to look up: no system can be spoken to.");
  for (const read of reads)
    terminal.print(`${palette.strong(`${read.system} ${read.operation}`)}  ${howItEnded(read)}`);
}

function howItEnded({ status: ended, duration_ms, mcp_calls, error }: WarmedRead): string {
  if (error !== undefined) return `${ended}  ${oneLine(error.message)}`;
  return `${ended}, ${durationText(duration_ms)}, ${mcp_calls === 0 ? "known already" : count(mcp_calls, "call")}`;
}
