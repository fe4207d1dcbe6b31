/**
 * Tells apart what several steps of one connection have made, where the vendor cannot: each thing belongs to the first
 * step that takes it, be it because its call was answered or because a look-up found it.
 */
export interface Claims {
  /** Whether it is free; then it is taken from here on. */
  take(id: string): boolean;
  /** The same without taking it. */
  isFree(id: string): boolean;
}

/** Claims of one connection. The oldest are forgotten beyond `most`: what they name is too old to be taken for new. */
export function createClaims(most = 10_000): Claims {
  const taken = new Set<string>();
  return {
    isFree: (id) => !taken.has(id),
    take(id) {
      if (taken.has(id)) return false;
      taken.add(id);
      const [oldest] = taken;
      if (taken.size > most && oldest !== undefined) taken.delete(oldest);
      return true;
    },
  };
}

/** A look-up follows its write within a step's time; what is older was made by somebody or something else. */
const RECENT_MS = 10 * 60_000;

/**
 * Whether something was made just now by the vendor's own clock, which stands in the head of its answer. `instant` is an
 * ISO date.
 */
export function isRecent(instant: string | undefined, { headers }: { headers: Headers }): boolean {
  const told = Date.parse(headers.get("date") ?? "");
  const now = Number.isNaN(told) ? Date.now() : told;
  // Clocks of one vendor's machines differ a little, and the head tells whole seconds.
  return Math.abs(now - Date.parse(instant ?? "")) <= RECENT_MS;
}
