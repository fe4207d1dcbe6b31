/**
 * Text in which nothing can mean anything in Markdown, so that the library's some fifty patterns need not be tried: it
 * holds only letters, digits, spaces and harmless signs, has no `www.` to become a link, and no `!` at its end before
 * what may be a link's bracket.
 */
const HARMLESS = /^[\p{L}\p{N} ,;.'’"“”()?%/…–—-]*$/u;
const MAY_BECOME_LINK = /w\./i;
const LETTER_FIRST = /^\p{L}/u;

/** Whether a text inside a line stands for itself in Markdown. */
export function isPlainInside(text: string): boolean {
  return HARMLESS.test(text) && !MAY_BECOME_LINK.test(text);
}

/** Whether a text at the start of a line does: no list, heading or rule begins with a letter. */
export function isPlainStart(text: string): boolean {
  return LETTER_FIRST.test(text) && isPlainInside(text);
}

/** Whether a text does wherever it is. A space at its end would vanish before a line's end, so it has none. */
export function isPlain(text: string): boolean {
  return isPlainStart(text) && !text.endsWith(" ");
}
