import { orchestratorError } from "@pm-orchestrator/core";

/** Values that a query string can hold; undefined leaves the name out, an array repeats it. */
export type Query = Readonly<
  Record<string, string | number | boolean | readonly (string | number)[] | undefined>
>;

/**
 * Builds the address of a call below `baseUrl`, keeping the base's own path (`…/ex/jira/<cloud id>`).
 * `path` starts with `/`; values inside it must have gone through {@link pathSegment}. Throws a TypeError for a path
 * that leads out of the base, since credentials would go along.
 */
export function callUrl(baseUrl: string, path: string, query: Query = {}): URL {
  const base = parsedBase(baseUrl);
  const url = new URL(base.withoutSlash + path);
  if (!path.startsWith("/") || !isWithin(base, url)) {
    throw new TypeError(`The path ${path} leads out of its base address.`);
  }
  const given = new URLSearchParams();
  for (const name of Object.keys(query)) {
    const value = query[name];
    if (value === undefined) continue;
    for (const item of Array.isArray(value) ? value : [value]) given.append(name, String(item));
  }
  // At once: with every change of its parameters an address is written and read anew.
  if (given.size > 0) url.search = url.search === "" ? given.toString() : `${url.search}&${given}`;
  return url;
}

/**
 * A value as one segment of a path: cannot climb, cannot add a segment, a query or a fragment.
 *
 * Throws INVALID_PARAMS (6008) for what no encoding makes a segment: nothing, `.`, `..` (URLs read `%2E%2E` as `..`)
 * and text that is not well-formed.
 */
export function pathSegment(value: string | number): string {
  const text = String(value);
  if (/^\.{0,2}$/.test(text) || /\p{Surrogate}/u.test(text)) {
    throw orchestratorError("INVALID_PARAMS", {
      message: `${JSON.stringify(text)} cannot name anything in an address.`,
      suggestions: ["Give the id or key of what is meant."],
    });
  }
  return encodeURIComponent(text);
}

/**
 * Where an absolute `next` link of an answer leads, if it stays with the configured origin and base path.
 * Credentials never follow a link to anywhere else.
 */
export function linkWithinBase(baseUrl: string, link: string): URL | undefined {
  const base = parsedBase(baseUrl);
  const url = URL.canParse(link, baseUrl) ? new URL(link, baseUrl) : undefined;
  return url !== undefined && isWithin(base, url) ? url : undefined;
}

/** A base address in parts. Every call asks for the same few, so they are kept. */
interface BaseAddress {
  /** As it was given, without a slash at its end. */
  readonly withoutSlash: string;
  readonly origin: string;
  /** Without a slash at its end. */
  readonly path: string;
}

const MOST_BASES = 100;
const bases = new Map<string, BaseAddress>();

/** Whether calls can go below it at all. */
export function isAddress(baseUrl: string): boolean {
  return bases.has(baseUrl) || URL.canParse(baseUrl);
}

function parsedBase(baseUrl: string): BaseAddress {
  const known = bases.get(baseUrl);
  if (known !== undefined) return known;
  const { origin, pathname } = new URL(baseUrl);
  const base = {
    withoutSlash: baseUrl.replace(/\/+$/, ""),
    origin,
    path: pathname.replace(/\/+$/, ""),
  };
  if (bases.size >= MOST_BASES) bases.clear();
  bases.set(baseUrl, base);
  return base;
}

function isWithin({ origin, path }: BaseAddress, url: URL): boolean {
  if (url.origin !== origin) return false;
  return url.pathname === path || url.pathname.startsWith(`${path}/`);
}
