import { isComment, isTag, isText } from "domhandler";
import { DocumentEditError } from "../edit-error.js";
import { type FoundHeading, findHeading, hasAncestor, headingLevel, headingsIn } from "./headings.js";
import { nodesBelow, parseSource, type SourceNode } from "./source.js";

/** Where the content of a section stands in the source of its page; `end` is exclusive. */
export interface Section {
  level: number;
  start: number;
  end: number;
  /** The page that it is part of, and the nodes that it is made of. */
  page: readonly SourceNode[];
  nodes: readonly SourceNode[];
}

/**
 * Finds what stands below a heading: everything up to the next heading of the same or a higher level within the same
 * parent (a layout cell is a page of its own), so that subsections belong to it. Blank space at its two ends is left
 * out. Throws a DocumentEditError: `malformed`, `heading_not_found`, `heading_ambiguous`, or `not_separable` when the
 * section as a reader sees it begins or ends in the middle of something, such as a table cell or a macro's body.
 */
export function findSection(storage: string, heading: string): Section {
  const page = parseSource(storage);
  const found = findHeading(headingsIn(page), heading);
  const { node, level } = found;
  if (hasAncestor(node, "ac:adf-extension")) throw notSeparable(found, "ac:adf-extension");
  const siblings = node.parent?.children ?? page;
  const after = siblings.slice(siblings.indexOf(node) + 1);
  const next = after.findIndex((sibling) => endsSection(sibling, level));
  const nodes = next < 0 ? after : after.slice(0, next);
  for (const below of nodesBelow(nodes)) {
    // A reader sees the section end there, inside of something that would be cut in two.
    if (endsSection(below, level)) throw notSeparable(found, nameOf(below.parent));
  }
  if (next < 0 && goesOn(node, { page, level })) throw notSeparable(found, nameOf(node.parent));
  return { level, page, nodes, ...withoutBlankEnds(nodes, node.end) };
}

/** Whether a reader sees the section of a heading go on after the end of what the heading stands in. */
function goesOn(
  heading: SourceNode,
  { page, level }: { page: readonly SourceNode[]; level: number },
): boolean {
  let container = heading.parent;
  while (container !== undefined && !isPageOfItsOwn(container)) {
    const siblings: readonly SourceNode[] = container.parent?.children ?? page;
    const after = siblings.slice(siblings.indexOf(container) + 1).filter((node) => !isBlank(node));
    for (const node of nodesBelow(after)) {
      if (endsSection(node, level)) return false;
      if (isContent(node)) return true;
    }
    container = container.parent;
  }
  return false;
}

function endsSection(node: SourceNode, level: number): boolean {
  const own = headingLevel(node);
  return own !== undefined && own <= level;
}

/** What a layout arranges beside each other is read one after the other, each by itself. */
function isPageOfItsOwn({ node }: SourceNode): boolean {
  return isTag(node) && node.name === "ac:layout-cell";
}

/** Something to see by itself, where other elements only hold things to see. */
function isContent(node: SourceNode): boolean {
  if (isBlank(node)) return false;
  return !isTag(node.node) || node.children.length === 0 || headingLevel(node) !== undefined;
}

function isBlank({ node }: SourceNode): boolean {
  return isComment(node) || (isText(node) && node.data.trim() === "");
}

function withoutBlankEnds(nodes: readonly SourceNode[], start: number): { start: number; end: number } {
  const isSpace = ({ node }: SourceNode) => isText(node) && node.data.trim() === "";
  const first = nodes.find((node) => !isSpace(node));
  const last = nodes.findLast((node) => !isSpace(node));
  return first === undefined || last === undefined
    ? { start, end: start }
    : { start: first.start, end: last.end };
}

function notSeparable({ text }: FoundHeading, inside: string): DocumentEditError {
  const message = `The section "${text}" begins or ends inside of <${inside}>, so it cannot be replaced without touching what stands around it.`;
  return new DocumentEditError("not_separable", message, { heading: text, inside });
}

function nameOf(node: SourceNode | undefined): string {
  return node !== undefined && isTag(node.node) ? node.node.name : "page";
}
