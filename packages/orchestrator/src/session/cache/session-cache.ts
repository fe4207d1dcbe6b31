import type { CacheStatistics, LookupCache, PmoError } from "@pm-orchestrator/core";
import { Background } from "./background.js";
import { type Asker, Entries, type Entry } from "./entries.js";
import { prefix } from "./ids.js";
import { lifetimeOf, RELOAD_PAUSE_MS } from "./lifetime.js";
import { isAbsence, isInterruption, isNothing } from "./nothing.js";
import type { OuterStore } from "./outer-store.js";
import { type CacheScope, type Place, placeOf, requireSlot, slotOf } from "./scope.js";
import { CacheUse } from "./usage.js";

interface LookUp extends Place {
  asker: Asker;
  load: () => Promise<unknown>;
}

interface Asked {
  /** How many writes the system had seen when it was asked. */
  afterWrites: number;
  /** Whether the store may hold something else. */
  mayBeKept: boolean;
}

/** A load under way. One that is no longer the present one of its entry gives its value to who waits for it, and no more. */
interface Load {
  result?: Promise<Loaded>;
}

interface Loaded {
  value: unknown;
  /** Whether it came from the store, without a call. */
  isHit: boolean;
}

/**
 * The cache of one session: bounded, keyed by tenant, system, slot and key, counted by system and slot. Behind it may
 * stand a store that outlives the process or is shared by several.
 */
export class SessionCache {
  readonly #entries: Entries;
  readonly #loads = new Map<string, Load>();
  /** How many writes each system has seen, by tenant and system. */
  readonly #writes = new Map<string, number>();
  readonly #background = new Background();
  /** Hits and misses by system. */
  readonly use = new CacheUse();

  constructor(
    maxEntries: number,
    readonly outer?: OuterStore,
  ) {
    this.#entries = new Entries(maxEntries);
  }

  /** Of what is in memory, estimated from the JSON of the entries. Unit: bytes. */
  get estimatedBytes(): number {
    return this.#entries.bytes;
  }

  /** Forgets everything, also in the store. */
  async clear(tenant: string): Promise<void> {
    this.#entries.clear();
    this.#loads.clear();
    await this.outer?.clear(tenant);
  }

  /** Ends what runs in the background, and writes what waits to be kept. */
  async close(): Promise<void> {
    await Promise.all([this.#background.close(), this.outer?.close()]);
  }

  /** A write to a system has ended, however it ended: what was not there may be there now. */
  wrote(tenant: string, system: string): void {
    const base = prefix(tenant, system);
    this.#writes.set(base, this.#writesOf(base) + 1);
  }

  /** Of every system that used the cache, by its name. */
  allStatistics(tenant: string): Map<string, CacheStatistics> {
    const entries = this.#entries.countAll();
    return new Map(
      this.use.systems.map((system) => [
        system,
        this.#statistics(system, entries.get(prefix(tenant, system)) ?? 0),
      ]),
    );
  }

  statistics(tenant: string, system: string): CacheStatistics {
    return this.#statistics(system, this.#entries.count(prefix(tenant, system)));
  }

  #statistics(system: string, entries: number): CacheStatistics {
    const { all, operations } = this.use.of(system);
    return {
      hits: all.hits,
      misses: all.misses,
      hit_rate: all.hitRate,
      ...all.latencies,
      operations: [...operations].sort(),
      entries,
    };
  }

  /** The cache as one step sees it. */
  scoped(scope: CacheScope): LookupCache {
    const { tenant, system } = scope;
    const base = prefix(tenant, system);
    const slotOf = (slot: string) => `${base}${requireSlot(scope, slot)}\0`;
    const writes = () => this.#writesOf(base);
    const asker: Asker = { isRead: scope.isRead, writes };
    // What a step brings along is as old as its answer may be.
    const { begunAt: at } = scope;
    return {
      get: <Value>(slot: string, key: string, load: () => Promise<Value>) =>
        this.#get({ scope, asker, slot, key, id: slotOf(slot) + key, load }) as Promise<Value>,
      peek: <Value>(slot: string, key: string) =>
        this.#entries.get(slotOf(slot) + key, asker)?.value as Value | undefined,
      put: (slot, key, value) => {
        const id = slotOf(slot) + key;
        // What is being loaded at this moment is older.
        this.#loads.delete(id);
        this.#keep({ scope, slot, key, id }, value, { at, afterWrites: writes(), mayBeKept: true });
      },
      forget: (slot, key) => {
        const start = slotOf(slot);
        if (key === undefined) this.#forgetAll(start);
        else this.#forget(start + key);
        this.outer?.forget({ tenant, system, slot }, key);
      },
      statistics: () => ({
        ...this.statistics(tenant, system),
        slots: Object.fromEntries(
          [...this.use.of(system).slots].map(([slot, { hits, misses }]) => [
            slot,
            { hits, misses, entries: this.#entries.count(`${base}${slot}\0`) },
          ]),
        ),
      }),
    };
  }

  async #get(look: LookUp): Promise<unknown> {
    const { scope, asker, slot, id } = look;
    const begun = performance.now();
    const use = this.use.of(scope.system);
    use.operations.add(scope.operation);
    const counts = [use.all, use.slot(slot), scope.counts];
    const hit = () => {
      const took = performance.now() - begun;
      for (const count of counts) count.hit(took);
    };
    const entry = scope.refresh ? undefined : this.#entries.get(id, asker);
    if (entry !== undefined) {
      if (begun >= entry.freshUntil) this.#reload(look, entry);
      hit();
      if (entry.nothing?.error !== undefined) throw entry.nothing.error;
      return entry.value;
    }
    const { value, isHit } = await (scope.refresh ? this.#load(look) : this.#joinOrLoad(look));
    if (isHit) hit();
    else {
      const took = performance.now() - begun;
      for (const count of counts) count.miss(took);
    }
    return value;
  }

  /**
   * Whoever asks for what is being loaded waits for it instead of asking the system again. When that load fails for a
   * reason of its own step, one of those who waited loads.
   */
  async #joinOrLoad(look: LookUp): Promise<Loaded> {
    for (;;) {
      const shared = this.#loads.get(look.id)?.result;
      if (shared === undefined) return this.#load(look);
      try {
        return await look.scope.waitFor(shared);
      } catch (error) {
        if (look.scope.signal.aborted || !isInterruption(error)) throw error;
      }
    }
  }

  /** Reads anew what has just expired, once, while everybody is still answered with it. */
  #reload(look: LookUp, entry: Entry): void {
    if (this.#loads.has(look.id) || !this.#background.isFree) return;
    if (entry.reloadAt !== undefined && performance.now() < entry.reloadAt) return;
    const reload = async () => {
      try {
        await this.#load(look);
      } catch {
        entry.reloadAt = performance.now() + RELOAD_PAUSE_MS;
      }
    };
    this.#background.run(reload, look.scope.backgroundGate);
  }

  #load(look: LookUp): Promise<Loaded> {
    const load: Load = {};
    this.#loads.set(look.id, load);
    load.result = this.#run(look, load);
    return load.result;
  }

