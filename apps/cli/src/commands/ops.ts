import { type OperationManifest, ORCHESTRATOR_ERRORS, type WireError } from "@pm-orchestrator/core";
import type { FoundOperation, Orchestrator, SystemInfo } from "pm-orchestrator";
import { EXIT, exitCodeOfError } from "../exit-code.js";
import type { Invocation } from "../invocation.js";
import { errorLines } from "../output/errors.js";
import { errorAnswer, ownAnswer, printJson } from "../output/json.js";
import { operationLines } from "../output/operation.js";
import { tableLines } from "../output/table.js";
import type { Terminal } from "../output/terminal.js";
import { openOrchestrator } from "../session.js";
import { usageError } from "../usage-error.js";

/** `pmo ops [SYSTEM [OPERATION]]`, `pmo ops [SYSTEM] --search TEXT`: what can be called, from manifests alone. */
export async function run(invocation: Invocation): Promise<number> {
  const { terminal, args, options } = invocation;
  const [system, operation] = args;
  const { search } = options as { search?: string };
  if (search !== undefined && operation !== undefined)
    throw usageError("--search looks for operations: name a system beside it, or none.");
  const orchestrator = await openOrchestrator(invocation, { willCall: false });
  if (search !== undefined) return searchOperations(orchestrator, { query: search, system }, terminal);
  const systems = orchestrator.systems().filter(({ name }) => system === undefined || name === system);
  if (system === undefined) return listOperations(orchestrator.findOperations(), systems, terminal);
  const manifest = systems[0]?.manifest;
  const operations = manifest?.operations ?? {};
  if (manifest === undefined || (operation !== undefined && !Object.hasOwn(operations, operation))) {
    return refuse(await defectOf(orchestrator, system, operation ?? "cache_status"), terminal);
  }
  if (operation === undefined) {
    const found = orchestrator.findOperations().filter((candidate) => candidate.system === system);
    return listOperations(found, systems, terminal);
  }
  const described = operations[operation];
  if (described !== undefined) await describe(system, operation, { described, terminal });
  return EXIT.succeeded;
}

/** The best five, the best first. */
async function searchOperations(
  orchestrator: Orchestrator,
  { query, system }: { query: string; system: string | undefined },
  terminal: Terminal,
): Promise<number> {
  const { data, error } = await orchestrator.discover({ query, ...(system === undefined ? {} : { system }) });
  if (error !== undefined) return refuse(error, terminal);
  const matches = data?.matches ?? [];
  if (matches.length === 0 && !terminal.json) terminal.note("Nothing resembles that. `pmo ops` lists all.");
  return listOperations(matches, [], terminal);
}

/** What the engine says of a name that it does not know: it guesses what was meant. */
async function defectOf(orchestrator: Orchestrator, system: string, operation: string): Promise<WireError> {
  const { error } = await orchestrator.plan({ system, operation, params: {} });
  if (error === undefined)
    throw new TypeError(`${system} ${operation} is unknown here and known to the engine.`);
  // Whether it could be called, with these params and credentials, is not the question here.
  const defects = (error.details["defects"] ?? []) as WireError[];
  return [...defects, error].find(({ number }) => ABOUT_NAMES.has(number)) ?? error;
}

/** INVALID_SYSTEM, INVALID_OPERATION, SUBAGENT_NOT_AVAILABLE. */
const ABOUT_NAMES = new Set<number>([
  ORCHESTRATOR_ERRORS.INVALID_SYSTEM.number,
  ORCHESTRATOR_ERRORS.INVALID_OPERATION.number,
  ORCHESTRATOR_ERRORS.SUBAGENT_NOT_AVAILABLE.number,
]);

function refuse(error: WireError, terminal: Terminal): number {
  if (terminal.json) printJson(errorAnswer(error), terminal);
  else for (const line of errorLines(error, terminal.notePalette)) terminal.note(line);
  return exitCodeOfError(error);
}

async function listOperations(
  found: readonly FoundOperation[],
  systems: readonly SystemInfo[],
  terminal: Terminal,
): Promise<number> {
  const missing = systems.filter(({ manifest }) => manifest === undefined);
  if (terminal.json) {
    const unavailable = missing.map(({ name, obstacle }) => ({ system: name, error: obstacle?.toJSON() }));
    printJson(ownAnswer({ operations: found, unavailable }), terminal);
    return EXIT.succeeded;
  }
  const rows = found.map(({ system, operation, effect, summary }) => [system, operation, effect, summary]);
  const table = { columns: ["system", "operation", "effect", "what it does"], rows };
  for (const line of await tableLines(table, terminal)) terminal.print(line);
  for (const { name, obstacle } of missing)
    terminal.note(`${name}: ${obstacle?.message ?? "it has no manifest."}`);
  return EXIT.succeeded;
}

async function describe(
  system: string,
  operation: string,
  { described, terminal }: { described: OperationManifest; terminal: Terminal },
): Promise<void> {
  if (terminal.json) return printJson(ownAnswer({ system, operation, ...described }), terminal);
  for (const line of await operationLines(system, operation, { described, terminal })) terminal.print(line);
}
