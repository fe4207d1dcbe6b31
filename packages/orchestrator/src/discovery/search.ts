import { createRequire } from "node:module";
import { nearestNames } from "@pm-orchestrator/core";
import type MiniSearch from "minisearch";
import type { CatalogueEntry } from "./catalogue.js";

/** One hit may be the wrong one, and nobody would know; more than a few are a list to read. */
const HITS = 5;

/** Words that say nothing of what is wanted. */
const EMPTY = new Set(
  "a an the to of in on for and or with from by at is i it this that all some please".split(" "),
);

/** Words without which nobody means to destroy anything. */
const ENDING = new Set("delete deletes remove removes destroy drop erase purge".split(" "));

/** How people call things in one system that another calls differently. */
const ALSO: Readonly<Record<string, string>> = {
  ticket: "issue",
  story: "issue",
  bug: "issue",
  pr: "pull request",
  prs: "pull requests",
  mr: "pull request",
  doc: "page document",
  docs: "pages documents",
  wiki: "page",
  dm: "dm message",
  reply: "comment thread message",
  person: "user",
  people: "users",
  remove: "delete remove",
  edit: "update",
  change: "update",
  move: "move transition",
  close: "transition",
  repo: "repository",
  fetch: "get",
  read: "get",
  show: "get",
  view: "get",
  find: "search find",
};

type Index = MiniSearch<{ id: number; name: string; system: string; summary: string; params: string }>;

/** The index of what was searched last: manifests do not change while a session lives. */
const indices = new WeakMap<CatalogueEntry["manifest"], { size: number; index: Index }>();

/**
 * The operations that fit the words best, the best first: five where there are as many, none where nothing resembles
 * them. Names count most, then systems and summaries, then params; typing errors are forgiven.
 */
export function search(entries: readonly CatalogueEntry[], query: string): CatalogueEntry[] {
  const index = indexOf(entries);
  if (index === undefined) return [];
  const places = placesOf(entries);
  const words = query.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const told = words.filter((word) => !EMPTY.has(word));
  const wanted = (told.length > 0 ? told : words)
    .map((word) => (Object.hasOwn(ALSO, word) ? `${word} ${ALSO[word]}` : word))
    .join(" ");
  const asksToEnd = told.some((word) => ENDING.has(word));
  const hits = index.search(wanted, {
    boost: { name: 4, system: 2, summary: 1.5, params: 0.5 },
    prefix: (term) => term.length > 2,
    fuzzy: (term) => (term.length > 3 ? 0.25 : false),
    // An adapter names first what is used most.
    boostDocument: (id) =>
      weightOf(entries[id as number], asksToEnd) * (1.2 - 0.2 * (places.get(id as number) ?? 1)),
  });
  const best = hits.slice(0, HITS).flatMap(({ id }) => entries[id as number] ?? []);
  return best.length === HITS ? best : withNeighbours(best, entries, words.join("_"));
}

function weightOf(entry: CatalogueEntry | undefined, asksToEnd: boolean): number {
  return entry?.manifest.effect === "destructive" && !asksToEnd ? 0.5 : 1;
}

/** Where in its system's list each operation stands, as a fraction. */
function placesOf(entries: readonly CatalogueEntry[]): Map<number, number> {
  const sizes = new Map<string, number>();
  const at = entries.map(({ system }) => {
    const place = sizes.get(system) ?? 0;
    sizes.set(system, place + 1);
    return place;
  });
  return new Map(entries.map(({ system }, id) => [id, (at[id] ?? 0) / (sizes.get(system) ?? 1)]));
}

/** Fills up with operations whose names resemble the query's, and with others of the best one's system. */
function withNeighbours(
  best: readonly CatalogueEntry[],
  entries: readonly CatalogueEntry[],
  name: string,
): CatalogueEntry[] {
  const near = new Set(nearestNames(name, new Set(entries.map(({ operation }) => operation)), HITS));
  const similar = entries.filter(({ operation }) => near.has(operation));
  const [first] = [...best, ...similar];
  const noun = first?.operation.split("_").at(-1);
  const kin = entries.filter(
    ({ system, operation }) => system === first?.system && operation.endsWith(`${noun}`),
  );
  const siblings = entries.filter(({ system }) => system === first?.system);
  return [...new Set([...best, ...similar, ...kin, ...siblings])].slice(0, HITS);
}

function indexOf(entries: readonly CatalogueEntry[]): Index | undefined {
  const [first] = entries;
  if (first === undefined) return undefined;
  const known = indices.get(first.manifest);
  if (known?.size === entries.length) return known.index;
  // Loaded when somebody searches: nobody else should pay for it.
  const load = createRequire(import.meta.url);
  const Engine = load("minisearch") as typeof MiniSearch;
  const index: Index = new Engine({ fields: ["name", "system", "summary", "params"] });
  index.addAll(
    entries.map(({ system, operation, manifest }, id) => ({
      id,
      name: operation.replaceAll("_", " "),
      system,
      summary: manifest.summary,
      params: Object.keys((manifest.params["properties"] ?? {}) as object)
        .join(" ")
        .replaceAll("_", " "),
    })),
  );
  indices.set(first.manifest, { size: entries.length, index });
  return index;
}
