import type { AdapterManifest } from "@pm-orchestrator/core";
import type { SystemInfo } from "pm-orchestrator";
import { errorLines } from "../output/errors.js";
import { tableLines } from "../output/table.js";
import type { Terminal } from "../output/terminal.js";
import { count, durationText, wrap } from "../output/text.js";
import { type Lack, lacksOf } from "./abilities.js";
import { type Diagnosis, isForWantOfScope, type Probe } from "./diagnose.js";

/** A person sees so many names of operations; a pipe and `--json` get all. */
const NAMES_SHOWN = 8;

/** Alternatives of a scope that are worth naming. */
const ALTERNATIVES_SHOWN = 4;

type Look = Pick<Terminal, "isRich" | "columns" | "palette">;

/** What was found, for people: a table, then what lacks, then what is wrong. */
export async function reportLines(
  diagnoses: readonly Diagnosis[],
  infos: readonly SystemInfo[],
  look: Look,
): Promise<string[]> {
  const manifests = new Map(infos.map(({ name, manifest }) => [name, manifest]));
  // What a pipe has room for, a terminal of usual width has not.
  const left = look.isRich ? ["system", "version"] : ["system", "package", "version", "contract"];
  const columns = [...left, "credentials", "call", "operations", "state"];
  const rows = diagnoses.flatMap((diagnosis) => rowsOf(diagnosis, left));
  const remarks = diagnoses.flatMap((diagnosis) =>
    remarksOn(diagnosis, manifests.get(diagnosis.system), look),
  );
  const faults = diagnoses.flatMap((diagnosis) => faultLines(diagnosis, look));
  return [
    ...(await tableLines({ columns, rows }, look)),
    ...(remarks.length === 0 ? [] : ["", ...remarks]),
    ...faults,
  ];
}

/** A row for each set of credentials; what stands `left` is said once. */
function rowsOf(diagnosis: Diagnosis, left: readonly string[]): string[][] {
  const { system, version = "-", contract = "-", credentials, probes = [], state } = diagnosis;
  const said: Readonly<Record<string, string>> = {
    system,
    version,
    contract: String(contract),
    package: diagnosis.package,
  };
  const begin = left.map((column) => said[column] ?? "");
  if (probes.length === 0) return [[...begin, credentials, "-", "-", state]];
  return probes.map((probe, at) => [
    ...(at === 0 ? begin : begin.map((cell, column) => (column === 0 ? cell : ""))),
    probe.credentials.join(" or ") || credentials,
    `${probe.operation} ${durationText(probe.latency_ms)}`,
    at === 0 ? amountText(diagnosis) : "",
    stateOf(probe),
  ]);
}

function stateOf({ error }: Probe): string {
  if (error === undefined) return "ok";
  return isForWantOfScope(error) ? "scope missing" : "failed";
}

/** How many operations can be used. */
function amountText({ operations }: Diagnosis): string {
  if (operations === undefined) return "-";
  const { usable, partly, unusable, unknown } = operations;
  const total = usable.length + partly.length + unusable.length + unknown.length;
  const most = total - unusable.length;
  if (unknown.length > 0) return `at most ${most}`;
  return most === total ? `all ${total}` : `${most} of ${total}`;
}

/** What lacks and what is not known, one sentence each. */
function remarksOn(diagnosis: Diagnosis, manifest: AdapterManifest | undefined, look: Look): string[] {
  const { system, operations, unusable = [], scopes } = diagnosis;
  if (operations === undefined) return [];
  const lacks = lacksOf({ unusable, ...(scopes === undefined ? {} : { scopes }) });
  const sentences = lacks.map((lack) => lackText(lack, look));
  if (scopes !== undefined && scopes.unknown.length > 0) {
    sentences.push(unknownText(scopes.unknown, operations.unknown.length, manifest));
  }
  return sentences.flatMap((sentence) => {
    const [first = "", ...more] = look.isRich
      ? wrap(`${system}: ${sentence}`, look.columns - 2)
      : [`${system}: ${sentence}`];
    return [look.palette.strong(system) + first.slice(system.length), ...more.map((line) => `  ${line}`)];
  });
}

function lackText({ kind, names, of, partly, operations }: Lack, { isRich }: Look): string {
  const shown = isRich && operations.length > NAMES_SHOWN + 1 ? operations.slice(0, NAMES_SHOWN) : operations;
  const hidden = operations.length - shown.length;
  const list = shown.join(", ") + (hidden === 0 ? "" : ` and ${hidden} more (--json names them)`);
  if (kind === "setting") return `without ${names.join(" and ")} there is no ${list}.`;
  const lacks = `${of} lacks the scope ${scopeText(names)}`;
  return partly ? `${lacks}, so not every use works of ${list}.` : `${lacks}: no ${list}.`;
}

/** The scope to ask for, and what would do as well. */
function scopeText([scope = "", ...others]: readonly string[]): string {
  if (others.length === 0) return scope;
  return others.length > ALTERNATIVES_SHOWN
    ? `${scope} (or one of ${others.length} others)`
    : `${scope} (or ${others.join(", ")})`;
}

function unknownText(
  names: readonly string[],
  amount: number,
  manifest: AdapterManifest | undefined,
): string {
  const missing = Object.entries(manifest?.errors ?? {}).find(([code]) => code.endsWith("SCOPE_MISSING"));
  const told = missing === undefined ? "" : `: an error ${missing[1].number} then names the scope that lacks`;
  const owner = manifest?.title ?? "the vendor";
  return `${owner} does not tell the scopes of ${names.join(" or ")}, so whether ${count(amount, "operation")} may be used shows only in use${told}.`;
}

function faultLines({ system, state, error, probes = [], scopes }: Diagnosis, { palette }: Look): string[] {
  if (error !== undefined && state !== "failed") {
    return ["", `${palette.strong(system)} is not configured: ${error.suggestions[0] ?? error.message}`];
  }
  if (probes.length === 0) return error === undefined ? [] : ["", ...errorLines(error, palette)];
  const explained = new Set(scopes?.lacking.map(({ operation }) => operation));
  return probes.flatMap(({ credentials, operation, error: fault }) => {
    if (fault === undefined || (isForWantOfScope(fault) && explained.has(operation))) return [];
    const whose = probes.length > 1 ? [`${palette.strong(system)}, with ${credentials.join(" or ")}:`] : [];
    return ["", ...whose, ...errorLines(fault, palette)];
  });
}
