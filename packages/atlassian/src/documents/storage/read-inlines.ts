import type { Element } from "domhandler";
import { type LinkTarget, plainText, type Run, type Style, textRun } from "../model/model.js";
import { oneLine } from "../model/runs.js";
import { urlOfPage } from "./page-links.js";
import { attribute, child, textBelow } from "./xml.js";

/** An image at a URL as an image, an attached one as a text that names the file. */
export function imageRun(element: Element, style: Style): Run {
  const url = urlOfImage(element);
  const alt = attribute(element, "ac:alt") ?? attribute(element, "alt") ?? "";
  if (url) return { kind: "image", url, alt, style };
  const file = child(element, "ri:attachment");
  const name = (file && attribute(file, "ri:filename")) || alt || "unnamed";
  return textRun(`[attachment: ${name}]`, style);
}

function urlOfImage(element: Element): string | undefined {
  const source = child(element, "ri:url");
  return source ? attribute(source, "ri:value") : attribute(element, "src");
}

export function emoticonText(element: Element): string {
  const name = attribute(element, "ac:name");
  return (
    attribute(element, "ac:emoji-fallback") ||
    attribute(element, "ac:emoji-shortname") ||
    (name ? `:${name}:` : "")
  );
}

export function userName(element: Element): string {
  const names = ["ri:account-id", "ri:username", "ri:userkey"].map((name) => attribute(element, name));
  return `@${names.find((name) => name !== undefined && name !== "") ?? "unknown"}`;
}

/** A link to something in Confluence: a page as a link, anything else as a text that names it. */
export function linkRuns(element: Element, style: Style, runsOf: (body: Element) => Run[]): Run[] {
  const rich = child(element, "ac:link-body");
  const plain = child(element, "ac:plain-text-link-body");
  const body = rich ? runsOf(rich) : plain ? [textRun(textBelow(plain))] : [];
  const shown = plainText(body).trim() === "" ? undefined : body;
  const anchor = attribute(element, "ac:anchor") || undefined;
  const page = child(element, "ri:page");
  const title = page && attribute(page, "ri:content-title");
  if (page && title) {
    const url = urlOfPage({ space: attribute(page, "ri:space-key") || undefined, title, anchor });
    return linked(shown ?? [textRun(title)], { url }, style);
  }
  const address = child(element, "ri:url");
  const url = address && attribute(address, "ri:value");
  if (url) return linked(shown ?? [textRun(url)], { url }, style);
  const name = resourceName(element);
  if (name === undefined && anchor !== undefined) {
    return linked(shown ?? [textRun(anchor)], { url: `#${anchor}` }, style);
  }
  if (shown === undefined) return [textRun(name ?? textBelow(element), style)];
  const told = name === undefined || child(element, "ri:user") ? [] : [textRun(` ${name}`, style)];
  return [...restyled(shown, style), ...told];
}

/** What a link leads to that has no address in storage format. */
function resourceName(element: Element): string | undefined {
  const user = child(element, "ri:user");
  if (user) return userName(user);
  for (const [name, key, label] of RESOURCES) {
    const resource = child(element, name);
    const value = resource && attribute(resource, key);
    if (value) return `[${label}: ${value}]`;
  }
  return undefined;
}

const RESOURCES = [
  ["ri:attachment", "ri:filename", "attachment"],
  ["ri:blog-post", "ri:content-title", "blog post"],
  ["ri:space", "ri:space-key", "space"],
  ["ri:content-entity", "ri:content-id", "content"],
  ["ri:shortcut", "ri:parameter", "shortcut"],
] as const;

function linked(runs: readonly Run[], link: LinkTarget, style: Style): Run[] {
  return restyled(runs, { ...style, link: { ...link, url: oneLine(link.url) } });
}

/** What is on outside of the link is on inside of it too. */
function restyled(runs: readonly Run[], outer: Style): Run[] {
  return runs.map((run): Run => {
    if (run.kind === "break") return run;
    const { style } = run;
    return {
      ...run,
      style: {
        strong: style.strong || outer.strong,
        emphasis: style.emphasis || outer.emphasis,
        strike: style.strike || outer.strike,
        link: outer.link ?? style.link,
      },
    };
  });
}
