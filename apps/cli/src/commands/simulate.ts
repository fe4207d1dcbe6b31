import { once } from "node:events";
import { EXIT } from "../exit-code.js";
import { watchInterrupts } from "../interrupts.js";
import type { Invocation } from "../invocation.js";
import { ownAnswer, printJson } from "../output/json.js";
import { OWN_FOLDER } from "../session.js";
import { hostSimulators, ownPackage, SIMULATED_KINDS } from "../simulation.js";
import { usageError } from "../usage-error.js";

const DEFAULT_PORT = 4010;
const LONGEST_LATENCY_MS = 60_000;

/** `pmo simulate`: the five systems on one loopback port, until interrupted. */
export async function run(invocation: Invocation): Promise<number> {
  const { options, terminal, globals } = invocation;
  const port = wholeNumber("--port", options["port"], { standard: DEFAULT_PORT, most: 65_535 });
  const latencyMs = wholeNumber("--latency", options["latency"], { standard: 0, most: LONGEST_LATENCY_MS });
  const interrupts = watchInterrupts();
  const packages = new Map(SIMULATED_KINDS.map((kind) => [kind as string, ownPackage(kind)]));
  const host = await hostSimulators(packages, {
    folders: [OWN_FOLDER],
    latencyMs,
    faults: globals.faults,
    terminal,
  });
  const { serveSimulators } = await import("@pm-orchestrator/simulator");
  const served = await serveSimulators(host, port).catch((error: NodeJS.ErrnoException) => {
    throw usageError(`Port ${port} cannot be used (${error.code ?? error.message}).`, {
      details: { port, reason: error.code },
      suggestions: ["Choose another one with --port, or --port 0 for any that is free."],
    });
  });
  if (terminal.json)
    printJson(
      ownAnswer({
        url: served.url,
        systems: host.kinds,
        latency_ms: latencyMs,
        ...(globals.faults === undefined ? {} : { faults: globals.faults }),
      }),
      terminal,
    );
  else {
    terminal.print(`Simulated systems at ${served.url}`);
    for (const kind of host.kinds) terminal.print(`  ${kind.padEnd(12)}${served.url}/${kind}`);
    if (globals.faults !== undefined) terminal.print(`Things go wrong as ${globals.faults} says.`);
    terminal.print(`Use them with --simulate=${served.url}; ctrl-C ends them.`);
  }
  if (!interrupts.signal.aborted) await once(interrupts.signal, "abort");
  await served.close();
  interrupts.end();
  return EXIT.succeeded;
}

function wholeNumber(
  flag: string,
  given: unknown,
  { standard, most }: { standard: number; most: number },
): number {
  if (given === undefined) return standard;
  const value = typeof given === "string" && /^\d+$/.test(given) ? Number(given) : Number.NaN;
  if (value <= most) return value;
  throw usageError(`${flag} must be a whole number from 0 to ${most}.`, {
    details: { flag },
    suggestions: [`Leave ${flag} out for ${standard}.`],
  });
}
