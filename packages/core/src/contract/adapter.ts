import type { input, output, ZodType } from "zod";
import type { ErrorEntry } from "../errors/table.js";
import type { AnyOperation } from "./operation.js";
import { requireTargets } from "./require-targets.js";
import type { AdapterHost, StepContext } from "./step.js";
import type { TargetsDefinition } from "./targets.js";

/** The contract that this version of core speaks. An adapter carries it as a literal. */
export const CONTRACT_VERSION = 1;

/** One setting of a system: a key under `systems.<name>` in the configuration. */
export interface SettingDefinition {
  /** snake_case, e.g. `base_url`. */
  name: string;
  /** The conventional environment variable that provides it without a configuration file. */
  env?: string;
  /** A secret is never shown, and makes a found configuration untrusted. */
  secret?: boolean;
  /** Whether it is an address: decides where credentials are sent, so a found configuration with it needs trust. */
  address?: boolean;
  summary: string;
  default?: string;
  /** What works against the adapter's own simulator. Default `simulated-<name>`; an address is the simulator's. */
  simulated?: string;
}

/** A set of settings that together are enough to speak to the system. */
export interface CredentialsDefinition {
  /** E.g. `api_token`. */
  name: string;
  /** Names of settings, all of which must be there. */
  settings: readonly string[];
  /** False for credentials that may do whatever their account may. Default: scopes limit them. */
  scoped?: false;
  /** Where several credentials are used side by side: a harmless read that goes out with these, unlike the adapter's own probe. */
  probe?: ProbeDefinition;
}

/** One harmless read that tells whether credentials work. Used by `pmo doctor`. */
export interface ProbeDefinition {
  operation: string;
  params: Readonly<Record<string, unknown>>;
}

/** A part of the session cache. */
export interface CacheSlotDefinition {
  /** How long an entry is good, in milliseconds; `session`: as long as the session lives, at most an hour. */
  ttlMs: number | "session";
  /**
   * How long after that reads are still answered with it, while it is read anew in the background. Writes never are. 0
   * where an old answer would mislead. Default: `ttlMs`, at most five minutes. Unit: milliseconds.
   */
  staleMs?: number;
  summary: string;
}

/** A read that fills cache slots with what nearly everybody looks up: `warm` runs it before anybody asks. */
export interface WarmingRead {
  operation: string;
  params: Readonly<Record<string, unknown>>;
}

/**
 * A budget of requests that the system imposes. Without figures it is learned: from the vendor's headers, and from
 * being refused.
 */
export interface LimitDomainDefinition {
  summary: string;
  /** So many requests in so many milliseconds; `burst` at once, by default all of them. */
  budget?: { requests: number; perMs: number; burst?: number };
  /** Every operation has such a budget of its own. */
  each?: "operation";
  /** Every value of this param has one: a channel, an issue. An operation without that param does not draw on it. */
  by?: string;
  /** What draws on it: every upstream call (default), or each step once. */
  counts?: "calls" | "steps";
}

/** Speaks to one system with one set of credentials. Made once per system and tenant; makes no call by itself. */
export interface Connection<Client> {
  /** The client for one step: cheap, since it is made for every step. */
  client(step: StepContext): Client;
  close?(): void | Promise<void>;
}

/**
 * An adapter: everything that it is, as a value. Making it does no I/O and reads no secret.
 *
 * The package's default export; its manifest is generated from it.
 */
export interface AdapterDefinition<Client = unknown> {
  /** The literal {@link CONTRACT_VERSION} that the adapter was written against. */
  contract: number;
  /** The kind of system, e.g. `jira`. */
  kind: string;
  /** For people, e.g. `Jira Cloud`. */
  title: string;
  settings: readonly SettingDefinition[];
  /** Any one of these is enough. */
  credentials: readonly CredentialsDefinition[];
  slots: Readonly<Record<string, CacheSlotDefinition>>;
  limits: Readonly<Record<string, LimitDomainDefinition>>;
  errors: Readonly<Record<string, ErrorEntry>>;
  operations: Readonly<Record<string, AnyOperation>>;
  /** Reads by which the cache can be filled beforehand. Few and cheap: they run whether or not anybody needs them. */
  warm?: readonly WarmingRead[];
  /** Goes out with the credentials that are usually used. */
  probe: ProbeDefinition;
  /** What people paste that belongs to it: addresses, keys, handles. Requests without a system are routed by it. */
  targets?: TargetsDefinition;
  connect(host: AdapterHost): Connection<Client>;
}

/**
 * Declares an adapter, and checks what the type system cannot: names, slots and the probe must exist.
 * Throws a TypeError, at import, when the definition contradicts itself.
 */
