import { Parser } from "htmlparser2";

const HIGHLIGHT = /@@@(?:end)?hl@@@/g;

/**
 * What a search excerpt of Confluence says, as plain text on one line: without the marks around the words that were
 * found, without tags, with entities decoded. It is text to show, so Markdown in it is not escaped.
 */
export function excerptToMarkdown(html: string): string {
  if (typeof html !== "string") return "";
  let text = "";
  const parser = new Parser({
    ontext(part) {
      text += part;
    },
    onopentagname(name) {
      if (SPACED.has(name)) text += " ";
    },
  });
  parser.end(html);
  return text.replace(HIGHLIGHT, "").replace(/\s+/g, " ").trim();
}

/** Elements that part words. */
const SPACED: ReadonlySet<string> = new Set(["br", "p", "div", "li", "td", "th", "tr", "h1", "h2", "h3"]);