  async #run(look: LookUp, load: Load): Promise<Loaded> {
    const { scope, asker, id } = look;
    const isPresent = () => this.#loads.get(id) === load;
    const asked = { afterWrites: asker.writes(), mayBeKept: scope.refresh };
    try {
      const kept = this.outer === undefined || scope.refresh ? undefined : await this.#fromOutside(look);
      if (kept !== undefined) {
        if (isPresent()) this.#entries.set(id, kept.value, { slot: slotOf(look), ageMs: kept.ageMs });
        return { value: kept.value, isHit: true };
      }
      const at = Date.now();
      const value = await look.load();
      if (isPresent()) this.#keep(look, value, { ...asked, at });
      return { value, isHit: false };
    } catch (error) {
      if (isAbsence(error) && isPresent()) this.#keepNothing(look, asked, { error });
      throw error;
    } finally {
      if (isPresent()) this.#loads.delete(id);
    }
  }

  async #fromOutside(look: LookUp): Promise<{ value: unknown; ageMs: number } | undefined> {
    const found = await this.outer?.read(placeOf(look));
    if (found === undefined) return undefined;
    const ageMs = Math.max(0, Date.now() - found.at);
    return ageMs < lifetimeOf(slotOf(look)).freshMs ? { value: found.value, ageMs } : undefined;
  }

  /** Keeps what the system said at `at`, in epoch milliseconds, here and in the store. */
  #keep(look: Place, value: unknown, { at, ...asked }: { at: number } & Asked): void {
    const slot = slotOf(look);
    if (isNothing(value)) this.#keepNothing(look, asked, { value });
    else {
      const bytes = this.#entries.set(look.id, value, { slot, ageMs: 0 });
      this.outer?.write(placeOf(look), { value, at }, { keepMs: lifetimeOf(slot).freshMs, bytes });
    }
  }

  #keepNothing(
    look: Place,
    { afterWrites, mayBeKept }: Asked,
    { value, error }: { value?: unknown; error?: PmoError },
  ): void {
    const nothing = { afterWrites, ...(error === undefined ? {} : { error }) };
    this.#entries.setNothing(look.id, nothing, { slot: slotOf(look), value });
    if (mayBeKept) this.outer?.forget(placeOf(look), look.key);
  }

  #forget(id: string): void {
    this.#entries.delete(id);
    this.#loads.delete(id);
  }

  #forgetAll(start: string): void {
    this.#entries.deleteAll(start);
    for (const id of this.#loads.keys()) if (id.startsWith(start)) this.#loads.delete(id);
  }

  #writesOf(base: string): number {
    return this.#writes.get(base) ?? 0;
  }
}
