import type { WireError } from "@pm-orchestrator/core";
import { oneLine, outside } from "./outside.js";

/** The orchestrator's own refusals: they speak of the request, and so of nothing that was fetched. */
const OWN_REFUSALS = { from: 6000, before: 6100 };

/** An error for an agent: number, code, what is wrong and what to do. Several defects are told one by one. */
export function errorLines(error: WireError): string[] {
  const defects = error.details["defects"];
  if (Array.isArray(defects)) return (defects as WireError[]).flatMap(errorLines);
  const head = `error ${error.number} ${error.code}`;
  const { number, message, suggestions } = error;
  const isOurs = number >= OWN_REFUSALS.from && number < OWN_REFUSALS.before;
  if (isOurs) return [`${head}: ${oneLine(message)}`, ...suggestions.map((text) => `→ ${oneLine(text)}`)];
  // Vendors' words go into messages, and names that were looked up into suggestions.
  return [`${head}:`, ...outside(message), ...suggestions.flatMap((text) => outside(`→ ${text}`))];
}
