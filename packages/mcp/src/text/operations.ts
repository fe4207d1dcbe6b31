import type {
  ByEffect,
  FindOperationsAnswer,
  FindOperationsData,
  FoundOperation,
  OperationDetails,
} from "@pm-orchestrator/core";
import { errorLines } from "./errors.js";
import { oneLine, outside } from "./outside.js";

/** What can be called, as an agent reads it. What adapters of third parties say of themselves is marked as theirs. */
export function operationsLines({ data, error }: FindOperationsAnswer): string[] {
  if (error !== undefined) return errorLines(error);
  if (data === undefined) return [];
  const { systems, operations, matches } = data;
  if (systems !== undefined) return treeLines(systems, data.unavailable);
  if (operations !== undefined) return operations.flatMap(detailsLines);
  if (matches !== undefined) return matchesLines(matches);
  return systemLines(data);
}

function treeLines(
  systems: Record<string, ByEffect>,
  unavailable: FindOperationsData["unavailable"] = [],
): string[] {
  return [
    ...Object.entries(systems).flatMap(([system, effects]) => [
      `${system}:`,
      ...groups(effects).map(([effect, names]) => ` ${effect}: ${names.join(" ")}`),
    ]),
    ...unavailable.map(({ number, message }) => `not usable now (${number}): ${oneLine(message)}`),
  ];
}

function systemLines({ system = "", title = "", signatures = {}, foreign }: FindOperationsData): string[] {
  const shown = (text: string) => (foreign === true ? outside(text) : [text]);
  return [
    ...shown(`${system}: ${title}`),
    ...groups(signatures).flatMap(([effect, lines]) => [`${effect}:`, ...lines.flatMap(shown)]),
  ];
}

function matchesLines(matches: readonly FoundOperation[]): string[] {
  if (matches.length === 0)
    return ["Nothing resembles that. Without a query all systems and their operations are listed."];
  return matches.flatMap((match) => {
    const line = `${match.system} ${match.effect}: ${match.signature} – ${match.summary}`;
    return match.foreign === true ? outside(line) : [line];
  });
}

function detailsLines(details: OperationDetails): string[] {
  const { system, effect, summary, params, aliases, returns, example, retry, scopes, needs, foreign } =
    details;
  const calls = `${details.expected_calls} ${details.expected_calls === 1 ? "call" : "calls"}`;
  const lines = [
    `${system} ${details.signature}`,
    `${effect}: ${summary}`,
    `params: ${JSON.stringify(params["properties"] ?? {})}`,
    `required: ${((params["required"] ?? []) as string[]).join(", ") || "none"}`,
    ...(aliases === undefined
      ? []
      : [
          `also: ${Object.entries(aliases)
            .map(([alias, name]) => `${alias} = ${name}`)
            .join(", ")}`,
        ]),
    `returns: ${returns}`,
    `example: ${JSON.stringify({ system, operation: details.operation, params: example })}`,
    `costs: ${calls}, about ${details.expected_ms} ms; retry: ${retry}`,
    ...(scopes === undefined ? [] : [`scopes: ${scopes.map(scopeText).join(", ")}`]),
    ...(needs === undefined ? [] : [`needs: ${needs.join(", ")}`]),
  ];
  return foreign === true ? lines.flatMap(outside) : lines;
}

function scopeText(need: NonNullable<OperationDetails["scopes"]>[number]): string {
  if (typeof need === "string") return need;
  const which = need.any.join(" or ");
  return `${which}${need.of === undefined ? "" : ` (of ${need.of})`}${need.partly === true ? " (for some uses)" : ""}`;
}

function groups(effects: ByEffect): [string, string[]][] {
  return Object.entries(effects) as [string, string[]][];
}
