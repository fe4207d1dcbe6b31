/**
 * Text in which nothing can mean anything in Markdown, so that the library's some fifty patterns need not be tried: it
 * starts with a letter (no list, heading or rule begins), holds only letters, digits, spaces and harmless signs, has no
 * `www.` to become a link, and no `!` at its end before what may be a link's bracket.
 */
const PLAIN = /^\p{L}[\p{L}\p{N} ,;.'’"“”()?%/…–—-]*$/u;
const MAY_BECOME_LINK = /w\./i;

/** Whether a text stands for itself in Markdown. A space at its end would vanish before a line's end, so it has none. */
export function isPlain(text: string): boolean {
  return PLAIN.test(text) && !text.endsWith(" ") && !MAY_BECOME_LINK.test(text);
}
