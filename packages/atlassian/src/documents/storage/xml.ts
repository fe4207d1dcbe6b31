import { type ChildNode, type Element, isCDATA, isTag, isText, type ParentNode } from "domhandler";
import { Parser, parseDocument } from "htmlparser2";

/** Parses storage format. Never throws: what is not closed ends with its parent, what is not opened is passed over. */
export function parseStorage(xhtml: string): ChildNode[] {
  // XML knows five entities, storage format uses all of HTML's: they are decoded later, where they are not in CDATA.
  return parseDocument(xhtml, { xmlMode: true, decodeEntities: false }).children;
}

/** `text` with every entity of HTML decoded, once. */
export function decodeEntities(text: string): string {
  return text.includes("&") ? text.split("<").map(decodePart).join("<") : text;
}

function decodePart(text: string): string {
  let decoded = "";
  const parser = new Parser({
    ontext(part) {
      decoded += part;
    },
  });
  parser.end(text);
  return decoded;
}

/** An attribute's value, decoded; `undefined` when there is none. */
export function attribute(element: Element, name: string): string | undefined {
  if (!Object.hasOwn(element.attribs, name)) return undefined;
  const value = element.attribs[name];
  return typeof value === "string" ? decodeEntities(value) : undefined;
}

/** All text below a node, at any depth. */
export function textBelow(node: ChildNode): string {
  let text = "";
  const waiting: ChildNode[] = [node];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (isText(next)) text += textOf(next.data, next.parent);
    else if (isTag(next) || isCDATA(next)) waiting.push(...next.children.toReversed());
  }
  return text;
}

/** The text of a text node: inside CDATA it means what it says. */
export function textOf(data: string, parent: ParentNode | null): string {
  return parent !== null && isCDATA(parent) ? data : decodeEntities(data);
}

/** The first child element of that name. */
export function child(element: Element, name: string): Element | undefined {
  return element.children.find((node): node is Element => isTag(node) && node.name === name);
}

export type Attributes = Readonly<Record<string, string | undefined>>;

/** An element as text. `content` is markup already. Attributes without a value are left out. */
export function markup(name: string, attributes: Attributes, ...content: readonly string[]): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escapeAttribute(value)}"`],
  );
  const inner = content.join("");
  return inner === "" ? `<${name}${written.join("")}/>` : `<${name}${written.join("")}>${inner}</${name}>`;
}

export function escapeText(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

/** Line ends and tabs too, which XML would otherwise turn into spaces. */
function escapeAttribute(value: string): string {
  return escapeText(value)
    .replace(/"/g, "&quot;")
    .replace(/[\t\n\r]/g, (space) => `&#${space.charCodeAt(0)};`);
}

/** Text in CDATA; the one sequence that would end it is split across two sections. */
export function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;
}
