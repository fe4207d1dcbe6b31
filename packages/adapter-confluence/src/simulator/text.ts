/** The words of a text in storage format, for search. */
export function plainText(storage: string): string {
  return storage
    .replace(/<ac:parameter[^>]*>.*?<\/ac:parameter>/gs, " ")
    .replace(/<!\[CDATA\[(.*?)\]\]>/gs, (_, text: string) => ` ${text.replaceAll("<", "&lt;")} `)
    .replace(/<[^>]*>/g, (tag) => (/^<\/?(?:strong|em|code|a|span|u|s)\b/.test(tag) ? "" : " "))
    .replace(/&(lt|gt|quot|amp|nbsp|rsquo|ndash|mdash|rarr);/g, (_, name: string) => ENTITIES[name] ?? " ")
    .replace(/\s+/g, " ")
    .trim();
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  quot: '"',
  amp: "&",
  rsquo: "’",
  ndash: "–",
  mdash: "—",
  rarr: "→",
};
