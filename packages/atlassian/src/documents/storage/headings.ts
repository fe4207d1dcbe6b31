import { isTag } from "domhandler";
import { DocumentEditError } from "../edit-error.js";
import { plainText } from "../model/model.js";
import { oneLine } from "../model/runs.js";
import { readNodes } from "./read.js";
import { isElement, nodesBelow, type SourceElement, type SourceNode } from "./source.js";

/** A heading of a page. */
interface PageHeading {
  /** 1 to 6. */
  level: number;
  /** As a reader sees it, without marks. */
  text: string;
}

export interface FoundHeading extends PageHeading {
  node: SourceElement;
}

const HEADING = /^h([1-6])$/i;

/** The level of a heading element; `undefined` for every other node. */
export function headingLevel({ node }: SourceNode): number | undefined {
  const level = isTag(node) ? HEADING.exec(node.name)?.[1] : undefined;
  return level === undefined ? undefined : Number(level);
}

/** All headings in document order, but for those of renderings that Confluence makes for older readers. */
export function headingsIn(nodes: readonly SourceNode[]): FoundHeading[] {
  const found: FoundHeading[] = [];
  for (const node of nodesBelow(nodes)) {
    const level = headingLevel(node);
    if (level === undefined || !isElement(node) || hasAncestor(node, "ac:adf-fallback")) continue;
    found.push({ level, text: shownText(node), node });
  }
  return found;
}

/**
 * The heading with that text: to the letter, and if there is none, without regard to case. White space counts as one
 * space. Throws `heading_not_found` or `heading_ambiguous`.
 */
export function findHeading(headings: readonly FoundHeading[], wanted: string): FoundHeading {
  const name = normal(wanted);
  const exact = headings.filter((heading) => namesOf(heading).includes(name));
  const folded = name.toLowerCase();
  const matches =
    exact.length > 0
      ? exact
      : headings.filter((heading) => namesOf(heading).some((text) => text.toLowerCase() === folded));
  const [match, ...others] = matches;
  if (match === undefined) {
    throw new DocumentEditError("heading_not_found", `The page has no heading "${name}".`, {
      heading: name,
      headings: headings.map(described),
    });
  }
  if (others.length > 0) {
    const message = `The page has ${matches.length} headings "${name}", so it is not clear which section is meant.`;
    throw new DocumentEditError("heading_ambiguous", message, {
      heading: name,
      headings: matches.map(described),
    });
  }
  return match;
}

export function hasAncestor(node: SourceNode, name: string): boolean {
  for (let { parent } = node; parent !== undefined; parent = parent.parent) {
    if (isTag(parent.node) && parent.node.name === name) return true;
  }
  return false;
}

/** What people call a heading: all that it shows, or only its words, without anchors and emoticons. */
function namesOf({ text, node }: FoundHeading): string[] {
  const words = readNodes(
    node.node.children.filter(
      (child) => !isTag(child) || !/^ac:(?:structured-macro|macro|emoticon)$/.test(child.name),
    ),
  );
  return [
    normal(text),
    normal(words.map((block) => ("runs" in block ? plainText(block.runs) : "")).join(" ")),
  ];
}

function shownText({ node }: SourceElement): string {
  return normal(
    readNodes([node])
      .map((block) => ("runs" in block ? plainText(block.runs) : ""))
      .join(" "),
  );
}

function normal(text: string): string {
  return oneLine(text).normalize("NFC");
}

function described({ level, text }: FoundHeading): PageHeading {
  return { level, text };
}
