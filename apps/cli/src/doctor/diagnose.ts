import type { ProbeDefinition, WireError } from "@pm-orchestrator/core";
import type { Orchestrator, ScopeReport, SystemInfo } from "pm-orchestrator";
import { type Abilities, abilitiesOf } from "./abilities.js";

/** What was found out about one system. */
export interface Diagnosis {
  system: string;
  package: string;
  /** `ok`: its credentials are accepted, whatever they may be used for. */
  state: "ok" | "not configured" | "failed";
  version?: string;
  contract?: number;
  credentials: "present" | "missing" | "unknown";
  /** One harmless call for each set of credentials that is used. */
  probes?: Probe[];
  /** Operations that want a setting which is not there. */
  unusable?: { operation: string; needs: string[] }[];
  scopes?: ScopeReport;
  /** Which operations can be used: known only when credentials were accepted. */
  operations?: Abilities;
  /** Of the first call that failed, or why there was none. */
  error?: WireError;
}

/** A harmless call. */
export interface Probe {
  /** The credentials that it went out with; several where it is not known which of them the adapter chose. */
  credentials: string[];
  operation: string;
  latency_ms: number;
  /** Why it failed. For want of a scope is no fault of the credentials: they were accepted. */
  error?: WireError;
}

const PROBE_TIMEOUT_MS = 15_000;

/** Asks a system, and judges what it can be used for. `named`: somebody asked for it by name, so it must be there. */
export async function diagnose(
  orchestrator: Orchestrator,
  info: SystemInfo,
  { named, signal }: { named: boolean; signal: AbortSignal },
): Promise<Diagnosis> {
  const { name, manifest, obstacle, unusable } = info;
  const base = { system: name, package: info.package };
  if (manifest === undefined) {
    const error = obstacle?.toJSON();
    return { ...base, state: "failed", credentials: "unknown", ...(error === undefined ? {} : { error }) };
  }
  const known = { ...base, version: manifest.version, contract: manifest.contract };
  if (obstacle !== undefined) {
    const state = named ? "failed" : "not configured";
    return { ...known, state, credentials: "missing", error: obstacle.toJSON() };
  }
  const outcomes = await Promise.all(
    probesOf(info).map(async ({ credentials, operation, params }) => {
      // What was looked up some time ago says nothing of how it is now.
      const probe = { refresh_cache: true, timeout_ms: PROBE_TIMEOUT_MS };
      const request = { system: name, operation, params: { ...params }, ...probe };
      const { error, metadata } = await orchestrator.smartDelegate(request, { signal });
      return { credentials, operation, latency_ms: metadata.duration_ms, ...(error && { error }) };
    }),
  );
  // Only now are scopes known, and with them which of several credentials the adapter chose.
  const after = orchestrator.systems().find((system) => system.name === name) ?? info;
  const probes = outcomes.map((probe) => ({ ...probe, credentials: chosenOf(probe.credentials, after) }));
  const failed = probes.find(({ error }) => error !== undefined && !isForWantOfScope(error));
  const accepted = probes.some(({ error }) => error === undefined || isForWantOfScope(error));
  return {
    ...known,
    state: failed === undefined ? "ok" : "failed",
    credentials: "present",
    probes,
    ...(unusable.length === 0 ? {} : { unusable }),
    ...(accepted && after.scopes !== undefined ? { scopes: after.scopes } : {}),
    ...(accepted ? { operations: abilitiesOf(after) } : {}),
    ...(failed?.error === undefined ? {} : { error: failed.error }),
  };
}

/** The credentials were accepted, and then lacked a scope: every adapter has a code for that. */
export function isForWantOfScope({ code }: WireError): boolean {
  return code.endsWith("SCOPE_MISSING");
}

/** One call for the credentials that are usually used, and one for each that is used beside them. */
function probesOf({ manifest, credentials }: SystemInfo): (ProbeDefinition & { credentials: string[] })[] {
  if (manifest === undefined) return [];
  const there = manifest.credentials.filter(({ name }) => credentials.includes(name));
  const usual = there.filter(({ probe }) => probe === undefined);
  const namesOf = (sets: readonly { name: string }[]) => sets.map(({ name }) => name);
  // Where only those are there that are used beside others, everything goes out with them.
  if (usual.length === 0) return [{ ...manifest.probe, credentials: namesOf(there) }];
  const beside = there.flatMap(({ name, probe }) =>
    probe === undefined ? [] : [{ ...probe, credentials: [name] }],
  );
  return [{ ...manifest.probe, credentials: namesOf(usual) }, ...beside];
}

function chosenOf(credentials: string[], { scopes }: SystemInfo): string[] {
  const told = credentials.filter((name) => Object.hasOwn(scopes?.granted ?? {}, name));
  return told.length === 0 ? credentials : told;
}
