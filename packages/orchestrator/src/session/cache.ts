import type { CacheSlotDefinition, CacheStatistics, LookupCache } from "@pm-orchestrator/core";
import { LRUCache } from "lru-cache";
import { LookupCounts } from "./statistics.js";

/** The part of the cache that one step may use, and how it is counted. */
export interface CacheScope {
  tenant: string;
  system: string;
  operation: string;
  slots: Readonly<Record<string, CacheSlotDefinition>>;
  /** Skip every read and overwrite. */
  refresh: boolean;
  signal: AbortSignal;
  /** Counts of this step alone. */
  counts: LookupCounts;
}

interface Entry {
  /** null and undefined are values like others, so they stand in a box. */
  value: unknown;
}

interface SystemUse {
  all: LookupCounts;
  slots: Map<string, LookupCounts>;
  operations: Set<string>;
}

const LARGEST_BYTES = 128 * 1024 * 1024;

/** The cache of one session: bounded, keyed by tenant, system, slot and key, counted by system and slot. */
export class SessionCache {
  readonly #entries: LRUCache<string, Entry>;
  readonly #loading = new Map<string, Promise<unknown>>();
  readonly #use = new Map<string, SystemUse>();

  constructor(maxEntries: number) {
    this.#entries = new LRUCache({
      max: maxEntries,
      maxSize: LARGEST_BYTES,
      // Ask the clock each time instead of keeping a timer for it.
      ttlResolution: 0,
      perf: { now: () => performance.now() },
    });
  }

  /** Systems that used the cache, with what they did. */
  get usedSystems(): string[] {
    return [...this.#use.keys()];
  }

  /** The sum over all systems. */
  totals(): LookupCounts {
    const sum = new LookupCounts();
    for (const { all } of this.#use.values()) sum.add(all);
    return sum;
  }

  /** Estimated from the JSON of the entries. Unit: bytes. */
  get estimatedBytes(): number {
    return this.#entries.calculatedSize;
  }

  clear(): void {
    this.#entries.clear();
  }

  /** Hits and misses of one system, without looking at its entries. */
  lookups(system: string): LookupCounts {
    return this.#use.get(system)?.all ?? new LookupCounts();
  }

  statistics(tenant: string, system: string): CacheStatistics {
    const { all, operations } = this.#useOf(system);
    return {
      hits: all.hits,
      misses: all.misses,
      hit_rate: all.hitRate,
      ...all.latencies,
      operations: [...operations].sort(),
      entries: this.#count(prefix(tenant, system)),
    };
  }

  /** The cache as one step sees it. */
  scoped(scope: CacheScope): LookupCache {
    const base = prefix(scope.tenant, scope.system);
    const keyOf = (slot: string, key: string) => `${base}${requireSlot(scope, slot)}\0${key}`;
    return {
      get: (slot, key, load) => this.#get({ scope, slot, key: keyOf(slot, key), load }),
      peek: <Value>(slot: string, key: string) =>
        this.#entries.get(keyOf(slot, key))?.value as Value | undefined,
      put: (slot, key, value) => this.#put(keyOf(slot, key), value, scope.slots[slot]),
      forget: (slot, key) => {
        if (key !== undefined) this.#entries.delete(keyOf(slot, key));
        else this.#forgetAll(`${base}${requireSlot(scope, slot)}\0`);
      },
      statistics: () => ({
        ...this.statistics(scope.tenant, scope.system),
        slots: Object.fromEntries(
          [...this.#useOf(scope.system).slots].map(([slot, { hits, misses }]) => [
            slot,
            { hits, misses, entries: this.#count(`${base}${slot}\0`) },
          ]),
        ),
      }),
    };
  }

  async #get<Value>(look: {
    scope: CacheScope;
    slot: string;
    key: string;
    load: () => Promise<Value>;
  }): Promise<Value> {
    const { scope, slot, key, load } = look;
    const use = this.#useOf(scope.system);
    use.operations.add(scope.operation);
    const counts = [use.all, slotCounts(use, slot), scope.counts];
    const begun = performance.now();
    const present = scope.refresh ? undefined : this.#entries.get(key);
    if (present !== undefined) {
      const took = performance.now() - begun;
      for (const count of counts) count.hit(took);
      return present.value as Value;
    }
    const shared = scope.refresh ? undefined : this.#loading.get(key);
    const value = (await (shared ? orOwn(shared, load, scope.signal) : this.#load(look))) as Value;
    const took = performance.now() - begun;
    for (const count of counts) count.miss(took);
    return value;
  }

  /** Loads and keeps; whoever asks for the same meanwhile waits for this instead of asking the system again. */
  async #load<Value>(look: {
    scope: CacheScope;
    slot: string;
    key: string;
    load: () => Promise<Value>;
  }): Promise<Value> {
    const loading = look.load();
    this.#loading.set(look.key, loading);
    try {
      const value = await loading;
      this.#put(look.key, value, look.scope.slots[look.slot]);
      return value;
    } finally {
      if (this.#loading.get(look.key) === loading) this.#loading.delete(look.key);
    }
  }

  #put(key: string, value: unknown, slot: CacheSlotDefinition | undefined): void {
    const ttl = slot?.ttlMs === undefined || slot.ttlMs === "session" ? 0 : slot.ttlMs;
    const size = key.length + (JSON.stringify(value)?.length ?? 0) + 1;
    this.#entries.set(key, { value }, { size, ...(ttl > 0 ? { ttl } : {}) });
  }

  #forgetAll(start: string): void {
    for (const key of this.#entries.keys()) if (key.startsWith(start)) this.#entries.delete(key);
  }

  #count(start: string): number {
    this.#entries.purgeStale();
    let count = 0;
    for (const key of this.#entries.keys()) if (key.startsWith(start)) count += 1;
    return count;
  }

  #useOf(system: string): SystemUse {
    const use = this.#use.get(system) ?? { all: new LookupCounts(), slots: new Map(), operations: new Set() };
    this.#use.set(system, use);
    return use;
  }
}

/** Waits for another step's load. When that fails, the fault may be the other step's (cancelled): then load ourselves. */
async function orOwn<Value>(
  shared: Promise<unknown>,
  load: () => Promise<Value>,
  signal: AbortSignal,
): Promise<unknown> {
  try {
    return await shared;
  } catch (error) {
    if (signal.aborted) throw error;
    return load();
  }
}

function slotCounts(use: SystemUse, slot: string): LookupCounts {
  const counts = use.slots.get(slot) ?? new LookupCounts();
  use.slots.set(slot, counts);
  return counts;
}

/** Tenant and system lead every key: nothing is shared across tenants. */
function prefix(tenant: string, system: string): string {
  return `${tenant}\0${system}\0`;
}

function requireSlot(scope: CacheScope, slot: string): string {
  if (!Object.hasOwn(scope.slots, slot))
    throw new TypeError(`${scope.operation} uses the undeclared cache slot ${slot}.`);
  return slot;
}
