import { orchestratorError, type PmoError } from "@pm-orchestrator/core";
import { withRealNames } from "../checking/params.js";
import {
  ambiguous,
  contradiction,
  noSuchOperation,
  nothingFits,
  notUnderstood,
  owningSettings,
  unknownSystem,
} from "./explain.js";
import { operationOf, type Readings, readTarget } from "./readings.js";
import type { RoutableSystem, Route, RouteInput, TargetReading } from "./types.js";

/** Either what is meant, or the error that says what would help. */
export type Decision = { route: Route } | { error: PmoError };

/**
 * Finds system, operation and params for a request that leaves some of them open. Pure, and never a guess: of several that
 * could be meant, the error lists all.
 *
 * Decides by the target (an address whose host is exactly a configured one; a key, with the configured project and team
 * keys; a handle), else by an operation name that only one system has. A system that cannot be spoken to yields to one that
 * can. Errors: INVALID_SYSTEM (6001), INVALID_OPERATION (6002), INVALID_REQUEST (6007), AMBIGUOUS_SYSTEM (6012).
 */
export function detect(input: RouteInput, systems: readonly RoutableSystem[]): Decision {
  const { system: name } = input;
  if (name !== undefined && !systems.some((system) => system.name === name))
    return { error: unknownSystem(name, systems) };
  const asked = name === undefined ? systems : systems.filter((system) => system.name === name);
  return input.target === undefined
    ? byOperation(input, asked)
    : byTarget({ ...input, target: input.target }, { asked, systems });
}

function byOperation({ operation, params = {} }: RouteInput, systems: readonly RoutableSystem[]): Decision {
  if (operation === undefined) {
    return {
      error: orchestratorError("INVALID_REQUEST", {
        message: "The request names neither an operation nor a target.",
        details: { issues: [{ path: "operation", message: "name the operation, or give a target" }] },
        suggestions: ["Give an operation, or a target: an address, a key such as TRAIN-123, a #channel."],
      }),
    };
  }
  const able = systems.filter(({ manifest }) => operationOf(manifest, operation) !== undefined);
  const [only, ...others] = usable(able, (system) => system);
  if (only === undefined) return { error: noSuchOperation(operation, systems) };
  const because = (system: RoutableSystem) => `${system.name} has an operation ${operation}`;
  if (others.length > 0) {
    const candidates = [only, ...others].map((system) => ({
      system: system.name,
      operation,
      because: because(system),
    }));
    return { error: ambiguous(`Several systems have an operation ${operation}`, candidates) };
  }
  const isOnly = able.length === 1 ? "only" : "of the systems that are set up only";
  return {
    route: { system: only.name, operation, params, because: `${isOnly} ${because(only)}` },
  };
}

function byTarget(
  input: RouteInput & { target: string },
  { asked, systems }: { asked: readonly RoutableSystem[]; systems: readonly RoutableSystem[] },
): Decision {
  const found = readTarget(input.target, asked);
  const { operation } = input;
  const able =
    operation === undefined
      ? found.readings
      : found.readings.filter(({ system }) => operationOf(system.manifest, operation) !== undefined);
  const [first] = found.readings;
  if (first === undefined) return { error: notUnderstood(input, found, elsewhere(input, found, systems)) };
  if (able.length === 0 && operation !== undefined)
    return {
      error: noSuchOperation(
        operation,
        found.readings.map(({ system }) => system),
      ),
    };
  const [reading, ...others] = best(able);
  if (reading === undefined) return { error: notUnderstood(input, found, []) };
  if (others.length === 0) return routeOf(input, reading);
  const candidates = [reading, ...others].map((one) => ({
    system: one.system.name,
    operation: operation ?? one.operation,
    because: one.because,
  }));
  const all = [reading, ...others];
  return {
    error: ambiguous(`"${input.target}" may belong to several systems`, candidates, owningSettings(all)),
  };
}

/** Where a target would fit, of systems that were not asked. */
function elsewhere(
  { system, target }: RouteInput & { target: string },
  { problem }: Readings,
  systems: readonly RoutableSystem[],
): readonly TargetReading[] {
  return system === undefined || problem !== undefined ? [] : readTarget(target, systems).readings;
}

/** Those with the best claim: whom settings name before those who only might; who can be spoken to before who cannot. */
function best(readings: readonly TargetReading[]): readonly TargetReading[] {
  const claimed = readings.filter(({ claim }) => claim === "claimed");
  return usable(claimed.length > 0 ? claimed : readings, ({ system }) => system);
}

function usable<Thing>(
  things: readonly Thing[],
  systemOf: (thing: Thing) => RoutableSystem,
): readonly Thing[] {
  const able = things.filter((thing) => systemOf(thing).isUsable);
  return able.length > 0 ? able : things;
}

/** The route of a reading, with what the request itself says about operation and params. */
function routeOf(input: RouteInput & { target: string }, reading: TargetReading): Decision {
  const { operation = reading.operation, params: given = {} } = input;
  const { manifest, name } = reading.system;
  const isNatural = operation === reading.operation;
  const own = isNatural ? reading.params : fitting(reading.captured, operation, reading);
  if (!isNatural && Object.keys(own).length === 0)
    return { error: nothingFits(input.target, operation, reading) };
  const named = withRealNames(given, operationOf(manifest, operation)?.aliases);
  const contradicted = Object.keys(reading.captured).find(
    (param) =>
      Object.hasOwn(own, param) && Object.hasOwn(named, param) && !sameText(named[param], own[param]),
  );
  if (contradicted !== undefined)
    return { error: contradiction(input.target, contradicted, own[contradicted]) };
  const route: Route = {
    system: name,
    operation,
    params: { ...own, ...named },
    because: `${reading.because}; ${isNatural && input.operation === undefined ? "its natural read is" : "the operation is"} ${operation}`,
    kind: reading.form.kind,
    reading,
  };
  return { route };
}

/** What a target says, under the names that another operation of its system has for it. */
function fitting(
  captured: Readonly<Record<string, unknown>>,
  operation: string,
  { system: { manifest } }: TargetReading,
): Record<string, unknown> {
  const declared = operationOf(manifest, operation);
  const properties = (declared?.params["properties"] ?? {}) as Record<string, unknown>;
  const renamed = withRealNames(captured, declared?.aliases);
  return Object.fromEntries(Object.entries(renamed).filter(([param]) => Object.hasOwn(properties, param)));
}

function sameText(a: unknown, b: unknown): boolean {
  return String(a).toLowerCase() === String(b).toLowerCase();
}
