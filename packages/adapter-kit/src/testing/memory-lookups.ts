import type { LookupCache } from "@pm-orchestrator/core";

/** A session cache without limits or clock, for tests of adapters: entries live as long as the object. */
export function memoryLookups(operation: () => string = () => "test"): LookupCache {
  const slots = new Map<string, { hits: number; misses: number; entries: Map<string, unknown> }>();
  const users = new Set<string>();
  const slotOf = (name: string) => {
    const slot = slots.get(name) ?? { hits: 0, misses: 0, entries: new Map<string, unknown>() };
    slots.set(name, slot);
    return slot;
  };
  return {
    async get<Value>(name: string, key: string, load: () => Promise<Value>) {
      const slot = slotOf(name);
      users.add(operation());
      if (slot.entries.has(key)) {
        slot.hits += 1;
        return slot.entries.get(key) as Value;
      }
      slot.misses += 1;
      const value = await load();
      slot.entries.set(key, value);
      return value;
    },
    peek: <Value>(name: string, key: string) => slotOf(name).entries.get(key) as Value | undefined,
    put: (name, key, value) => void slotOf(name).entries.set(key, value),
    forget(name, key) {
      if (key === undefined) slotOf(name).entries.clear();
      else slotOf(name).entries.delete(key);
    },
    statistics() {
      const all = [...slots.values()];
      const hits = all.reduce((sum, slot) => sum + slot.hits, 0);
      const misses = all.reduce((sum, slot) => sum + slot.misses, 0);
      return {
        hits,
        misses,
        hit_rate: hits + misses === 0 ? null : hits / (hits + misses),
        avg_latency_cached_ms: null,
        avg_latency_uncached_ms: null,
        operations: [...users],
        entries: all.reduce((sum, slot) => sum + slot.entries.size, 0),
        slots: Object.fromEntries(
          [...slots].map(([name, { hits, misses, entries }]) => [
            name,
            { hits, misses, entries: entries.size },
          ]),
        ),
      };
    },
  };
}
