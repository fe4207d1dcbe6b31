import { estimateTokens } from "./estimate.js";

/** No text has more characters to a token than this, over any length worth cutting. */
const MOST_PER_TOKEN = 16;

/** Where a reader would stop, the best first, and how much of what fits must be left before such a place. */
const PLACES = [
  { end: /\n[ \t]*\n/g, least: 0.5 },
  { end: /\n/g, least: 0.6 },
  { end: /[.!?]\s/g, least: 0.7 },
  { end: /\s/g, least: 0.8 },
] as const;

/**
 * How much of a text fits, in UTF-16 units: up to the end of a paragraph if there is one near enough, else of a line, a
 * sentence, a word. Never inside a character.
 */
export function cutText(text: string, tokens: number): number {
  const most = longest(text, tokens);
  if (most === text.length) return most;
  const fitting = text.slice(0, most);
  for (const { end, least } of PLACES) {
    const last = [...fitting.slice(Math.floor(most * least)).matchAll(end)].at(-1);
    if (last !== undefined) return Math.floor(most * least) + last.index + last[0].length;
  }
  return most;
}

/** The longest beginning of a text whose JSON has at most so many tokens. */
function longest(text: string, tokens: number): number {
  let fits = 0;
  let tooLong = Math.min(text.length, Math.max(0, tokens) * MOST_PER_TOKEN) + 1;
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1;
    if (estimateTokens(JSON.stringify(text.slice(0, middle))) <= tokens) fits = middle;
    else tooLong = middle;
  }
  const last = text.charCodeAt(fits - 1);
  const splitsPair = fits < text.length && last >= 0xd800 && last < 0xdc00;
  return splitsPair ? fits - 1 : fits;
}
