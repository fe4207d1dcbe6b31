import { isPlain } from "../markdown/plain.js";

interface Node {
  type?: unknown;
  text?: unknown;
  marks?: unknown;
  content?: unknown;
}

/**
 * A document of nothing but plain paragraphs as Markdown: it says itself, and needs no tree to be built. Undefined for every other document.
 */
export function plainProse(document: unknown): string | undefined {
  const { type, content } = asNode(document);
  if (type !== "doc" || !Array.isArray(content) || content.length === 0) return undefined;
  const paragraphs: string[] = [];
  for (const block of content) {
    const text = plainParagraph(block);
    if (text === undefined) return undefined;
    paragraphs.push(text);
  }
  return `${paragraphs.join("\n\n")}\n`;
}

function plainParagraph(block: unknown): string | undefined {
  const { type, content, marks } = asNode(block);
  if (type !== "paragraph" || marks !== undefined || !Array.isArray(content) || content.length !== 1)
    return undefined;
  const { type: inline, text, marks: styles } = asNode(content[0]);
  const isText = inline === "text" && styles === undefined && typeof text === "string";
  return isText && isPlain(text) && !text.includes("  ") ? text : undefined;
}

function asNode(value: unknown): Node {
  return typeof value === "object" && value !== null ? value : {};
}
