import type { CheckedStep } from "../checking/steps.js";
import { type Draw, drawsOf } from "../upstream/limits.js";

/** How a step waits for its start: on which limits it draws, and with which others it can be merged. */
export interface Lane {
  /** Steps of one system in lanes of one name are alike in both. */
  readonly name: string;
  readonly draws: readonly Draw[];
  /** How many of them can start as one. */
  readonly merges: number;
}

const PLAIN: Lane = { name: "", draws: [], merges: 1 };

/** The lane of a step, from what its manifest declares and from its submitted params. */
export function laneOf(step: CheckedStep): Lane {
  const { manifest, target, params } = step;
  const outcome = target.manifest();
  if (manifest === undefined || "error" in outcome) return PLAIN;
  const draws = drawsOf(
    { operation: step.operation, params: withoutTemplates(params) },
    manifest,
    outcome.manifest.limits,
  );
  const group = mergeGroup(step, params);
  return {
    name: [...draws.map(({ key }) => key), ...(group === undefined ? [] : ["", group])].join("\x01"),
    draws,
    merges: group === undefined ? 1 : (manifest.coalesce?.most ?? 1),
  };
}

/**
 * What reads must have in common to be merged into one upstream request: everything but the param by which they differ.
 * Undefined for a step that is not merged with any other.
 */
export function mergeGroup(
  { manifest, refresh, operation }: CheckedStep,
  params: Readonly<Record<string, unknown>>,
): string | undefined {
  if (manifest?.coalesce === undefined || manifest.effect !== "read" || refresh) return undefined;
  const { [manifest.coalesce.by]: own, ...others } = params;
  return own === undefined ? undefined : `${operation} ${JSON.stringify(sorted(others))}`;
}

function sorted(params: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** A reference has no value before its step starts: it names no channel and no issue. */
function withoutTemplates(params: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const isTemplate = (value: unknown) => typeof value === "string" && value.includes("${{");
  if (!Object.values(params).some(isTemplate)) return params;
  return Object.fromEntries(Object.entries(params).filter(([, value]) => !isTemplate(value)));
}
