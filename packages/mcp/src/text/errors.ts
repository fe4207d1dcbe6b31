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
  if (isOurs) return [`${head}: ${oneLine(message)}`, ...suggestionLines(error)];
  // Vendors' words go into messages, and names that were looked up into suggestions.
  return [`${head}:`, ...outside(message), ...suggestions.flatMap((text) => outside(`→ ${text}`))];
}

/** More names than these help nobody. */
const MOST_NAMES = 30;

/** Details that the message, or a suggestion before, spells out whenever they are there. */
const SPELLED_OUT: readonly string[] = ["issues", "signature", "valid_systems"];

/**
 * What to do, for somebody who reads the text alone: a suggestion that sends to the error's details is followed by them,
 * unless they are said already. What an agent cannot do, a command line, is left out.
 */
function suggestionLines({ message, suggestions, details }: WireError): string[] {
  return suggestions.flatMap((suggestion, index) => {
    if (suggestion.startsWith("`pmo ops ")) return [];
    const line = `→ ${oneLine(suggestion)}`;
    const [, name = ""] = /\bdetails\.(\w+)/.exec(suggestion) ?? [];
    if (!Object.hasOwn(details, name)) return [line];
    if (SPELLED_OUT.includes(name)) return [];
    const words = wordsOf(details[name]);
    const said = [message, ...suggestions.slice(0, index)].join(" ");
    if (words.every((word) => said.includes(word))) return [line];
    const more = words.length > MOST_NAMES ? `, and ${words.length - MOST_NAMES} more` : "";
    return [line, oneLine(`  details.${name}: ${words.slice(0, MOST_NAMES).join(", ")}${more}`)];
  });
}

function wordsOf(detail: unknown): string[] {
  if (typeof detail === "string") return [detail];
  return Array.isArray(detail) && detail.every((word) => typeof word === "string") ? detail : [];
}
