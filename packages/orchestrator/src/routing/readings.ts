import type { AdapterManifest, TargetForm } from "@pm-orchestrator/core";
import { type OwnAddress, ownAddresses, pathBelow, type ReadAddress, readAddress } from "./address.js";
import { fitAddress, fitBare, ownership, type ReadyForm, readyForms } from "./forms.js";
import { fillIn, fillText, namesIn } from "./texts.js";
import type { RoutableSystem, TargetReading } from "./types.js";

/** Targets that are longer are nothing that people paste; the same as in the request's schema. */
export const LONGEST_TARGET = 2000;

/** Everything that a target can mean. */
export interface Readings {
  /** At most one for each system. */
  readings: readonly TargetReading[];
  /** The address, where it is one. */
  address?: ReadAddress;
  /** Why it is no address to read, though it looks like one. */
  problem?: string;
  /** The hosts of all systems, where it is an address. */
  hosts: readonly string[];
  /** Systems below whose address it stands, also where nothing of theirs has its shape. */
  below: readonly RoutableSystem[];
  /** Shapes that are known and cannot be read: what to do instead. */
  unsupported: readonly { system: RoutableSystem; form: TargetForm }[];
}

const NOTHING = { readings: [], hosts: [], below: [], unsupported: [] };

/** Finds out what a target can mean, in each of the systems. Pure: makes no call and reads no file. */
export function readTarget(target: string, systems: readonly RoutableSystem[]): Readings {
  const text = target.trim();
  if (text === "" || text.length > LONGEST_TARGET) return NOTHING;
  const addressed = systems.map((system) => ({ system, own: ownAddresses(system) }));
  const hosts = new Set(addressed.flatMap(({ own }) => own.map(({ host }) => host)));
  const outcome = readAddress(text, hosts);
  if (outcome === undefined)
    return { ...NOTHING, readings: systems.flatMap((one) => bareReading(text, one)) };
  if ("problem" in outcome) return { ...NOTHING, problem: outcome.problem };
  const { address } = outcome;
  const all = addressed.map(({ system, own }) => addressReading(address, system, own));
  return {
    address,
    hosts: [...hosts],
    readings: all.flatMap(({ reading = [] }) => reading),
    below: addressed.flatMap(({ system, own }) =>
      own.some((one) => pathBelow(address, one) !== undefined) ? [system] : [],
    ),
    unsupported: all.flatMap(({ unsupported = [] }) => unsupported),
  };
}

interface Outcome {
  reading?: TargetReading;
  unsupported?: { system: RoutableSystem; form: TargetForm };
}

function addressReading(address: ReadAddress, system: RoutableSystem, own: readonly OwnAddress[]): Outcome {
  for (const one of own) {
    const path = pathBelow(address, one);
    if (path === undefined) continue;
    for (const ready of formsOf(system)) {
      if (ready.path === undefined) continue;
      const parts = fitAddress(ready, { path, address });
      if (parts === undefined) continue;
      const { form } = ready;
      const owned = ownership(form, parts, system);
      if (owned.claim === "foreign") continue;
      if (form.unsupported !== undefined) return { unsupported: { system, form } };
      const because = [
        `${address.host} is an address of ${system.name}, and it is ${form.summary}`,
        owned.because,
      ];
      const reading = readingOf(form, parts, {
        system,
        // The address says whose it is, unless several systems share it.
        claim: form.owners === undefined ? "claimed" : owned.claim,
        because: because.filter((reason) => reason !== undefined).join(", and "),
      });
      if (reading !== undefined) return { reading };
    }
  }
  return {};
}

function bareReading(target: string, system: RoutableSystem): TargetReading[] {
  for (const ready of formsOf(system)) {
    const parts = fitBare(ready, target);
    if (parts === undefined) continue;
    const { form } = ready;
    const { claim, because } = ownership(form, parts, system);
    // In small letters it is a key only for whom it is known: `utf-8` is none.
    const isSmall = Object.values(form.text ?? {}).includes("issue_key") && target !== target.toUpperCase();
    if (claim === "foreign" || (isSmall && claim !== "claimed")) continue;
    const reason = [`"${target}" is ${form.summary}`, ...(because === undefined ? [] : [because])].join(
      ", and ",
    );
    const reading = readingOf(form, parts, { system, claim, because: reason });
    if (reading !== undefined) return [reading];
  }
  return [];
}

function formsOf({ manifest: { targets } }: RoutableSystem): readonly ReadyForm[] {
  return targets === undefined ? [] : readyForms(targets);
}

function readingOf(
  form: TargetForm,
  parts: ReadonlyMap<string, string>,
  { system, claim, because }: Pick<TargetReading, "system" | "claim" | "because">,
): TargetReading | undefined {
  const { operation, params: template = {}, mention: mentionTemplate } = form;
  // A manifest that routes to a write is no reason to write.
  if (operation === undefined || operationOf(system.manifest, operation)?.effect !== "read") return undefined;
  const params = fillIn(template, filler(parts, system), (name) =>
    isNumber(system.manifest, operation, name),
  );
  if (params === undefined) return undefined;
  const captured = Object.entries(params).filter(([name]) => namesIn(template[name]).length > 0);
  const mention =
    mentionTemplate === undefined ? undefined : fillText(mentionTemplate, filler(parts, system));
  return {
    system,
    form,
    operation,
    params,
    captured: Object.fromEntries(captured),
    parts,
    claim,
    because,
    ...(mention === undefined ? {} : { mention }),
  };
}

/** Where the names of a template get their values: captured parts, and settings as `setting.<name>`. */
export function filler(
  parts: ReadonlyMap<string, string>,
  system: RoutableSystem,
): (name: string) => string | undefined {
  return (name) =>
    name.startsWith("setting.") ? system.setting(name.slice("setting.".length)) : parts.get(name);
}

/** An operation of a manifest by a name that may be any text. */
export function operationOf(manifest: AdapterManifest, name: string) {
  return Object.hasOwn(manifest.operations, name) ? manifest.operations[name] : undefined;
}

/** Whether a param takes numbers and no text. */
export function isNumber(manifest: AdapterManifest, operation: string, param: string): boolean {
  const properties = operationOf(manifest, operation)?.params["properties"] as
    | Record<string, { type?: unknown }>
    | undefined;
  if (properties === undefined || !Object.hasOwn(properties, param)) return false;
  const type = properties[param]?.type;
  return type === "integer" || type === "number";
}

/** What makes a thing the same, however it was named. */
export function identityOf({ system, form, captured }: TargetReading): string {
  const params = Object.entries(captured).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([system.name, form.kind, params]);
}
