import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";

/** Markdown in which no picture is a mention of a person or a group: its `!` is escaped. Code stays as it is. */
export function withoutCanvasMentions(markdown: string): string {
  const mentioned = new Set<string>();
  const pictures: { start: number; target: string }[] = [];
  const waiting: Nodes[] = [fromMarkdown(markdown)];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const start = node.position?.start.offset ?? 0;
    if (node.type === "image") pictures.push({ start, target: node.url });
    if (node.type === "imageReference") pictures.push({ start, target: `[${node.identifier}]` });
    if (node.type === "definition" && isMention(node.url)) mentioned.add(`[${node.identifier}]`);
    if ("children" in node) waiting.push(...node.children);
  }
  return pictures
    .filter(({ target }) => isMention(target) || mentioned.has(target))
    .sort((a, b) => b.start - a.start)
    .reduce((text, { start }) => `${text.slice(0, start)}\\${text.slice(start)}`, markdown);
}

function isMention(target: string): boolean {
  return /^[@!]/.test(target.trim());
}