export function defineAdapter<const Definition extends AdapterDefinition>(
  definition: Definition,
): Definition {
  for (const [name, operation] of Object.entries(definition.operations)) {
    requireSnakeCase(name, "operation");
    for (const slot of [...(operation.caches ?? []), ...(operation.invalidates ?? [])]) {
      requireDeclared(definition.slots, slot, `${name}: cache slot`);
    }
    for (const limit of operation.limits ?? [])
      requireDeclared(definition.limits, limit, `${name}: limit domain`);
    if (operation.reconcile !== undefined && operation.effect === "read")
      throw new TypeError(`${name}: a read has nothing to reconcile.`);
    if (operation.retry === "lookup" && operation.reconcile === undefined)
      throw new TypeError(`${name}: an operation whose retry is lookup needs reconcile.`);
    const params = operation.params.shape;
    for (const param of [...Object.values(operation.aliases ?? {}), ...(operation.queryParams ?? [])]) {
      requireDeclared(params, String(param), `${name}: param`);
    }
    if (operation.coalesce !== undefined) {
      if (operation.effect === "read" && operation.runMany === undefined)
        throw new TypeError(`${name}: a read that can be merged needs runMany.`);
      requireDeclared(definition.operations, operation.coalesce.into, `${name}: operation`);
      requireDeclared(params, operation.coalesce.by, `${name}: param`);
    }
  }
  for (const { operation } of definition.warm ?? []) {
    requireDeclared(definition.operations, operation, "warm: operation");
    const { effect, caches = [] } = definition.operations[operation] ?? {};
    if (effect !== "read" || caches.length === 0)
      throw new TypeError(`warm: ${operation} is no read that fills a cache slot.`);
  }
  for (const { operation } of [
    definition.probe,
    ...definition.credentials.flatMap(({ probe }) => probe ?? []),
  ]) {
    requireDeclared(definition.operations, operation, "probe: operation");
    if (definition.operations[operation]?.effect !== "read") {
      throw new TypeError(`${definition.kind}: the probe must be a read.`);
    }
  }
  const credentials = new Set(definition.credentials.map(({ name }) => name));
  for (const [name, { scopes = [] }] of Object.entries(definition.operations)) {
    for (const need of scopes) {
      if (typeof need === "string") continue;
      if (need.any.length === 0) throw new TypeError(`${name}: a need for no scope at all.`);
      const named = [...(need.of === undefined ? [] : [need.of]), ...Object.keys(need.instead ?? {})];
      const unknown = named.find((candidate) => !credentials.has(candidate));
      if (unknown !== undefined)
        throw new TypeError(`${name}: a scope of the unknown credentials ${unknown}.`);
    }
  }
  const settings = new Set(definition.settings.map((setting) => setting.name));
  for (const [name, { needs = [] }] of Object.entries(definition.operations)) {
    const unknown = needs.find((setting) => !settings.has(setting));
    if (unknown !== undefined) throw new TypeError(`${name}: setting ${unknown} is not declared.`);
  }
  for (const needed of definition.credentials.flatMap((credentials) => credentials.settings)) {
    if (!settings.has(needed))
      throw new TypeError(`${definition.kind}: credentials name the unknown setting ${needed}.`);
  }
  requireTargets(definition);
  return definition;
}

function requireDeclared(declared: Readonly<Record<string, unknown>>, name: string, what: string): void {
  if (!Object.hasOwn(declared, name)) throw new TypeError(`${what} ${name} is not declared.`);
}

function requireSnakeCase(name: string, what: string): void {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new TypeError(`${what} ${name}: names are snake_case.`);
}

/**
 * Types of adapters by package name. Each adapter adds itself:
 *
 * @example
 * declare module "@pm-orchestrator/core" {
 *   interface AdapterMap { "@pm-orchestrator/adapter-jira": typeof adapter }
 * }
 */
// biome-ignore lint/suspicious/noEmptyInterface: it is there to be augmented.
export interface AdapterMap {}

type OperationsOf<Package extends keyof AdapterMap> = AdapterMap[Package] extends {
  operations: infer Operations;
}
  ? Operations
  : never;

/**
 * The params of an operation, for people who have said `import type {} from "@pm-orchestrator/adapter-jira"`.
 *
 * @example
 * const params: ParamsOf<"@pm-orchestrator/adapter-jira", "get_issue"> = { issue_key: "TRAIN-123" };
 */
export type ParamsOf<
  Package extends keyof AdapterMap,
  Operation extends keyof OperationsOf<Package>,
> = OperationsOf<Package>[Operation] extends { params: infer Params extends ZodType } ? input<Params> : never;

/** The result of an operation: what `data` of a successful step holds. */
export type ResultOf<
  Package extends keyof AdapterMap,
  Operation extends keyof OperationsOf<Package>,
> = OperationsOf<Package>[Operation] extends { result: infer Result extends ZodType }
  ? output<Result>
  : never;
