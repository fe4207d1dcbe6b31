import type { PhrasingContent } from "mdast";
import type { LinkTarget, Run, Style } from "../model/model.js";
import { type Mark, nested } from "../model/nesting.js";
import { placeholderText } from "./placeholder.js";
import { verbatim } from "./verbatim.js";

/** Canonical runs as inline nodes of Markdown. */
export function phrasing(runs: readonly Run[]): PhrasingContent[] {
  return nested(runs, { leaf, wrap });
}

function wrap(mark: Mark, { link }: Style, children: PhrasingContent[]): PhrasingContent {
  switch (mark) {
    case "strong":
      return { type: "strong", children };
    case "emphasis":
      return { type: "emphasis", children };
    case "strike":
      return { type: "delete", children };
    case "link":
      return linkNode(link ?? { url: "" }, children);
  }
}

/** Addresses that stay themselves between angle brackets, in a table cell too. */
const BRACKETABLE = /^(?:https?:\/\/[^\s<>|\\]+|mailto:[A-Za-z0-9.+-]+@[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*)$/;

/**
 * A link that shows its own address says it once. That is written as it stands, because the library takes addresses
 * for such links that Markdown does not (`<me@a.example_b>`).
 */
function linkNode({ url, title }: LinkTarget, children: PhrasingContent[]): PhrasingContent {
  const [text, ...others] = children;
  const shown = text?.type === "text" && others.length === 0 ? text.value : undefined;
  const bare = shown !== undefined && (shown === url || `mailto:${shown}` === url);
  return bare && title === undefined && BRACKETABLE.test(url)
    ? verbatim(`<${shown}>`)
    : { type: "link", url, title: title ?? null, children };
}

function leaf(run: Run): PhrasingContent {
  switch (run.kind) {
    case "text":
      return { type: "text", value: run.text };
    case "code":
      return { type: "inlineCode", value: run.text };
    case "break":
      return { type: "break" };
    case "kept":
      return { type: "placeholder", value: placeholderText(run) };
    case "image":
      return { type: "image", url: run.url, alt: run.alt };
  }
}
