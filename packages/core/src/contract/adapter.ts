import type { input, output, ZodType } from "zod";
import type { ErrorEntry } from "../errors/table.js";
import type { AnyOperation } from "./operation.js";
import type { AdapterHost, StepContext } from "./step.js";

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
}

/** A part of the session cache. */
export interface CacheSlotDefinition {
  /** How long an entry is good, in milliseconds; `session`: as long as the session lives. */
  ttlMs: number | "session";
  summary: string;
}

/** A budget of requests that the system imposes. Enforced from issue 3 on; declared from the start. */
export interface LimitDomainDefinition {
  summary: string;
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
  /** One harmless read that tells whether the credentials work. Used by `pmo doctor`. */
  probe: { operation: string; params: Readonly<Record<string, unknown>> };
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
    const params = operation.params.shape;
    for (const param of [...Object.values(operation.aliases ?? {}), ...(operation.queryParams ?? [])]) {
      requireDeclared(params, String(param), `${name}: param`);
    }
    if (operation.coalesce !== undefined) {
      requireDeclared(definition.operations, operation.coalesce.into, `${name}: operation`);
      requireDeclared(params, operation.coalesce.by, `${name}: param`);
    }
  }
  requireDeclared(definition.operations, definition.probe.operation, "probe: operation");
  if (definition.operations[definition.probe.operation]?.effect !== "read") {
    throw new TypeError(`${definition.kind}: the probe must be a read.`);
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
