import type { ConfluenceClient } from "./client.js";
import { toText } from "./content.js";
import { confluenceErrors } from "./errors.js";
import type { Commented } from "./lookups/comments.js";

/** The words that an inline comment is about, as a caller names them. */
export interface InlineSelection {
  text: string;
  match_index?: number | undefined;
}

/**
 * The words as Confluence wants them named: it must be told how often they stand in the page, which nobody who comments
 * knows. Words that are not there, and words that are there often without saying which, are errors.
 */
export async function selectionIn(
  { name, details, read }: Commented,
  { text, match_index }: InlineSelection,
  confluence: ConfluenceClient,
) {
  const page = await read();
  const words = await toText(page.body?.storage?.value ?? "");
  const count = words.split(text).length - 1;
  const { system } = confluence.step;
  if (count === 0 || (match_index !== undefined && match_index >= count)) {
    throw confluenceErrors.create("TEXT_NOT_FOUND", {
      message: `${name}: "${text}" stands ${count === 0 ? "nowhere" : `only ${count} times`} in it.`,
      system,
      details: { ...details, text, matches: count },
    });
  }
  if (count > 1 && match_index === undefined) {
    throw confluenceErrors.create("AMBIGUOUS_MATCH", {
      message: `${name}: "${text}" stands ${count} times in it.`,
      system,
      details: {
        ...details,
        candidates: around(words, text).map((context, index) => ({ match_index: index, context })),
      },
      suggestions: ["Say which with match_index, or take more words."],
    });
  }
  return {
    textSelection: text,
    textSelectionMatchCount: count,
    textSelectionMatchIndex: match_index ?? 0,
  };
}

/** More places than this do not help in an error. */
const MOST_SHOWN = 20;

/** Each place with some of the words around it. */
function around(words: string, text: string): string[] {
  const places: string[] = [];
  for (let at = words.indexOf(text); at >= 0 && places.length < MOST_SHOWN; ) {
    const end = at + text.length;
    places.push(words.slice(Math.max(0, at - 30), end + 30).replaceAll("\n", " "));
    at = words.indexOf(text, end);
  }
  return places;
}
