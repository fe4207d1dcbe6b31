import type { Block } from "../model/model.js";

/** A text that two blocks share exactly when they say the same, whatever the order of their properties. */
export function blockKey(block: Block): string {
  return JSON.stringify(block, (_, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
