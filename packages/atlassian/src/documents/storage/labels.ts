import { type ChildNode, type Element, isComment, isTag } from "domhandler";
import { placeholderLabel } from "../markdown/placeholder.js";
import { blocksToRuns } from "../model/flatten.js";
import { plainText } from "../model/model.js";
import { readNodes } from "./read.js";
import { emoticonText, userName } from "./read-inlines.js";
import { macroParts, tellingParameter } from "./read-macros.js";
import { attribute, child } from "./xml.js";

/** Names for people of elements whose own says little. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ["u", "underline"],
  ["ins", "underline"],
  ["sub", "subscript"],
  ["sup", "superscript"],
  ["span", "style"],
  ["font", "style"],
  ["pre", "preformatted"],
  ["img", "image"],
  ["time", "date"],
  ["ac:layout-section", "layout section"],
  ["ac:layout-cell", "layout cell"],
  ["ac:inline-comment-marker", "comment"],
  ["ac:adf-extension", "extension"],
  ["ac:task-list", "tasks"],
]);

/** What an element is, in a word or two: `macro toc`, `layout`, `underline`. */
export function kindLabel(element: Element): string {
  if (element.name === "ac:structured-macro" || element.name === "ac:macro") {
    const macro = macroParts(element);
    return placeholderLabel(`macro ${macro.name} ${tellingParameter(macro) ?? ""}`);
  }
  return NAMES.get(element.name) ?? placeholderLabel(element.name.replace(/^(?:ac|ri):/, ""));
}

/** What a node is, and enough of what it shows to know it again: `image plan.png`, `table Name Age`. */
export function nodeLabel(node: ChildNode): string {
  if (isComment(node)) return "comment in the source";
  if (!isTag(node)) return "text";
  const kind = kindLabel(node);
  return kind.startsWith("macro ") ? kind : placeholderLabel(`${kind} ${shown(node)}`);
}

function shown(element: Element): string {
  const user = child(element, "ri:user");
  if (user !== undefined) return userName(user);
  if (element.name === "ac:emoticon") return attribute(element, "ac:name") ?? emoticonText(element);
  const file = child(element, "ri:attachment");
  return (file && attribute(file, "ri:filename")) ?? plainText(blocksToRuns(readNodes([element])));
}
