/** What there is to know of something that may have been made by a write whose answer got lost. */
export interface Trace {
  id: string;
  /** When the vendor says that it was made. Unit: milliseconds since 1970. */
  madeAt: number;
}

/** A write is looked for soon after it was sent; clocks differ by some minutes at most. */
const JUST_NOW_MS = 15 * 60_000;

/** More than these are not looked for any more. */
const MOST = 10_000;

/**
 * What the steps of one connection have made, for vendors that take no mark of ours: so what another step reported is
 * not taken for the work of a step that lost its answer.
 */
export class MadeHere {
  readonly #ids = new Set<string>();

  /** Notes what a step has made, and reports. */
  note(id: string): void {
    this.#ids.add(id);
    if (this.#ids.size <= MOST) return;
    const [oldest] = this.#ids;
    if (oldest !== undefined) this.#ids.delete(oldest);
  }

  /**
   * The only one of these that was made just now, and that no other step reported; it is noted. Undefined when there is
   * none, and when there are several: then nobody can tell which it is.
   *
   * @param candidates All that look as what was to be made, and are by the same account.
   */
  only<Thing>(candidates: readonly Thing[], traceOf: (thing: Thing) => Trace): Thing | undefined {
    const now = Date.now();
    const fresh = candidates.filter((candidate) => {
      const { id, madeAt } = traceOf(candidate);
      return Math.abs(now - madeAt) <= JUST_NOW_MS && !this.#ids.has(id);
    });
    const [found] = fresh;
    if (found === undefined || fresh.length > 1) return undefined;
    this.note(traceOf(found).id);
    return found;
  }
}
