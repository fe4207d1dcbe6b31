import { type Page, page } from "@pm-orchestrator/adapter-kit";
import { isPmoError } from "@pm-orchestrator/core";
import type { BitbucketClient } from "./client.js";
import { resolveHash } from "./lookups/revisions.js";
import { foreignToken, readPage } from "./paging.js";
import type { RepositoryAddress } from "./repository.js";
import { failuresOf, folderPath, pageOfPlace, readContent, type TreePlace, textOfFile } from "./tree.js";
import type { VendorTreeEntry } from "./vendor-code.js";

/** So many files are read at once, and so many at most before the answer is given. */
const AT_ONCE = 8;
const MOST_FILES = 80;
/** So many pages of the listing at most, each of a hundred entries. */
const MOST_PAGES = 10;
/** What is larger is hardly written by hand. Unit: bytes. */
const LARGEST_FILE = 1024 * 1024;
const DEEPEST = 50;
const LINES_SHOWN = 10;
const LONGEST_LINE = 300;

/** What is looked for, and where. */
export interface CodeSearch {
  at: RepositoryAddress;
  branch: string | undefined;
  /** Folder. */
  path: string;
  /** Whether a file is to be read at all. */
  wants(path: string): boolean;
  /** Which lines of a file fit, by index; none when the file does not. */
  find(lines: readonly string[]): number[];
  limit: number;
  page_token: string | undefined;
}

/** A file in which something was found. */
export interface CodeMatch {
  path: string;
  line_count: number;
  lines: { line: number; text: string }[];
  url: string;
}

/** What was found so far, how many files were looked at, and how many of those could not be read as text. */
interface Found {
  matches: CodeMatch[];
  searched: number;
  skipped: number;
}

/** Where a search goes on: in which tree, from which page of its listing, and from which file there. */
interface Position {
  commit: string;
  listing: string | undefined;
  from: number;
}

/**
 * Reads the files of a folder one after another, and gives those in which something is found. Bitbucket's own search of
 * code is at its end. It stops at `limit` files, or when it has read enough for one answer; the token goes on from there,
 * in the same commit.
 */
export async function searchCode(
  search: CodeSearch,
  bitbucket: BitbucketClient,
): Promise<Found & { page: Page }> {
  const position = await startOf(search, bitbucket);
  const place: TreePlace = { at: search.at, commit: position.commit, path: search.path };
  const found: Found = { matches: [], searched: 0, skipped: 0 };
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const { values, page: listing } = await readPage<VendorTreeEntry>(
      {
        path: folderPath(place),
        query: { max_depth: DEEPEST },
        limit: 100,
        page_token: position.listing,
        ...failuresOf(place),
      },
      bitbucket,
    );
    const files = values.filter((entry) => isSource(entry) && search.wants(entry.path ?? ""));
    while (position.from < files.length) {
      const many = Math.min(AT_ONCE, MOST_FILES - found.searched);
      const group = files.slice(position.from, position.from + many);
      const read = await Promise.all(group.map((file) => readLines(place, file, bitbucket)));
      position.from += takeIn(read, found, search);
      const isEnd = position.from === files.length && listing.complete;
      const isEnough = found.matches.length === search.limit || found.searched === MOST_FILES;
      if (isEnough && !isEnd) return { ...found, page: page(tokenOf(position)) };
    }
    if (listing.next === undefined) return { ...found, page: page(undefined) };
    Object.assign(position, { listing: listing.next, from: 0 });
  }
  return { ...found, page: page(tokenOf(position)) };
}

/** A file that was read; without lines when it is too large, no text, or cannot be read. */
interface ReadFile {
  place: TreePlace;
  lines: string[] | undefined;
}

/** Adds what fits, up to the limit. Answers how many of the files were looked at. */
function takeIn(read: readonly ReadFile[], found: Found, { find, limit }: CodeSearch): number {
  const before = found.searched;
  for (const { place, lines } of read) {
    if (found.matches.length === limit) break;
    found.searched += 1;
    if (lines === undefined) found.skipped += 1;
    const fitting = lines === undefined ? [] : find(lines);
    if (lines === undefined || fitting.length === 0) continue;
    found.matches.push({
      path: place.path,
      line_count: fitting.length,
      lines: fitting
        .slice(0, LINES_SHOWN)
        .map((index) => ({ line: index + 1, text: excerpt(lines[index]?.trim() ?? "") })),
      url: pageOfPlace(place),
    });
  }
  return found.searched - before;
}

/** Neither binary nor a link elsewhere. */
function isSource({ type, attributes }: VendorTreeEntry): boolean {
  const others = ["binary", "link", "subrepository", "lfs"];
  return type === "commit_file" && ![attributes ?? []].flat().some((one) => others.includes(one));
}

async function readLines(
  folder: TreePlace,
  { path = "", size = 0 }: VendorTreeEntry,
  bitbucket: BitbucketClient,
): Promise<ReadFile> {
  const place = { ...folder, path };
  if (size > LARGEST_FILE) return { place, lines: undefined };
  try {
    const { bytes } = await readContent(place, { maxBytes: LARGEST_FILE, bitbucket });
    return { place, lines: textOfFile(bytes)?.split(/\r?\n/) };
  } catch (error) {
    const isOfFile = isPmoError(error) && ["INVALID_FIELD_VALUE", "FILE_NOT_FOUND"].includes(error.code);
    if (isOfFile) return { place, lines: undefined };
    throw error;
  }
}

function excerpt(line: string): string {
  return line.length <= LONGEST_LINE ? line : `${line.slice(0, LONGEST_LINE)}…`;
}

async function startOf(
  { at, branch, page_token }: CodeSearch,
  bitbucket: BitbucketClient,
): Promise<Position> {
  if (page_token === undefined) {
    return { commit: await resolveHash(branch, at, bitbucket), listing: undefined, from: 0 };
  }
  const given = new URLSearchParams(Buffer.from(page_token, "base64url").toString("utf8"));
  const [commit = "", from = "", listing] = ["commit", "from", "listing"].map(
    (name) => given.get(name) ?? undefined,
  );
  if (!/^[0-9a-f]{7,40}$/i.test(commit) || !/^\d{1,3}$/.test(from)) {
    throw foreignToken(bitbucket);
  }
  return { commit, from: Number(from), listing };
}

function tokenOf({ commit, from, listing }: Position): string {
  const place = { commit, from: String(from), ...(listing === undefined ? {} : { listing }) };
  return Buffer.from(new URLSearchParams(place).toString()).toString("base64url");
}
