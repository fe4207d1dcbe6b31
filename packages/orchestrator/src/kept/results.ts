import { randomBytes } from "node:crypto";
import { LRUCache } from "lru-cache";

/** A result that was not returned whole. */
export interface KeptResult {
  tenant: string;
  data: unknown;
}

/** What a session keeps of results that were not returned whole: by default 200, and 64 million characters of JSON. */
const BOUNDS = { entries: 200, characters: 64_000_000 };

/**
 * Results that a budget withheld a part of, of one session, for `read_result`. Bounded: what was read longest ago goes
 * first. A handle is drawn at random and says nothing; only the tenant whose result it is can use it.
 */
export class KeptResults {
  readonly #results: LRUCache<string, KeptResult>;

  constructor(readonly bounds: { entries: number; characters: number } = BOUNDS) {
    this.#results = new LRUCache({
      max: bounds.entries,
      maxSize: bounds.characters,
      // One that is larger than all is kept nowhere, and its handle is then as good as expired.
      sizeCalculation: ({ data }) => Math.max(1, JSON.stringify(data)?.length ?? 1),
    });
  }

  /** Keeps a result and gives its handle. */
  keep(tenant: string, data: unknown): string {
    const handle = `r_${randomBytes(12).toString("base64url")}`;
    this.#results.set(handle, { tenant, data });
    return handle;
  }

  /** Undefined for what is unknown, has gone, or is another tenant's: nobody can tell which. */
  get(tenant: string, handle: string): KeptResult | undefined {
    const kept = this.#results.get(handle);
    return kept?.tenant === tenant ? kept : undefined;
  }

  clear(): void {
    this.#results.clear();
  }
}
