import { nearestNames, orchestratorError, type PmoError } from "@pm-orchestrator/core";

/** Where in a configuration something is wrong. */
export interface ConfigPlace {
  file: string;
  /** Counted from 1. */
  line?: number | undefined;
  column?: number | undefined;
  /** `systems.jira.base_url` */
  key?: string | undefined;
}

/** CONFIG_INVALID (6018). */
export function configInvalid(
  reason: string,
  place: ConfigPlace,
  suggestions: readonly string[] = [],
): PmoError {
  const at =
    place.line === undefined ? "" : `:${place.line}${place.column === undefined ? "" : `:${place.column}`}`;
  return orchestratorError("CONFIG_INVALID", {
    message: `${place.file}${at}: ${reason}.`,
    details: {
      ...Object.fromEntries(Object.entries(place).filter(([, value]) => value !== undefined)),
      reason,
    },
    suggestions,
  });
}

/** CONFIG_INVALID for a key that nobody knows, with the nearest right one. */
export function unknownKey(
  key: string,
  { place, valid }: { place: ConfigPlace; valid: readonly string[] },
): PmoError {
  const [best] = nearestNames(key, valid, 1);
  const error = configInvalid(`unknown key "${key}"`, place, [
    best === undefined ? `Right here: ${valid.join(", ")}.` : `Did you mean ${best}?`,
  ]);
  if (best !== undefined) error.details["nearest"] = best;
  error.details["valid_keys"] = [...valid];
  return error;
}
