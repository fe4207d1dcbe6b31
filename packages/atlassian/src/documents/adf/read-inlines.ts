import { type LinkTarget, PLAIN, type Run, type Style, textRun } from "../model/model.js";
import { raised } from "../model/raised.js";
import { asArray, property, textProperty } from "./json.js";

/** The runs of an inline node; none when the node is not one that we know as inline. */
export function inlineRuns(node: unknown): Run[] {
  const attrs = property(node, "attrs");
  const style = () => styleOf(node);
  switch (property(node, "type")) {
    case "text":
      return textRuns(node);
    case "hardBreak":
      return [{ kind: "break" }];
    case "mention":
      return [textRun(mention(attrs), style())];
    case "emoji":
      return [textRun(textProperty(attrs, "text") ?? textProperty(attrs, "shortName") ?? "", style())];
    case "date":
      return [textRun(date(textProperty(attrs, "timestamp") ?? ""), style())];
    case "status":
    case "placeholder":
      return [textRun(textProperty(attrs, "text") ?? "", style())];
    case "inlineCard":
    case "blockCard":
    case "embedCard":
      return [card(attrs)];
    case "mediaInline":
      return [mediaRun(node, style())];
    case "inlineExtension":
      return [textRun(leafText(node) ?? "", style())];
    default:
      return [];
  }
}

/** What stands for a node that has no content of its own; `undefined` when there is nothing to show. */
export function leafText(node: unknown): string | undefined {
  const attrs = property(node, "attrs");
  const extension = textProperty(attrs, "extensionKey");
  const text = textProperty(attrs, "text");
  if (extension === undefined) return textProperty(node, "text") ?? text;
  return text === undefined || text === extension ? `[macro: ${extension}]` : `[macro: ${extension}] ${text}`;
}

/** An image at a URL as an image, anything attached as a text that names it. */
export function mediaRun(node: unknown, style: Style): Run {
  const attrs = property(node, "attrs");
  const url = textProperty(attrs, "url");
  const alt = textProperty(attrs, "alt");
  const linked = { ...style, link: linkOf(asArray(property(node, "marks"))) };
  if (url !== undefined) return { kind: "image", url, alt: alt ?? "", style: linked };
  const names = ["__fileName", "fileName", "id"].map((name) => textProperty(attrs, name));
  const name = alt ?? names.find((candidate) => candidate !== undefined) ?? "unnamed";
  return textRun(`[attachment: ${name}]`, linked);
}

function textRuns(node: unknown): Run[] {
  const text = textProperty(node, "text") ?? "";
  const marks = asArray(property(node, "marks"));
  const style = styleOf(node);
  // Most text has no marks, and is one line.
  if (marks.length === 0 && !/[\r\n]/.test(text)) return [textRun(text, style)];
  if (marks.some((mark) => property(mark, "type") === "code")) return [{ kind: "code", text, style }];
  const script = marks.find((mark) => property(mark, "type") === "subsup");
  const shown = script ? raised(text, property(property(script, "attrs"), "type") === "sup") : text;
  // The editor shows a line feed in a text as a new line.
  return shown
    .split(/\r\n|[\r\n]/)
    .flatMap((line, index): Run[] =>
      index === 0 ? [textRun(line, style)] : [{ kind: "break" }, textRun(line, style)],
    );
}

function styleOf(node: unknown): Style {
  const marks = asArray(property(node, "marks"));
  if (marks.length === 0) return PLAIN;
  const types = new Set(marks.map((mark) => property(mark, "type")));
  return {
    strong: types.has("strong"),
    // Markdown has no underline; emphasis is what it is there for.
    emphasis: types.has("em") || types.has("underline"),
    strike: types.has("strike"),
    link: linkOf(marks),
  };
}

function linkOf(marks: readonly unknown[]): LinkTarget | undefined {
  const mark = marks.find((candidate) => property(candidate, "type") === "link");
  const attrs = property(mark, "attrs");
  const url = textProperty(attrs, "href");
  return url === undefined ? undefined : { url, title: textProperty(attrs, "title") };
}

function mention(attrs: unknown): string {
  const name = textProperty(attrs, "text") ?? textProperty(attrs, "id") ?? "unknown";
  return name.startsWith("@") ? name : `@${name}`;
}

/** `YYYY-MM-DD` of a moment in milliseconds, in UTC as Atlassian stores dates; what is no date stays as it is. */
function date(timestamp: string): string {
  const moment = new Date(Number(timestamp));
  return timestamp === "" || Number.isNaN(moment.getTime()) ? timestamp : moment.toISOString().slice(0, 10);
}

/** A smart link: its address, under the name that came with it, if any. */
function card(attrs: unknown): Run {
  const data = property(attrs, "data");
  const url = textProperty(attrs, "url") ?? textProperty(data, "url") ?? "";
  const name = textProperty(data, "name") ?? url;
  return textRun(name, url === "" ? PLAIN : { ...PLAIN, link: { url } });
}
