import { distance } from "fastest-levenshtein";

/** No name is longer; comparing megabytes would take minutes. */
const LONGEST_NAME = 200;

/** The names that are likely to be meant by a misspelt one, the nearest first; at most `most`. */
export function nearestNames(wanted: string, names: Iterable<string>, most = 3): string[] {
  if (wanted.length > LONGEST_NAME) return [];
  const folded = wanted.toLowerCase();
  return [...names]
    .map((name) => ({ name, far: distance(folded, name.toLowerCase()) }))
    .filter(({ name, far }) => far <= Math.max(2, Math.ceil(Math.max(name.length, wanted.length) * 0.4)))
    .sort((a, b) => a.far - b.far || (a.name < b.name ? -1 : 1))
    .slice(0, most)
    .map(({ name }) => name);
}

/** `Did you mean get_issue?` — or nothing, when no name is near. */
export function didYouMean(wanted: string, names: Iterable<string>): string[] {
  const near = nearestNames(wanted, names);
  return near.length === 0 ? [] : [`Did you mean ${near.join(" or ")}?`];
}
