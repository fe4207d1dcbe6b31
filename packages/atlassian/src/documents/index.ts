import { ADF_RUNS } from "./adf/fit.js";
import { readAdf } from "./adf/read.js";
import type { AdfDocument } from "./adf/types.js";
import { writeAdf } from "./adf/write.js";
import { readMarkdown } from "./markdown/read.js";
import { writeMarkdown } from "./markdown/write.js";
import { readStorage } from "./storage/read.js";
import { readVariables, writeTemplate } from "./storage/template.js";
import { readText } from "./storage/text.js";
import { STORAGE_RUNS, writeStorage } from "./storage/write.js";

export { applyEditedMarkdown, type EditedAdf, editAdf, editableAdf } from "./adf/editable.js";
export type { AdfSource } from "./adf/kept.js";
export type { AdfDocument, AdfMark, AdfNode } from "./adf/types.js";
export { DocumentEditError, type DocumentEditReason, isDocumentEditError } from "./edit-error.js";
export type { EditableMarkdown, EditRules, Placeholder } from "./editing/placeholders.js";
export { excerptToMarkdown } from "./excerpt.js";
export {
  applyEditedStorage,
  type EditedStorage,
  fromEditableMarkdown,
  toEditableMarkdown,
  toEditableSection,
} from "./storage/editable.js";
export { editSection, replaceSection, type SectionEdit } from "./storage/replace-section.js";
export { editText, type ReplacedText, replaceText } from "./storage/replace-text.js";

/**
 * Markdown (GitHub's, without footnotes; raw HTML is text) as a document for Jira or Confluence that keeps ADF's rules
 * about what may stand where: what a place cannot hold becomes what it can, its text kept. The same text always gives
 * the same document. Panels are written as alerts (`> [!NOTE]`), expands as `> [!EXPAND] Title`.
 */
export function markdownToAdf(markdown: string): AdfDocument {
  return writeAdf(readMarkdown(markdown, ADF_RUNS));
}

/**
 * An ADF document, or any part of one, as Markdown; `""` for what is none. Never throws and never loses text: nodes
 * that it does not know give what they contain, attached files and macros a placeholder such as `[attachment: a.png]`.
 * Text that looks like Markdown is escaped.
 */
export function adfToMarkdown(document: unknown): string {
  return writeMarkdown(readAdf(document));
}

/**
 * Markdown, read as by {@link markdownToAdf}, in Confluence's storage format: well-formed XHTML in which everything is
 * escaped. A link to `confluence-page:SPACE/Title` becomes a link to the page of that title.
 */
export function markdownToStorage(markdown: string): string {
  return writeStorage(readMarkdown(markdown, STORAGE_RUNS));
}

/**
 * Confluence's storage format as Markdown, forgiving like {@link adfToMarkdown}: broken markup is read as far as it
 * goes, and a macro that only Confluence can run is shown as `[macro: toc]`.
 */
export function storageToMarkdown(xhtml: string): string {
  return writeMarkdown(readStorage(xhtml));
}

/**
 * The words of a page in storage format as a reader finds them, one line a block: no marks, no parameters of macros.
 * For looking whether a text stands there.
 */
export function storageToText(xhtml: string): string {
  return readText(xhtml);
}

/** The names of the variables of a template for pages. Throws a DocumentEditError `malformed`. */
export function templateVariables(template: string): string[] {
  return readVariables(template);
}

/**
 * A page made of a template: each variable becomes its value, or nothing without one. Everything else stays as it is, byte
 * by byte. Throws a DocumentEditError `malformed` when the template is too broken to say so.
 */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>): string {
  return writeTemplate(template, values);
}
