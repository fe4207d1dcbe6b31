import type { CacheSlotDefinition, PmoError } from "@pm-orchestrator/core";
import { LRUCache } from "lru-cache";
import { prefixOf } from "./ids.js";
import { lifetimeOf, NOTHING_MS } from "./lifetime.js";

/** An entry in memory. Instants are those of `performance.now()`. */
export interface Entry {
  /** null and undefined are values like others. */
  value: unknown;
  freshUntil: number;
  /** Until then reads are answered with it, while it is read anew. */
  staleUntil: number;
  /** Only of an entry that says that there is nothing. */
  nothing?: Nothing;
  /** After a failure it is not read anew before that. */
  reloadAt?: number;
}

/** That a look-up found nothing. */
export interface Nothing {
  /** How many writes the system had seen when it was asked: after another one it may be there. */
  afterWrites: number;
  /** What the look-up threw, where it threw. */
  error?: PmoError;
}

/** What the entries of one session may take. Unit: bytes, as estimated from their JSON. */
const LARGEST_BYTES = 128 * 1024 * 1024;

/** Who asks for an entry. */
export interface Asker {
  /** Only a read is answered with an entry that has just expired, or with one that says that there is nothing. */
  isRead: boolean;
  /** How many writes the system has seen. */
  writes(): number;
}

/** The entries in memory: the ones used longest ago go first when they are too many or too large. */
export class Entries {
  readonly #entries: LRUCache<string, Entry>;

  constructor(maxEntries: number, maxBytes = LARGEST_BYTES) {
    this.#entries = new LRUCache({ max: maxEntries, maxSize: maxBytes });
  }

  /** Unit: bytes. */
  get bytes(): number {
    return this.#entries.calculatedSize;
  }

  /** The entry, if it is an answer for whoever asks. */
  get(id: string, { isRead, writes }: Asker): Entry | undefined {
    const entry = this.#entries.get(id);
    if (entry === undefined) return undefined;
    const now = performance.now();
    const { nothing, freshUntil, staleUntil } = entry;
    if (nothing === undefined) return now < (isRead ? staleUntil : freshUntil) ? entry : undefined;
    return isRead && now < freshUntil && nothing.afterWrites === writes() ? entry : undefined;
  }

  /** Keeps a value that was asked for `ageMs` ago, and tells its size in bytes. One larger than all may be is not kept. */
  set(id: string, value: unknown, { slot, ageMs }: { slot: CacheSlotDefinition; ageMs: number }): number {
    const { freshMs, staleMs } = lifetimeOf(slot);
    const freshUntil = performance.now() + freshMs - ageMs;
    const bytes = JSON.stringify(value)?.length ?? 0;
    const size = id.length + bytes + 1;
    this.#entries.set(id, { value, freshUntil, staleUntil: freshUntil + staleMs }, { size });
    return bytes;
  }

  /** Keeps that there is nothing; `value` is how the look-up said so, if it did not throw. */
  setNothing(
    id: string,
    nothing: Nothing,
    { slot, value }: { slot: CacheSlotDefinition; value?: unknown },
  ): void {
    const until = performance.now() + Math.min(NOTHING_MS, lifetimeOf(slot).freshMs);
    this.#entries.set(id, { value, nothing, freshUntil: until, staleUntil: until }, { size: id.length + 1 });
  }

  delete(id: string): void {
    this.#entries.delete(id);
  }

  deleteAll(start: string): void {
    for (const id of this.#entries.keys()) if (id.startsWith(start)) this.#entries.delete(id);
  }

  clear(): void {
    this.#entries.clear();
  }

  /** How many there are, by how their ids begin: in one pass for all. */
  countAll(): Map<string, number> {
    const now = performance.now();
    const counts = new Map<string, number>();
    for (const [id, { staleUntil }] of this.#entries.entries()) {
      if (now >= staleUntil) {
        this.#entries.delete(id);
        continue;
      }
      const start = prefixOf(id);
      counts.set(start, (counts.get(start) ?? 0) + 1);
    }
    return counts;
  }

  /** How many there are whose id begins so. Those that nobody will be answered with any more go. */
  count(start: string): number {
    const now = performance.now();
    let count = 0;
    for (const [id, { staleUntil }] of this.#entries.entries()) {
      if (now >= staleUntil) this.#entries.delete(id);
      else if (id.startsWith(start)) count += 1;
    }
    return count;
  }
}
