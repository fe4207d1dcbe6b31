/** What gets lost on the way. */
export interface Loss {
  /** Asked for every request, with a copy of it. */
  strikes(request: Request): boolean | Promise<boolean>;
  /** Whether the request is applied before the connection breaks. */
  applied: boolean;
}

/** A `fetch` whose connection breaks on some requests, so that the caller does not learn what became of them. */
export function losingFetch(fetch: typeof globalThis.fetch, { strikes, applied }: Loss): typeof fetch {
  return async (input, init) => {
    if (!(await strikes(new Request(input, init)))) return fetch(input, init);
    if (applied) await fetch(input, init);
    const cause = Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" });
    throw new TypeError("fetch failed", { cause });
  };
}
