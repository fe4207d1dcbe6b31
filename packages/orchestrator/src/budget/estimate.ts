/*
 * The weights are a least-squares fit against o200k over every operation's simulated result and the documents of the
 * tests; `bench tokens` and the test beside this file hold the estimate within 10% of that tokenizer.
 */

/** A word up to so many letters is about one token; beyond it a token or two, and beyond that it is no word. */
const WORD = { first: 0.78, short: 5, more: 0.21, long: 10, unreadable: 16, noise: 0.4 };
const CAPITALS = { first: 0.82, short: 2, more: 0.2, unreadable: 8, noise: 0.4 };
/** Letters beside digits: ids and hashes. */
const SEAM = 0.21;
const DIGITS = { group: 3, each: 1 };
const SPACES = 0.89;
const LINE_END = 1;
/** One mark before a word is often one token with it: `/pages`, `_id`, `.action`. */
const MARKS = { first: 0.94, joined: 0.7, short: 3, more: 0.61 };
/** Each character: accented Latin letters, those of other alphabets, ideographs, and everything else. */
const FOREIGN = { accented: 0.5, alphabets: 0.22, ideographs: 0.85, other: 0.95 };

/**
 * About how many tokens a text has for a language model (o200k), in one pass of some ten microseconds per kilobyte: within
 * 10% for JSON and prose from a few hundred characters on.
 */
export function estimateTokens(text: string): number {
  return Math.ceil(rawEstimate(text));
}

function rawEstimate(text: string): number {
  const end = text.length;
  let sum = 0;
  let at = 0;
  let before: "letters" | "digits" | "other" = "other";
  while (at < end) {
    const start = at;
    const code = text.charCodeAt(at);
    if (isLetter(code)) {
      while (at < end && isCapital(text.charCodeAt(at))) at += 1;
      const capitals = at - start;
      while (at < end && isSmall(text.charCodeAt(at))) at += 1;
      sum += at - start === capitals ? capitalsCost(capitals) : wordCost(at - start);
      if (before === "digits") sum += SEAM;
      before = "letters";
    } else if (isDigit(code)) {
      while (at < end && isDigit(text.charCodeAt(at))) at += 1;
      sum += Math.ceil((at - start) / DIGITS.group) * DIGITS.each;
      if (before === "letters") sum += SEAM;
      before = "digits";
    } else if (code === SPACE) {
      while (at < end && text.charCodeAt(at) === SPACE) at += 1;
      // One space before a word belongs to the word.
      if (at - start > 1 || (at < end && isDigit(text.charCodeAt(at)))) sum += SPACES;
      before = "other";
    } else if (isLineEnd(code)) {
      while (at < end && isLineEnd(text.charCodeAt(at))) at += 1;
      sum += LINE_END;
      before = "other";
    } else if (code < 128) {
      while (at < end && isMark(text.charCodeAt(at))) at += 1;
      if (at === start) at += 1;
      const joins = at - start === 1 && at < end && isLetter(text.charCodeAt(at));
      sum += joins ? MARKS.joined : MARKS.first + Math.max(0, at - start - MARKS.short) * MARKS.more;
      before = "other";
    } else {
      at += 1;
      sum += foreignCost(code);
      before = "other";
    }
  }
  return sum;
}

const SPACE = 32;

function wordCost(letters: number): number {
  const readable = Math.max(0, Math.min(letters, WORD.long) - WORD.short) * WORD.more;
  return WORD.first + readable + Math.max(0, letters - WORD.unreadable) * WORD.noise;
}

function capitalsCost(letters: number): number {
  const readable = Math.max(0, Math.min(letters, CAPITALS.unreadable) - CAPITALS.short) * CAPITALS.more;
  return CAPITALS.first + readable + Math.max(0, letters - CAPITALS.unreadable) * CAPITALS.noise;
}

function foreignCost(code: number): number {
  if (code >= 0xc0 && code < 0x370) return FOREIGN.accented;
  if (code >= 0x370 && code < 0x600) return FOREIGN.alphabets;
  if (code >= 0x2e80 && code < 0xd800) return FOREIGN.ideographs;
  return FOREIGN.other;
}

function isSmall(code: number): boolean {
  return code >= 97 && code <= 122;
}

function isCapital(code: number): boolean {
  return code >= 65 && code <= 90;
}

function isLetter(code: number): boolean {
  return isSmall(code) || isCapital(code);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13 || code === 9;
}

function isMark(code: number): boolean {
  return code > 32 && code < 128 && !isLetter(code) && !isDigit(code);
}
