import type { KeptRun, LinkTarget, Run, Style } from "../model/model.js";
import { type Mark, nested } from "../model/nesting.js";
import { pageOfUrl } from "./page-links.js";
import { escapeText, markup } from "./xml.js";

/** Canonical runs as inline markup; `kept` is the source of what an edit keeps. */
export function inlineMarkup(runs: readonly Run[], kept: (run: KeptRun) => string): string {
  return nested(runs, { leaf: (run) => (run.kind === "kept" ? kept(run) : leaf(run)), wrap }).join("");
}

function leaf(run: Exclude<Run, KeptRun>): string {
  switch (run.kind) {
    case "text":
      return escapeText(run.text);
    case "code":
      return markup("code", {}, escapeText(run.text));
    case "break":
      return markup("br", {});
    case "image":
      return markup(
        "ac:image",
        { "ac:alt": run.alt || undefined },
        markup("ri:url", { "ri:value": run.url }),
      );
  }
}

function wrap(mark: Mark, style: Style, children: string[]): string {
  switch (mark) {
    case "strong":
      return markup("strong", {}, ...children);
    case "emphasis":
      return markup("em", {}, ...children);
    case "strike":
      return markup("del", {}, ...children);
    case "link":
      return style.link === undefined ? children.join("") : linkMarkup(style.link, children);
  }
}

function linkMarkup(link: LinkTarget, children: string[]): string {
  const page = pageOfUrl(link.url);
  if (page === undefined) return markup("a", { href: link.url, title: link.title }, ...children);
  return markup(
    "ac:link",
    { "ac:anchor": page.anchor },
    markup("ri:page", { "ri:space-key": page.space, "ri:content-title": page.title }),
    markup("ac:link-body", {}, ...children),
  );
}
