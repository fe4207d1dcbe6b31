const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};

/**
 * Whether two texts in storage format read the same. Confluence writes markup anew when it keeps a text: it adds ids to
 * macros, and spells characters in another way.
 */
export function readsTheSame(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && wordsOf(one) === wordsOf(other);
}

function wordsOf(storage: string): string {
  return storage
    .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, text: string) => text.replace(/[<>&]/g, " "))
    .replace(/<[^>]*>/g, " ")
    .replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hexadecimal, name) => {
      if (name !== undefined) return NAMED[name] ?? whole;
      return characterOf(decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal)) ?? whole;
    })
    .replace(/\s+/g, " ")
    .trim();
}

function characterOf(code: number): string | undefined {
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
