import { misplaced } from "../editing/placeholders.js";
import { type KeptRun, type LinkTarget, PLAIN, type Run, type Style, textRun } from "../model/model.js";
import { canonicalRuns } from "../model/runs.js";
import { ADF_RUNS } from "./fit.js";
import type { AdfMark, AdfNode } from "./types.js";

/** What an edit keeps in a line: a node, or marks that begin or end here and go over everything between. */
export type KeptInline = { node: AdfNode } | { begins: AdfMark[] } | { ends: AdfMark[] };

/** Runs for places that hold text only; an image becomes a link to it. */
export function inlineNodes(runs: readonly Run[], kept: (run: KeptRun) => KeptInline): AdfNode[] {
  const plain = runs.some((run) => run.kind === "image")
    ? canonicalRuns(runs.map(withoutImage), ADF_RUNS)
    : runs;
  let open: { run: KeptRun; marks: readonly AdfMark[] }[] = [];
  const nodes: AdfNode[] = [];
  for (const run of plain) {
    if (run.kind !== "kept") {
      nodes.push(
        withMarks(
          inlineNode(run),
          open.flatMap(({ marks }) => marks),
        ),
      );
      continue;
    }
    const here = kept(run);
    if ("node" in here) nodes.push(here.node);
    else if ("begins" in here) open.push({ run, marks: here.begins });
    else {
      const rest = open.filter(({ marks }) => marks !== here.ends);
      if (rest.length === open.length) throw misplaced([run]);
      open = rest;
    }
  }
  // Marks end in the line in which they begin.
  if (open.length > 0) throw misplaced(open.map(({ run }) => run));
  return nodes;
}

/** Marks that code takes too. */
const FOR_CODE: ReadonlySet<string> = new Set(["link", "annotation"]);

function withMarks(node: AdfNode, around: readonly AdfMark[]): AdfNode {
  if (node.type !== "text" || around.length === 0) return node;
  const own = node.marks ?? [];
  const types = new Set(own.map(({ type }) => type));
  const added = around.filter(({ type }) => !types.has(type) && (!types.has("code") || FOR_CODE.has(type)));
  return added.length === 0 ? node : { ...node, marks: [...own, ...added] };
}

function withoutImage(run: Run): Run {
  if (run.kind !== "image") return run;
  return textRun(run.alt || run.url, { ...run.style, link: run.style.link ?? { url: run.url } });
}

function inlineNode(run: Exclude<Run, KeptRun>): AdfNode {
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
