/** Mentions and channel links as Slack writes them, and the names by which people call everybody. */
const MENTIONS =
  /<(?:!(?:channel|here|everyone)|!subteam\^[A-Z0-9]+(?:\|[^<>|]*)?|@[UW][A-Z0-9]+(?:\|[^<>|]*)?|#[CG][A-Z0-9]+(?:\|[^<>|]*)?)>|(?<![\w@.])@(?:channel|here|everyone)\b/g;

/** Schemes that a link may have: others could do something else than lead to a page. */
const LINK_SCHEMES = new Set(["http:", "https:", "mailto:"]);

/** Takes no room, but counts as a space. */
export const INVISIBLE_SPACE = "\u200b";

/** Text in which nothing means anything to Slack. */
export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Text in which only mentions mean something. */
export function textWithMentions(text: string): string {
  let written = "";
  let from = 0;
  for (const { 0: mention, index } of text.matchAll(MENTIONS)) {
    written += escaped(text.slice(from, index));
    written += mention.startsWith("@") ? `<!${mention.slice(1)}>` : mention;
    from = index + mention.length;
  }
  return written + escaped(text.slice(from));
}

/**
 * A link. An address that is none, and a label that pretends to be another address, are both shown beside each other:
 * nobody is led to where the text does not say.
 */
export function slackLink(address: string, label: string): string {
  const words = label.replace(/\s+/g, " ").trim();
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !LINK_SCHEMES.has(url.protocol)) {
    if (words === "" || address === "" || words === address) return escaped(words || address);
    return escaped(`${words} (${address})`);
  }
  const target = escaped(address.replace(/[\s<>|]/g, encodeURIComponent));
  if (words === "" || words === address) return `<${target}>`;
  if (words.includes("|") || pretends(words, url)) return `${escaped(words)} (<${target}>)`;
  return `<${target}|${escaped(words)}>`;
}

/** Whether a label looks like the address of another host than the link leads to. */
function pretends(label: string, url: URL): boolean {
  const shown = /^(?:[a-z][a-z0-9+.-]*:\/\/)?([\w-]+(?:\.[\w-]+)+)(?=[/:?#]|$)/i.exec(label)?.[1];
  if (shown === undefined) return false;
  const bare = (host: string) => host.toLowerCase().replace(/^www\./, "");
  return url.protocol === "mailto:" || bare(shown) !== bare(url.hostname);
}

/** Marks end with the line in Slack, so every line has its own. */
export function marked(content: string, mark: string): string {
  return content
    .split("\n")
    .map((line) => (line === "" ? "" : mark + line + mark))
    .join("\n");
}

/** As code. A fence inside is split by an invisible space, or it would end the code. */
export function fenced(code: string): string {
  return `\`\`\`\n${escaped(code).replaceAll("```", `\`\`${INVISIBLE_SPACE}\``)}\n\`\`\``;
}
