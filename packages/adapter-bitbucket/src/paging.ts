import { type HttpCall, type Page, page, type Query } from "@pm-orchestrator/adapter-kit";
import type { PmoError } from "@pm-orchestrator/core";
import type { BitbucketClient } from "./client.js";
import { type BitbucketErrorCode, bitbucketErrors } from "./errors.js";
import type { VendorPage } from "./vendor.js";

/** What a call says for itself: a token neither carries these nor may set them. */
const SAID_BY_THE_CALL = new Set([
  "q",
  "state",
  "sort",
  "fields",
  "role",
  "path",
  "topic",
  "include",
  "exclude",
  "max_depth",
  "refname",
  "renames",
  "administrator",
  "kind",
  "pattern",
  "status",
  "trigger_type",
  "target.branch",
]);

/** Bitbucket tells the changes of so many files at once. */
export const LARGEST_DIFFSTAT_PAGE = 500;

/** What is asked of a list: a call, how many at most, and where to continue. */
export interface ListCall
  extends Pick<HttpCall<BitbucketErrorCode>, "path" | "query" | "notFound" | "telling" | "readFailure"> {
  limit: number;
  page_token?: string | undefined;
}

/** One page of a list. Throws INVALID_FIELD_VALUE for a foreign token, before anything is sent. */
export async function readPage<Item>(
  { limit, page_token, query, ...call }: ListCall,
  bitbucket: BitbucketClient,
): Promise<{ values: Item[]; page: Page; headers: Headers }> {
  const place = continuation(page_token, bitbucket);
  const answer = await bitbucket.send({
    ...call,
    method: "GET",
    query: { ...query, pagelen: limit, ...place },
  });
  const { values = [], next, size } = (answer.body ?? {}) as VendorPage<Item>;
  return { values, page: page(nextToken(next), size), headers: answer.headers };
}

/**
 * The vendor's `next` link as a token. Only where the link continues is kept (`page`, `pagelen`, and whatever else
 * Bitbucket puts there), never the address: a token cannot lead to anywhere, and works behind a gateway too.
 */
export function nextToken(link: string | undefined): string | undefined {
  const place = placeOf(link);
  return place === undefined ? undefined : Buffer.from(place.toString()).toString("base64url");
}

/** The part of the query that continues a list; empty for its beginning. Throws INVALID_FIELD_VALUE for a foreign token. */
export function continuation(token: string | undefined, bitbucket: BitbucketClient): Query {
  if (token === undefined) return {};
  const place = [...new URLSearchParams(Buffer.from(token, "base64url").toString("utf8"))];
  const isOurs = ([name, value]: [string, string]) =>
    /^[a-z_]+$/.test(name) && value !== "" && !SAID_BY_THE_CALL.has(name);
  if (place.length === 0 || !place.every(isOurs)) {
    throw foreignToken(bitbucket);
  }
  return Object.fromEntries(place);
}

/** The error for a token that is not ours. */
export function foreignToken(bitbucket: BitbucketClient): PmoError {
  return bitbucketErrors.create("INVALID_FIELD_VALUE", {
    message: "page_token is not one that this operation gave.",
    system: bitbucket.step.system,
    details: { fields: ["page_token"] },
    suggestions: ["Give page.next of the answer before, or leave page_token out to begin anew."],
  });
}

/** Everything of a list, page by page: for look-ups that need it whole. `read` answers the body of one page. */
export async function readAll<Item>(
  read: (query: Query) => Promise<unknown>,
  pagelen = 100,
): Promise<Item[]> {
  const items: Item[] = [];
  const seen = new Set<string>();
  let query: Query | undefined = { pagelen };
  while (query !== undefined) {
    const { values = [], next } = ((await read(query)) ?? {}) as VendorPage<Item>;
    items.push(...values);
    const place = placeOf(next);
    const key = place?.toString() ?? "";
    // A link that leads back would never end.
    query = place === undefined || seen.has(key) ? undefined : Object.fromEntries(place);
    seen.add(key);
  }
  return items;
}

interface WholeListCall extends Omit<ListCall, "limit" | "page_token"> {
  largest?: number;
}

/** The whole of a list that a call names. */
export async function readWhole<Item>(call: WholeListCall, bitbucket: BitbucketClient): Promise<Item[]> {
  return (await readWholeAnswer<Item>(call, bitbucket)).values;
}

/** The same with the head of the last page, which tells Bitbucket's time. */
export async function readWholeAnswer<Item>(
  { largest, query, ...call }: WholeListCall,
  bitbucket: BitbucketClient,
): Promise<{ values: Item[]; headers: Headers }> {
  let headers = new Headers();
  const values = await readAll<Item>(async (place) => {
    const answer = await bitbucket.send({ ...call, method: "GET", query: { ...query, ...place } });
    headers = answer.headers;
    return answer.body;
  }, largest);
  return { values, headers };
}

function placeOf(link: string | undefined): URLSearchParams | undefined {
  if (link === undefined || !URL.canParse(link, "https://bitbucket.org")) return undefined;
  const place = new URL(link, "https://bitbucket.org").searchParams;
  for (const name of SAID_BY_THE_CALL) place.delete(name);
  return place;
}
