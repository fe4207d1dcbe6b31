import { type Block, paragraph, plainText, type Run } from "../model/model.js";
import { EXPAND_MARKER, panelOfMarker } from "../model/panels.js";

const MARKER = /^\[!([A-Za-z]+)\](?=[ \t\r\n]|$)[ \t]*/;

/**
 * The panel or expand that a quote stands for when its first paragraph starts with a marker such as `[!NOTE]`;
 * `undefined` for an ordinary quote. What follows `[!EXPAND]` on its line is the title.
 */
export function readMarker(runs: readonly Run[], rest: Block[]): Block | undefined {
  const [first, ...others] = runs;
  if (first?.kind !== "text") return undefined;
  const match = MARKER.exec(first.text);
  const word = match?.[1]?.toUpperCase();
  if (!match || word === undefined) return undefined;
  const body: Run[] = [{ ...first, text: first.text.slice(match[0].length) }, ...others];
  if (word === EXPAND_MARKER) {
    const [title, below] = splitLine(body);
    return { kind: "expand", title: plainText(title), blocks: [paragraph(below), ...rest] };
  }
  const panel = panelOfMarker(word);
  return panel && { kind: "panel", panel, blocks: [paragraph(body), ...rest] };
}

/** The runs of the first line, and those after it. */
function splitLine(runs: readonly Run[]): [line: Run[], below: Run[]] {
  const line: Run[] = [];
  for (const [index, run] of runs.entries()) {
    if (run.kind === "break") return [line, runs.slice(index + 1)];
    const end = run.kind === "text" ? run.text.search(/[\r\n]/) : -1;
    if (run.kind === "text" && end >= 0) {
      line.push({ ...run, text: run.text.slice(0, end) });
      return [line, [{ ...run, text: run.text.slice(end) }, ...runs.slice(index + 1)]];
    }
    line.push(run);
  }
  return [line, []];
}
