import {
  type LinkTarget,
  PLAIN,
  type Run,
  type Style,
  sameLink,
  sameStyle,
  type TextRun,
  TOGGLES,
} from "./model.js";

/** What a target can hold, where formats differ about inline content. */
export interface RunRules {
  /** ADF: code takes a link and nothing else. */
  plainCode?: boolean;
  /** XHTML: a row of spaces is one space. */
  collapseSpaces?: boolean;
  /** Headings: one line in every format. */
  oneLine?: boolean;
  /** Table cells: a backslash before a bar is an escape there, in code too, so code that has both must be text. */
  cell?: boolean;
  /** The one form of a link, where several lead to the same place. */
  link?: (link: LinkTarget) => LinkTarget;
}

/**
 * Characters that XML 1.0 cannot carry, and halves of surrogate pairs. They are replaced in every format, not only in
 * XML, so that a document does not change again on its way back.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is looked for.
const UNCARRIABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF\p{Surrogate}]/gu;

/** `text` with everything replaced that one of the formats cannot carry. */
export function carriable(text: string): string {
  return text.replace(UNCARRIABLE, "\uFFFD");
}

/**
 * The one form of a row of runs: no empty runs, neighbours of one style merged, white space outside of marks, none
 * at the edges or around breaks. Markdown cannot say `** bold **`, and trailing spaces would come back as `&#x20;`.
 */
export function canonicalRuns(runs: readonly Run[], rules: RunRules = {}): Run[] {
  const pieces = runs.flatMap((run) => clean(withLink(run, rules), rules));
  for (const toggle of TOGGLES) clearEdges(pieces, (style) => style[toggle], { [toggle]: false });
  clearEdges(pieces, (style) => style.link, { link: undefined });
  return trimmed(merged(pieces), rules);
}

function withLink(run: Run, rules: RunRules): Run {
  if (run.kind === "break" || run.style.link === undefined) return run;
  const { url, title } = run.style.link;
  const link: LinkTarget = {
    url: oneLine(url),
    title: title === undefined ? undefined : oneLine(title) || undefined,
  };
  return { ...run, style: { ...run.style, link: rules.link?.(link) ?? link } };
}

/** One run as pieces, in which a text piece is either all white space or starts and ends with something visible. */
function clean(run: Run, rules: RunRules): Run[] {
  switch (run.kind) {
    case "break":
      return [rules.oneLine ? { kind: "text", text: " ", style: PLAIN } : run];
    case "kept":
      return [run];
    case "image":
      return [{ ...run, alt: oneLine(run.alt), url: oneLine(run.url) }];
    case "code": {
      const text = carriable(run.text.replace(/\r\n|[\r\n]/g, " "));
      const style = rules.plainCode ? { ...PLAIN, link: run.style.link } : run.style;
      // Code in which there is nothing to see is white space, which Markdown would take for less than that.
      const asText = text.trim() === "" || (rules.cell === true && text.includes("\\|"));
      return asText ? clean({ kind: "text", text, style }, rules) : [{ kind: "code", text, style }];
    }
    case "text": {
      const text = carriable(run.text.replace(/[ \t]*[\t\r\n\f]+[ \t]*/g, " "));
      const core = text.trim();
      if (core === "") return text === "" ? [] : [{ ...run, text }];
      if (core === text) return [{ ...run, text }];
      const start = text.indexOf(core);
      const parts = [text.slice(0, start), core, text.slice(start + core.length)];
      return parts.filter((part) => part !== "").map((part) => ({ ...run, text: part }));
    }
  }
}

/** A label on one line, without white space around it. */
export function oneLine(text: string): string {
  return carriable(text).replace(/\s+/g, " ").trim();
}

/** Takes a mark off the white space at both ends of each stretch that has it. */
function clearEdges(pieces: Run[], mark: (style: Style) => unknown, cleared: Partial<Style>): void {
  const has = (piece: Run | undefined) => piece !== undefined && piece.kind !== "break" && mark(piece.style);
  const continues = (at: number) => {
    const [left, right] = [pieces[at], pieces[at + 1]];
    if (!left || !right || left.kind === "break" || right.kind === "break") return false;
    if (!has(left) || !has(right)) return false;
    return "link" in cleared ? sameLink(left.style.link, right.style.link) : true;
  };
  const clear = (at: number): boolean => {
    const piece = pieces[at];
    if (piece?.kind !== "text" || piece.text.trim() !== "") return false;
    pieces[at] = { ...piece, style: { ...piece.style, ...cleared } };
    return true;
  };
  for (let start = 0; start < pieces.length; start++) {
    if (!has(pieces[start])) continue;
    let end = start;
    while (continues(end)) end++;
    let [left, right] = [start, end];
    while (left <= end && clear(left)) left++;
    while (right > left && clear(right)) right--;
    start = end;
  }
}

function merged(pieces: readonly Run[]): Run[] {
  const result: Run[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (
      last &&
      (piece.kind === "text" || piece.kind === "code") &&
      last.kind === piece.kind &&
      sameStyle(last.style, piece.style)
    ) {
      result[result.length - 1] = { ...piece, text: last.text + piece.text };
    } else {
      result.push(piece);
    }
  }
  return result;
}

function trimmed(runs: readonly Run[], rules: RunRules): Run[] {
  const result: Run[] = [];
  for (const run of runs) {
    const last = result.at(-1);
    if (run.kind === "break") {
      trimEnd(result);
      if (result.length > 0) result.push(run);
    } else if (run.kind === "text") {
      const atEdge = last === undefined || last.kind === "break";
      const afterSpace = rules.collapseSpaces && last?.kind === "text" && last.text.endsWith(" ");
      const inner = rules.collapseSpaces ? run.text.replace(/ {2,}/g, " ") : run.text;
      const text = atEdge || afterSpace ? inner.replace(/^ +/, "") : inner;
      if (text !== "") result.push({ ...run, text });
    } else {
      result.push(run);
    }
  }
  trimEnd(result);
  while (result.at(-1)?.kind === "break") result.pop();
  return isBlank(result) ? [] : merged(result);
}

/** Whether there is nothing to see. */
export function isBlank(runs: readonly Run[]): boolean {
  return runs.every((run) => run.kind === "break" || (run.kind === "text" && run.text.trim() === ""));
}

function trimEnd(runs: Run[]): void {
  for (let last = runs.at(-1); last?.kind === "text"; last = runs.at(-1)) {
    const text = last.text.replace(/ +$/, "");
    if (text === last.text) return;
    runs.pop();
    if (text !== "") {
      runs.push({ ...last, text } satisfies TextRun);
      return;
    }
  }
}

/** The runs with one toggle switched on, as a heading that had to become a paragraph. */
export function strengthened(runs: readonly Run[]): Run[] {
  return runs.map((run) => (run.kind === "break" ? run : { ...run, style: { ...run.style, strong: true } }));
}
