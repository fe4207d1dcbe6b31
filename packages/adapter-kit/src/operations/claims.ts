/**
 * Tells apart what several steps of one connection have made, where the vendor takes no mark of ours: each thing belongs
 * to the first step that takes it, be it because its call was answered or because a look-up found it.
 */
export interface Claims {
  /** Whether it is free; then it is taken from here on. */
  take(id: string): boolean;
  /**
   * Takes the only one of these that is free. Undefined when there is none, and when there are several: then nobody can
   * tell which it is.
   *
   * @param candidates All that look as what was to be made, are by the same account and {@link isRecent}.
   */
  takeOnly<Thing>(candidates: readonly Thing[], idOf: (thing: Thing) => string): Thing | undefined;
}

/** Claims of one connection. The oldest are forgotten beyond `most`: what they name is too old to be taken for new. */
export function createClaims(most = 10_000): Claims {
  const taken = new Set<string>();
  const take = (id: string) => {
    if (taken.has(id)) return false;
    taken.add(id);
    const [oldest] = taken;
    if (taken.size > most && oldest !== undefined) taken.delete(oldest);
    return true;
  };
  return {
    take,
    takeOnly(candidates, idOf) {
      const found = theOnly(candidates.filter((candidate) => !taken.has(idOf(candidate))));
      if (found !== undefined) take(idOf(found));
      return found;
    },
  };
}

/** The one thing that fits; undefined when none does, and when several do and nothing tells them apart. */
export function theOnly<Thing>(things: readonly Thing[]): Thing | undefined {
  return things.length === 1 ? things[0] : undefined;
}

/** A look-up follows its write within a step's time; what is older was made by somebody or something else. */
const RECENT_MS = 10 * 60_000;

/**
 * Whether something was made just now by the vendor's own clock, which stands in the head of its answer, or by ours where it
 * tells none. `instant` is an ISO date, or milliseconds since 1970.
 */
export function isRecent(instant: string | number | undefined, { headers }: { headers: Headers }): boolean {
  const told = Date.parse(headers.get("date") ?? "");
  const now = Number.isNaN(told) ? Date.now() : told;
  const made = typeof instant === "number" ? instant : Date.parse(instant ?? "");
  // Clocks of one vendor's machines differ a little, and the head tells whole seconds.
  return Math.abs(now - made) <= RECENT_MS;
}
