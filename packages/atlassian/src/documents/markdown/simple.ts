import type { Block, CodeBlock, ListBlock, Run, TextRun } from "../model/model.js";
import { isPlainInside, isPlainStart } from "./plain.js";

/**
 * Canonical blocks as Markdown by a short way, for what most descriptions are made of: paragraphs, headings, code and
 * flat lists of words, with a mark, a link or a piece of code here and there. It says what the library's writer says, byte
 * for byte, at a tenth of its cost; `undefined` wherever anything would have to be escaped or two constructs could
 * touch, and that document goes to the library.
 */
export function writeSimple(blocks: readonly Block[]): string | undefined {
  const written: string[] = [];
  for (const [index, block] of blocks.entries()) {
    // Of two lists in a row the second needs another bullet.
    if (block.kind === "list" && blocks[index - 1]?.kind === "list") return undefined;
    const text = simpleBlock(block);
    if (text === undefined) return undefined;
    written.push(text);
  }
  return written.length === 0 ? "" : `${written.join("\n\n")}\n`;
}

function simpleBlock(block: Block): string | undefined {
  switch (block.kind) {
    case "paragraph":
      return simpleLine(block.runs);
    case "heading": {
      const line = simpleLine(block.runs);
      return line === undefined ? undefined : `${"#".repeat(block.level)} ${line}`;
    }
    case "list":
      return block.list === "task" ? undefined : simpleList(block);
    case "code":
      return simpleCode(block);
    default:
      return undefined;
  }
}

function simpleCode({ language = "", text }: CodeBlock): string | undefined {
  const fits = /^[\w+-]*$/.test(language) && text !== "" && !text.includes("`");
  return fits ? `\`\`\`${language}\n${text}\n\`\`\`` : undefined;
}

function simpleList({ list, start, items }: ListBlock): string | undefined {
  const lines: string[] = [];
  for (const [index, { blocks }] of items.entries()) {
    const [only, ...others] = blocks;
    if (only?.kind !== "paragraph" || others.length > 0) return undefined;
    const line = simpleLine(only.runs);
    if (line === undefined) return undefined;
    lines.push(`${list === "ordered" ? `${start + index}.` : "-"} ${line}`);
  }
  return lines.join("\n");
}

/** Runs as one line. A mark stands between plain texts or at an edge, so that no two marks touch. */
function simpleLine(runs: readonly Run[]): string | undefined {
  let line = "";
  for (const [index, run] of runs.entries()) {
    const written = isUnmarked(run)
      ? (index === 0 ? isPlainStart : isPlainInside)(run.text) && run.text
      : simpleMark(run, runs[index - 1], runs[index + 1]);
    if (written === undefined || written === false) return undefined;
    line += written;
  }
  return line === "" || line.endsWith(" ") ? undefined : line;
}

function isUnmarked(run: Run): run is TextRun {
  if (run.kind !== "text") return false;
  const { strong, emphasis, strike, link } = run.style;
  return !strong && !emphasis && !strike && link === undefined;
}

/** Code without a grave accent, on one line, with no space at an edge: nothing in it is looked at. */
const PLAIN_CODE = /^[^\s`](?:[^`\r\n]*[^\s`])?$/;
/** Words between which and a mark nothing can stand that would keep the mark from being one. */
const WORDS = /^[\p{L}\p{N}](?:.*[\p{L}\p{N}])?$/u;
const PLAIN_URL = /^https?:\/\/[A-Za-z0-9./:?=%-]+$/;

function simpleMark(run: Run, before: Run | undefined, after: Run | undefined): string | undefined {
  if ((before && !isUnmarked(before)) || (after && !isUnmarked(after))) return undefined;
  if (run.kind !== "text" && run.kind !== "code") return undefined;
  const { strong, emphasis, strike, link } = run.style;
  const styles = Number(strong) + Number(emphasis) + Number(strike) + Number(link !== undefined);
  if (run.kind === "code") return styles === 0 && PLAIN_CODE.test(run.text) ? `\`${run.text}\`` : undefined;
  if (styles !== 1 || !isPlainInside(run.text) || !WORDS.test(run.text)) return undefined;
  if (link !== undefined) {
    return link.title === undefined && PLAIN_URL.test(link.url) ? `[${run.text}](${link.url})` : undefined;
  }
  if (!opensAfter(before) || !closesBefore(after)) return undefined;
  const sequence = strong ? "**" : emphasis ? "_" : "~~";
  return `${sequence}${run.text}${sequence}`;
}

/** Inside a word an underscore is no mark, and the library picks another. */
function opensAfter(before: TextRun | undefined): boolean {
  return before === undefined || /[ (]$/.test(before.text);
}

function closesBefore(after: TextRun | undefined): boolean {
  return after === undefined || /^[ ,.;?)]/.test(after.text);
}
