import type { StepMetadata } from "@pm-orchestrator/core";
import { count, oneLine } from "./text.js";

/** What a budget withheld of a result, or why `select` gave nothing: each part on a line. */
export function withheldLines({ omitted, selected_nothing }: StepMetadata): string[] {
  if (selected_nothing !== undefined) return [oneLine(`select gave nothing: ${selected_nothing.reason}`)];
  if (omitted === undefined) return [];
  return [
    `withheld by --max-tokens: about ${count(omitted.tokens, "token")}`,
    ...omitted.parts.map(({ path, offset, items, characters, fields }) => {
      const much = [
        items === undefined ? [] : [count(items, "item")],
        characters === undefined ? [] : [count(characters, "character")],
        fields === undefined ? [] : [count(fields, "field")],
      ].flat();
      const from = offset === undefined ? "" : ` from ${offset}`;
      return oneLine(`  ${path || "all of it"}${from}${much.length === 0 ? "" : `: ${much.join(", ")}`}`);
    }),
  ];
}
