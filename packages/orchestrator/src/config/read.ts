import { nearestNames, type Policy, type SystemPolicy } from "@pm-orchestrator/core";
import type { OrchestratorConfig, SystemConfig } from "../options.js";
import { isStore, LOCAL_STORES, SHARED_PROTOCOLS } from "../session/cache/stores/names.js";
import { isPackageName, OWN_ADAPTERS, packageOf } from "../systems/packages.js";
import { configInvalid, unknownKey } from "./invalid.js";
import { type ConfigDocument, type Entry, nameOf, readEntries } from "./parse.js";
import type { SettingsOf } from "./settings-of.js";

const SYSTEM_NAME = /^[a-z][a-z0-9_-]{0,63}$/;
const RESERVED_NAME = "orchestrator";

/** A configuration, read and checked; `settingsOf` tells which settings an adapter has. */
export function readConfig(document: ConfigDocument, settingsOf: SettingsOf): OrchestratorConfig {
  const config: OrchestratorConfig = {};
  const later = (issue: number) => (entry: Entry) => {
    throw configInvalid(`${entry.key} is not yet supported (it arrives with issue ${issue})`, entry.place);
  };
  readEntries(document.root(), {
    systems: (entry) => {
      config.systems = readSystems(document, entry, settingsOf);
    },
    policy: (entry) => {
      config.policy = readPolicy(document, entry);
    },
    limits: (entry) => {
      config.limits = readCounts(document, entry, [
        "max_concurrent",
        "max_concurrent_per_system",
        "max_operations",
        "request_timeout_ms",
      ]);
    },
    cache: (entry) => {
      config.cache = readCache(document, entry);
    },
    durable: later(7),
  });
  checkPolicyNames(document, config);
  return config;
}

function readSystems(
  document: ConfigDocument,
  entry: Entry,
  settingsOf: SettingsOf,
): Record<string, SystemConfig> {
  const systems = document.entries(entry).map((system): [string, SystemConfig] => {
    const name = nameOf(system);
    if (name === RESERVED_NAME) throw configInvalid(`a system cannot be called ${name}`, system.place);
    if (!SYSTEM_NAME.test(name)) {
      throw configInvalid(
        `"${name}" cannot be the name of a system: lower-case letters, digits, - and _`,
        system.place,
      );
    }
    return [name, readSystem(document, system, settingsOf)];
  });
  return Object.fromEntries(systems);
}

function readSystem(document: ConfigDocument, system: Entry, settingsOf: SettingsOf): SystemConfig {
  const name = nameOf(system);
  const entries = document.entries(system);
  const chosen = entries.find((entry) => nameOf(entry) === "adapter");
  const adapter = chosen === undefined ? name : document.text(chosen);
  if (chosen === undefined && !Object.hasOwn(OWN_ADAPTERS, name)) {
    throw configInvalid(`${system.key} does not say which adapter serves it`, system.place, [
      `Add adapter: one of ${Object.keys(OWN_ADAPTERS).join(", ")}, or the name of a package.`,
    ]);
  }
  if (!isPackageName(packageOf(adapter))) {
    throw configInvalid(`"${adapter}" is not the name of an adapter package`, (chosen ?? system).place);
  }
  const known = settingsOf(packageOf(adapter));
  const values = entries
    .filter((entry) => entry !== chosen)
    .map((entry): [string, string] => {
      const setting = nameOf(entry);
      // Without its manifest an adapter's settings are unknown: the missing package is told when it is needed.
      if (known !== undefined && !known.some((candidate) => candidate.name === setting)) {
        throw unknownKey(setting, {
          place: entry.place,
          valid: ["adapter", ...known.map((candidate) => candidate.name)],
        });
      }
      return [setting, document.text(entry)];
    });
  return { ...Object.fromEntries(values), adapter };
}

function readCache(document: ConfigDocument, entry: Entry): NonNullable<OrchestratorConfig["cache"]> {
  const cache: NonNullable<OrchestratorConfig["cache"]> = {};
  readEntries(document.entries(entry), {
    max_entries: (value) => {
      cache.max_entries = document.count(value);
    },
    store: (value) => {
      cache.store = readStore(document.text(value), value);
    },
  });
  return cache;
}

/** An address may hold a password, so it is not repeated. */
function readStore(store: string, { key, place }: Entry): string {
  if (isStore(store)) return store;
  const [best] = store.includes("://") ? [] : nearestNames(store, LOCAL_STORES, 1);
  throw configInvalid(
    `${key} must be ${LOCAL_STORES.join(", ")}, or the address of a Redis or Postgres`,
    place,
    [
      best === undefined
        ? `An address begins with ${SHARED_PROTOCOLS.map((protocol) => `${protocol}//`).join(", ")}.`
        : `Did you mean ${best}?`,
    ],
  );
}

function readPolicy(document: ConfigDocument, entry: Entry): Policy {
  const policy: Policy = {};
  readEntries(document.entries(entry), {
    read_only: (value) => {
      policy.read_only = document.boolean(value);
    },
    systems: (value) => {
      const systems = document.entries(value).map((system): [string, SystemPolicy] => {
        const own: SystemPolicy = {};
        readEntries(document.entries(system), {
          writes: (writes) => {
            if (document.text(writes) === "confirm") {
              throw configInvalid(
                `${writes.key}: confirm is not yet supported (it arrives with issue 5)`,
                writes.place,
              );
            }
            own.writes = document.oneOf(writes, ["allow", "deny"] as const);
          },
        });
        return [nameOf(system), own];
      });
      policy.systems = Object.fromEntries(systems);
    },
  });
  return policy;
}

/** A policy for a system that does not exist protects nothing: most likely the name is misspelt. */
function checkPolicyNames(document: ConfigDocument, { systems, policy }: OrchestratorConfig): void {
  const names = Object.keys(systems ?? OWN_ADAPTERS);
  for (const name of Object.keys(policy?.systems ?? {})) {
    if (names.includes(name)) continue;
    throw unknownKey(name, { place: { file: document.file, key: `policy.systems.${name}` }, valid: names });
  }
}

function readCounts<Name extends string>(
  document: ConfigDocument,
  entry: Entry,
  names: readonly Name[],
): { [name in Name]?: number } {
  const counts: { [name in Name]?: number } = {};
  const readers = names.map((name): [string, (value: Entry) => void] => [
    name,
    (value) => {
      counts[name] = document.count(value);
    },
  ]);
  readEntries(document.entries(entry), Object.fromEntries(readers));
  return counts;
}
