import { LookupCounts } from "../statistics.js";

/** What one system looked up in this session. */
export class SystemUse {
  readonly all = new LookupCounts();
  readonly slots = new Map<string, LookupCounts>();
  readonly operations = new Set<string>();

  slot(name: string): LookupCounts {
    let counts = this.slots.get(name);
    if (counts === undefined) {
      counts = new LookupCounts();
      this.slots.set(name, counts);
    }
    return counts;
  }
}

/** Hits and misses of a session, by system. */
export class CacheUse {
  readonly #systems = new Map<string, SystemUse>();

  /** Systems that used the cache. */
  get systems(): string[] {
    return [...this.#systems.keys()];
  }

  of(system: string): SystemUse {
    let use = this.#systems.get(system);
    if (use === undefined) {
      use = new SystemUse();
      this.#systems.set(system, use);
    }
    return use;
  }

  /** Hits and misses of one system; none for one that looked up nothing. */
  lookups(system: string): LookupCounts {
    return this.#systems.get(system)?.all ?? new LookupCounts();
  }

  /** The sum over all systems. */
  totals(): LookupCounts {
    const sum = new LookupCounts();
    for (const { all } of this.#systems.values()) sum.add(all);
    return sum;
  }
}
