import { type ChildNode, type Element, isCDATA, isComment, isTag, isText } from "domhandler";
import type { Keeper } from "./keeper.js";
import { isElement, type SourceElement, type SourceNode } from "./source.js";
import { attribute, child } from "./xml.js";

/** Marks that Markdown has. */
const MARKS: ReadonlySet<string> = new Set(["strong", "b", "em", "i", "cite", "del", "s", "strike"]);

/** Elements that only do something to the text in them, which stays to be edited. */
const WRAPPERS: ReadonlySet<string> = new Set([
  ...["u", "ins", "sub", "sup", "span", "small", "big", "font", "mark", "ac:inline-comment-marker"],
]);

const OTHERS: ReadonlySet<string> = new Set([
  ...["code", "tt", "kbd", "samp", "a", "br", "time", "ac:link", "ri:user", "ac:emoticon", "ac:placeholder"],
]);

/** Elements that stand in a line where there is one, and by themselves elsewhere. */
const EITHER: ReadonlySet<string> = new Set(["ac:image", "img", "ac:structured-macro", "ac:macro"]);

/** Keeps what Markdown cannot say of a row of inline content. */
export function markInlines(nodes: readonly SourceNode[], keeper: Keeper): void {
  for (const node of nodes) markInline(node, keeper);
}

/** Groups nodes into lines of inline content and single other nodes; blank space between them is left out. */
export function linesOf(nodes: readonly SourceNode[]): (SourceNode[] | SourceNode)[] {
  const inline = nodes.map((node) => isInline(node.node));
  for (const [index, node] of nodes.entries()) {
    if (isEither(node.node) && (inline[index - 1] || isNext(nodes, inline, index))) inline[index] = true;
  }
  const lines: (SourceNode[] | SourceNode)[] = [];
  let line: SourceNode[] = [];
  const end = () => {
    while (line.length > 0 && isSpace(line.at(-1)?.node)) line.pop();
    if (line.length > 0) lines.push(line);
    line = [];
  };
  for (const [index, node] of nodes.entries()) {
    if (inline[index] || (isSpace(node.node) && line.length > 0)) line.push(node);
    else if (!isSpace(node.node)) {
      end();
      lines.push(node);
    }
  }
  end();
  return lines;
}

/** Whether what follows is inline, past others that may be. */
function isNext(nodes: readonly SourceNode[], inline: readonly boolean[], index: number): boolean {
  let next = index + 1;
  while (nodes[next] !== undefined && isEither(nodes[next]?.node)) next++;
  return inline[next] === true;
}

function isSpace(node: ChildNode | undefined): boolean {
  return node !== undefined && isText(node) && node.data.trim() === "";
}

export function isInline(node: ChildNode): boolean {
  if (isText(node)) return node.data.trim() !== "";
  if (isCDATA(node)) return true;
  if (!isTag(node)) return false;
  if (node.name === "ac:structured-macro" && attribute(node, "ac:name") === "status") return true;
  return MARKS.has(node.name) || WRAPPERS.has(node.name) || OTHERS.has(node.name);
}

function isEither(node: ChildNode | undefined): boolean {
  if (node === undefined) return false;
  if (isComment(node)) return true;
  return isTag(node) && EITHER.has(node.name) && child(node, "ac:rich-text-body") === undefined;
}

function markInline(node: SourceNode, keeper: Keeper): void {
  if (!isElement(node)) {
    if (isComment(node.node)) keeper.keepWhole(node, "inline");
    return;
  }
  const element = node.node;
  const { name } = element;
  if (WRAPPERS.has(name) && !isEmpty(node)) {
    if (isTaskLabel(element)) markInlines(node.children, keeper);
    else keeper.keepEnds(node, () => markInlines(node.children, keeper));
  } else if (MARKS.has(name) && has(element, []) && !isEmpty(node)) {
    markInlines(node.children, keeper);
  } else if (name === "a" && has(element, LINK_ATTRIBUTES) && attribute(element, "href") && !isEmpty(node)) {
    markInlines(node.children, keeper);
  } else if (name === "ac:link" && isPageLink(element)) {
    const body = node.children.find((part) => isElement(part) && part.node.name === "ac:link-body");
    markInlines(body?.children ?? [], keeper);
  } else if (!isSaid(element)) {
    keeper.keepWhole(node, "inline");
  }
}

const LINK_ATTRIBUTES = ["href", "title", "rel", "class", "target"];

/** Elements without further elements in them that Markdown can say. */
function isSaid(element: Element): boolean {
  switch (element.name) {
    case "br":
      return true;
    case "code":
      return (
        has(element, []) && element.children.length > 0 && element.children.every((part) => isText(part))
      );
    case "ac:image": {
      const only = element.children.filter((part) => !isSpace(part));
      const [url] = only;
      const isUrl = url !== undefined && isTag(url) && url.name === "ri:url";
      return only.length === 1 && isUrl && has(url, ["ri:value"]) && has(element, ["ac:alt"]);
    }
    default:
      return false;
  }
}

const PAGE_LINK_PARTS = ["ri:page", "ac:link-body", "ac:plain-text-link-body"];

function isPageLink(link: Element): boolean {
  const page = child(link, "ri:page");
  const parts = link.children.filter((part) => !isSpace(part));
  return (
    page !== undefined &&
    attribute(page, "ri:content-title") !== undefined &&
    has(page, ["ri:space-key", "ri:content-title"]) &&
    has(link, ["ac:anchor"]) &&
    parts.length <= 2 &&
    parts.every((part) => isTag(part) && PAGE_LINK_PARTS.includes(part.name))
  );
}

function isTaskLabel(element: Element): boolean {
  return attribute(element, "class") === "placeholder-inline-tasks";
}

/** Whether an element has these attributes only, beside those that every element may have. */
function has(element: Element, allowed: readonly string[]): boolean {
  return Object.keys(element.attribs).every((name) => allowed.includes(name) || EVERYWHERE.has(name));
}

const EVERYWHERE: ReadonlySet<string> = new Set(["local-id", "ac:local-id", "data-uuid"]);

function isEmpty({ children }: SourceElement): boolean {
  return children.every(({ node }) => isSpace(node));
}
