import { isPmoError, type PmoError } from "@pm-orchestrator/core";
import { diagnose } from "../doctor/diagnose.js";
import { findOverlaps } from "../doctor/overlaps.js";
import { reportLines } from "../doctor/report.js";
import { EXIT, exitCodeOfError } from "../exit-code.js";
import { watchInterrupts } from "../interrupts.js";
import type { Invocation } from "../invocation.js";
import { reportError } from "../output/errors.js";
import { printJson } from "../output/json.js";
import type { Terminal } from "../output/terminal.js";
import { openOrchestrator, readSettings } from "../session.js";

/** `pmo doctor`: for each system package, contract, credentials with one harmless call each, and what they can be used for. */
export async function run(invocation: Invocation): Promise<number> {
  const { terminal, globals } = invocation;
  const settings = await readSettings(invocation).catch((error: unknown) => {
    if (isPmoError(error)) return error;
    throw error;
  });
  if (isPmoError(settings)) return reportConfiguration(settings, terminal);
  const { config, file } = settings;
  const interrupts = watchInterrupts();
  const orchestrator = await openOrchestrator(invocation, { willCall: true, settings });
  const infos = orchestrator.systems();
  // Without a configuration nobody asked for a system by name: an absent credential is no fault then.
  const named = new Set(globals.simulate === undefined ? Object.keys(config.systems ?? {}) : []);
  const systems = await Promise.all(
    infos.map((info) =>
      diagnose(orchestrator, info, { named: named.has(info.name), signal: interrupts.signal }),
    ),
  );
  const warnings = findOverlaps(infos.flatMap(({ manifest }) => (manifest === undefined ? [] : [manifest])));
  await orchestrator.close();
  interrupts.end();
  const success = systems.every(({ state }) => state !== "failed");
  const configuration = { file: file ?? null, usable: true };
  if (terminal.json) {
    printJson({ success, data: { configuration, systems, warnings }, metadata: {} }, terminal);
  } else {
    terminal.print(
      file === undefined ? "No configuration file: the environment configures." : `Configuration: ${file}`,
    );
    for (const line of await reportLines(systems, infos, terminal)) terminal.print(line);
    for (const { message } of warnings)
      terminal.note(`${terminal.notePalette.warning("warning")} ${message}`);
  }
  if (interrupts.signal.aborted) return EXIT.interrupted;
  return success ? EXIT.succeeded : EXIT.configuration;
}

/** A configuration that is broken or not trusted: then nothing can be said of systems. */
function reportConfiguration(error: PmoError, terminal: Terminal): number {
  if (!terminal.json) reportError(error, terminal);
  else {
    const configuration = { file: error.details["file"] ?? null, usable: false };
    const data = { configuration, systems: [], warnings: [] };
    printJson({ success: false, data, error: error.toJSON(), metadata: {} }, terminal);
  }
  return exitCodeOfError(error);
}
