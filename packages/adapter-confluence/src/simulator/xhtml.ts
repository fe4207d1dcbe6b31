const VOID_FORMS = /\/>$/;

/**
 * What keeps a text from being well-formed storage format, or undefined. Confluence refuses such a page, so whoever
 * writes one should learn of it here.
 */
export function xhtmlProblem(storage: string): string | undefined {
  const open: string[] = [];
  const text = storage.replace(/<!\[CDATA\[.*?\]\]>/gs, "");
  for (const [tag, slash, name = ""] of text.matchAll(
    /<(\/?)([a-z][\w:-]*)(?:\s+[\w:-]+="[^"<]*")*\s*\/?>|</gi,
  )) {
    if (name === "") return "a < that begins no element";
    if (slash === "/") {
      const opened = open.pop();
      if (opened !== name) return `Unexpected close tag </${name}>; expected </${opened ?? "nothing"}>.`;
    } else if (!VOID_FORMS.test(tag)) {
      open.push(name);
    }
  }
  const stray = /&(?!#?\w+;)/.exec(text);
  if (stray !== null) return "Unexpected character after &";
  return open.length === 0 ? undefined : `The element ${open.at(-1)} is not closed.`;
}
