import type { PmoError, WireError } from "@pm-orchestrator/core";
import { errorAnswer, printJson } from "./json.js";
import type { Palette, Terminal } from "./terminal.js";
import { printable } from "./text.js";

/** Reports an error that stands for everything: as the answer with `--json`, else for people on standard error. */
export function reportError(error: PmoError, terminal: Terminal): void {
  const wire = error.toJSON();
  if (terminal.json) printJson(errorAnswer(wire), terminal);
  else for (const line of errorLines(wire, terminal.notePalette)) terminal.note(line);
}

/** An error for people; of several defects each with its own suggestions. */
export function errorLines(error: WireError, palette: Palette): string[] {
  const defects = defectsOf(error);
  if (defects.length > 0) return defects.flatMap((defect) => errorLines(defect, palette));
  const [first = "", ...more] = printable(error.message).split("\n");
  return [
    `${palette.bad("error")} ${error.number} ${palette.strong(error.code)}: ${first}`,
    ...more.map((line) => `  ${line}`),
    ...suggestionsOf(error).flatMap((suggestion) => [
      `  ${palette.warning("→")} ${printable(suggestion)}`,
      ...detailsNamedIn(suggestion, error.details).map((line) => `    ${line}`),
    ]),
  ];
}

/** People do not see `details`: advice that points there stays only where there is no other. */
function suggestionsOf({ suggestions }: WireError): string[] {
  const plain = suggestions.filter((suggestion) => !suggestion.includes("details."));
  return plain.length > 0 ? plain : suggestions;
}

/** The details that a suggestion points to, so that it helps also people. */
function detailsNamedIn(suggestion: string, details: WireError["details"]): string[] {
  const names = [...suggestion.matchAll(/details\.(\w+)/g)].map(([, name = ""]) => name);
  return [...new Set(names)].flatMap((name) => {
    const value = details[name];
    if (!Array.isArray(value) || !value.every((item) => typeof item === "string")) return [];
    return [`${name}: ${printable(value.join(", "))}`];
  });
}

function defectsOf({ details }: WireError): WireError[] {
  const defects = details["defects"];
  return Array.isArray(defects) ? (defects as WireError[]) : [];
}
