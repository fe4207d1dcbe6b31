import { type LinkTarget, PLAIN, type Run, type Style, textRun } from "../model/model.js";
import { canonicalRuns } from "../model/runs.js";
import { ADF_RUNS } from "./fit.js";
import type { AdfMark, AdfNode } from "./types.js";

/** Runs for places that hold text only; an image becomes a link to it. */
export function inlineNodes(runs: readonly Run[]): AdfNode[] {
  const plain = runs.some((run) => run.kind === "image")
    ? canonicalRuns(runs.map(withoutImage), ADF_RUNS)
    : runs;
  return plain.map(inlineNode);
}

function withoutImage(run: Run): Run {
  if (run.kind !== "image") return run;
  return textRun(run.alt || run.url, { ...run.style, link: run.style.link ?? { url: run.url } });
}

function inlineNode(run: Run): AdfNode {
  if (run.kind === "break") return { type: "hardBreak" };
  const text = run.kind === "image" ? run.alt || run.url : run.text;
  const marks = marksOf(run.style, run.kind === "code");
  return marks.length === 0 ? { type: "text", text } : { type: "text", text, marks };
}

function marksOf(style: Style, code: boolean): AdfMark[] {
  const shown = code ? { ...PLAIN, link: style.link } : style;
  return [
    ...(shown.link === undefined ? [] : linkMarks(shown.link)),
    ...(shown.strong ? [{ type: "strong" }] : []),
    ...(shown.emphasis ? [{ type: "em" }] : []),
    ...(shown.strike ? [{ type: "strike" }] : []),
    ...(code ? [{ type: "code" }] : []),
  ];
}

export function linkMarks(link: LinkTarget): AdfMark[] {
  const title = link.title === undefined || link.title === "" ? {} : { title: link.title };
  return [{ type: "link", attrs: { href: link.url, ...title } }];
}
