import { type ChildNode, type Element, isCDATA, isTag, isText } from "domhandler";
import { parseStorage, textOf } from "./xml.js";

/** What belongs to the markup: nobody reads it on the page. */
export const HIDDEN: ReadonlySet<string> = new Set([
  ...["ac:parameter", "ac:task-id", "ac:task-uuid", "ac:task-status", "ac:image", "ac:adf-attribute"],
  ...["ac:adf-fallback", "at:declarations"],
]);

/** What only changes how the words in it look: they belong to the text around it. */
const INLINE: ReadonlySet<string> = new Set([
  ...["strong", "b", "em", "i", "cite", "u", "s", "del", "strike", "span", "a", "code", "tt", "kbd", "samp"],
  ...["sub", "sup", "small", "big", "time", "ac:link", "ac:link-body", "ac:plain-text-link-body"],
  "ac:inline-comment-marker",
]);

/**
 * The words of a document in storage format as they are read on the page, one line a block. For finding text, not for
 * showing it: names of pages, files and people that Confluence puts in while it shows the page are not there.
 */
export function readText(xhtml: string): string {
  let text = "";
  const waiting: (ChildNode | "\n")[] = parseStorage(xhtml).toReversed();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next === "\n") text += next;
    else if (isText(next)) text += textOf(next.data, next.parent);
    else if (isCDATA(next)) waiting.push(...next.children.toReversed());
    else if (isTag(next)) waiting.push(...parts(next).toReversed());
  }
  return text
    .split("\n")
    .map((line) => line.replace(/\s+/g, " ").trim())
    .filter((line) => line !== "")
    .join("\n");
}

function parts(element: Element): (ChildNode | "\n")[] {
  // `ri:` only names what is linked to or shown.
  if (HIDDEN.has(element.name) || element.name.startsWith("ri:")) return [];
  return INLINE.has(element.name) ? element.children : ["\n", ...element.children, "\n"];
}
