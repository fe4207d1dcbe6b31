/** How those are called that a text mentions by id; undefined when it is not known. */
export interface KnownNames {
  user(id: string): string | undefined;
  channel(id: string): string | undefined;
}

const CODE = /(```[\s\S]*?```|`[^`\n]+`)/;
const TOKEN = /<([^<>\n]+)>/g;

/** Stands for a finished piece while marks are read, so that an address with `*` in it is no bold text. */
const HELD = /\ue000(\d+)\ue001/g;

/** A mark opens after a space or punctuation and closes before one. */
const BOLD = /(?<![\p{L}\p{N}*])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![\p{L}\p{N}*])/gu;
const STRUCK = /(?<![\p{L}\p{N}~])~(?=[^\s~])([^~\n]*[^\s~])~(?![\p{L}\p{N}~])/gu;

/** Slack's mrkdwn, as messages carry it, in Markdown: links, mentions by name, marks, lists, quotes, code. */
export function mrkdwnToMarkdown(mrkdwn: string, names: KnownNames): string {
  return mrkdwn
    .replaceAll(/[\ue000\ue001]/g, "")
    .split(CODE)
    .map((part, index) => (index % 2 === 1 ? code(part) : prose(part, names)))
    .reduce(joined, "");
}

/** In Markdown a block of code stands on lines of its own; Slack lets it begin and end anywhere. */
function joined(text: string, part: string): string {
  const fenceBegins = part.startsWith("```") && text !== "" && !text.endsWith("\n");
  const fenceEnds = text.endsWith("\n```") && part !== "" && !part.startsWith("\n");
  return text + (fenceBegins || fenceEnds ? "\n" : "") + part;
}

function code(part: string): string {
  const text = unescaped(part.replaceAll(TOKEN, (_whole, inner: string) => inner.split("|").at(-1) ?? ""));
  if (!text.startsWith("```")) return text;
  const lines = text.slice(3, -3).replace(/^\n/, "").replace(/\n$/, "");
  return `\`\`\`\n${lines}\n\`\`\``;
}

function prose(part: string, names: KnownNames): string {
  const held: string[] = [];
  const text = part.replaceAll(TOKEN, (_whole, inner: string) => {
    held.push(token(inner, names));
    return `\ue000${held.length - 1}\ue001`;
  });
  return (
    unescaped(text)
      .replaceAll(/\[([^[\]\n]*)\]\(/g, "\\[$1](")
      .replaceAll(BOLD, "**$1**")
      .replaceAll(STRUCK, "~~$1~~")
      // Only there to let a mark stand within a word; in code it keeps a fence from ending the code, and stays.
      .replaceAll("\u200b", "")
      .replaceAll(/^( *)[•◦▪] ?/gm, "$1- ")
      .replaceAll(/^( *)☑ ?/gm, "$1- [x] ")
      .replaceAll(/^( *)☐ ?/gm, "$1- [ ] ")
      .replaceAll(HELD, (_whole, index: string) => held[Number(index)] ?? "")
  );
}

/** What stands between angle brackets: a mention, a channel, a command or a link. */
function token(inner: string, names: KnownNames): string {
  const [target = "", ...rest] = inner.split("|");
  const label = unescaped(rest.join("|"));
  const id = target.slice(1);
  switch (target[0]) {
    case "@":
      return `@${names.user(id) ?? (label || id)}`;
    case "#":
      return `#${label || (names.channel(id) ?? id)}`;
    case "!":
      return command(id, label);
    default:
      return link(unescaped(target), label);
  }
}

function command(name: string, label: string): string {
  if (label !== "") return label;
  const [kind = "", subject = ""] = name.split("^");
  return kind === "subteam" ? `@${subject}` : `@${kind}`;
}

function link(url: string, label: string): string {
  const shown = url.replace(/^mailto:/, "");
  if (label === "" || label === shown || label === shown.replace(/^https?:\/\//, "")) return shown;
  const target = url.replaceAll("(", "%28").replaceAll(")", "%29");
  return `[${label.replaceAll(/[[\]]/g, "\\$&")}](${target})`;
}

/** Text as people see it, of what escaping made. */
export function unescaped(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
