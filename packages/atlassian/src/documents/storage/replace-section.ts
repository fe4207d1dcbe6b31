import type { EditRules } from "../editing/placeholders.js";
import { type Block, plainText } from "../model/model.js";
import { type EditedStorage, readEdited, splice, within } from "./editable.js";
import { outline } from "./outline.js";
import { findSection } from "./section.js";

/**
 * A page in which the content of one section is what `markdown` says; its heading and every byte outside of it are as
 * they were, and so is every block in it that says what it said. Placeholders as {@link toEditableSection} gives them
 * go back byte for byte; what `markdown` has no placeholder for is replaced with the rest: {@link editSection} refuses
 * that, or tells what went.
 *
 * `heading` is its text, exact or, when no heading has that, without regard to case. Throws a DocumentEditError.
 */
export function replaceSection(storage: string, heading: string, markdown: string): string {
  return editSection(storage, heading, { markdown, missing: "remove" }).storage;
}

/** The new content of a section, and what may happen to what Markdown cannot say. */
export interface SectionEdit extends EditRules {
  markdown: string;
}

/** {@link replaceSection} that refuses to lose anything, unless `missing` is `remove`, and says what it removed. */
export function editSection(
  storage: string,
  heading: string,
  { markdown, ...rules }: SectionEdit,
): EditedStorage {
  const section = findSection(storage, heading);
  const blocks = withoutOwnHeading(readEdited(markdown), { heading, level: section.level });
  const region = { ...section, ...within(outline(storage, section.page), section) };
  return splice(storage, region, { blocks, rules });
}

/** People write a section with its heading as often as without; it is there already. */
function withoutOwnHeading(blocks: Block[], own: { heading: string; level: number }): Block[] {
  const [first, ...rest] = blocks;
  if (first?.kind !== "heading" || first.level !== own.level) return blocks;
  return plainText(first.runs).toLowerCase() === own.heading.trim().toLowerCase() ? rest : blocks;
}
