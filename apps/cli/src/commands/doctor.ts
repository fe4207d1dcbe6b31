import { isPmoError, type PmoError, type WireError } from "@pm-orchestrator/core";
import type { Orchestrator, SystemInfo } from "pm-orchestrator";
import { findOverlaps } from "../diagnosis.js";
import { EXIT, exitCodeOfError } from "../exit-code.js";
import { watchInterrupts } from "../interrupts.js";
import type { Invocation } from "../invocation.js";
import { errorLines, reportError } from "../output/errors.js";
import { printJson } from "../output/json.js";
import { tableLines } from "../output/table.js";
import type { Terminal } from "../output/terminal.js";
import { durationText } from "../output/text.js";
import { openOrchestrator, readSettings } from "../session.js";

/** What was found out about one system. */
interface Diagnosis {
  system: string;
  package: string;
  state: "ok" | "not configured" | "failed";
  version?: string;
  contract?: number;
  credentials: "present" | "missing" | "unknown";
  /** Operations that want a setting which is not there. */
  unusable?: { operation: string; needs: string[] }[];
  /** The harmless call. */
  probe?: { operation: string; latency_ms: number };
  error?: WireError;
}

const PROBE_TIMEOUT_MS = 15_000;

/** `pmo doctor`: for each system package, contract, credentials and one harmless call. */
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
    await printDiagnoses(systems, terminal);
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

async function diagnose(
  orchestrator: Orchestrator,
  { name, package: packageName, manifest, obstacle, unusable }: SystemInfo,
  { named, signal }: { named: boolean; signal: AbortSignal },
): Promise<Diagnosis> {
  const base = { system: name, package: packageName };
  if (manifest === undefined) {
    const error = obstacle?.toJSON();
    return { ...base, state: "failed", credentials: "unknown", ...(error === undefined ? {} : { error }) };
  }
  const known = { ...base, version: manifest.version, contract: manifest.contract };
  if (obstacle !== undefined) {
    const state = named ? "failed" : "not configured";
    return { ...known, state, credentials: "missing", error: obstacle.toJSON() };
  }
  const { operation, params } = manifest.probe;
  const request = { system: name, operation, params, timeout_ms: PROBE_TIMEOUT_MS };
  const { success, error, metadata } = await orchestrator.smartDelegate(request, { signal });
  return {
    ...known,
    state: success ? "ok" : "failed",
    credentials: "present",
    ...(unusable.length === 0 ? {} : { unusable }),
    probe: { operation, latency_ms: metadata.duration_ms },
    ...(error === undefined ? {} : { error }),
  };
}

async function printDiagnoses(systems: readonly Diagnosis[], terminal: Terminal): Promise<void> {
  const rows = systems.map(({ system, version, credentials, probe, state }) => [
    system,
    version ?? "-",
    credentials,
    probe === undefined ? "-" : `${probe.operation} ${durationText(probe.latency_ms)}`,
    state,
  ]);
  const columns = ["system", "version", "credentials", "call", "state"];
  for (const line of await tableLines({ columns, rows }, terminal)) terminal.print(line);
  for (const { system, unusable = [] } of systems) {
    for (const [needs, operations] of grouped(unusable)) {
      terminal.print(
        `${terminal.palette.strong(system)}: without ${needs} there is no ${operations.join(", ")}.`,
      );
    }
  }
  for (const { system, state, error } of systems) {
    if (error === undefined) continue;
    terminal.print("");
    if (state === "failed") {
      for (const line of errorLines(error, terminal.palette)) terminal.print(line);
    } else {
      terminal.print(
        `${terminal.palette.strong(system)} is not configured: ${error.suggestions[0] ?? error.message}`,
      );
    }
  }
}

/** Operations by what they lack, so that one missing setting is one line. */
function grouped(unusable: readonly { operation: string; needs: string[] }[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { operation, needs } of unusable) {
    const key = needs.join(" and ");
    groups.set(key, [...(groups.get(key) ?? []), operation]);
  }
  return groups;
}
