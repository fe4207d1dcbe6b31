/** Kept per operation: enough for a steady median, little enough to follow a system that becomes slower. */
const KEPT = 25;

interface Measured {
  readonly recent: number[];
  /** Of `recent`; undefined when it changed since. */
  median: number | undefined;
}

/** How long the operations of this session took: what plans are made with. */
export class Durations {
  readonly #measured = new Map<string, Measured>();

  record(system: string, operation: string, durationMs: number): void {
    const key = `${system}\0${operation}`;
    const measured = this.#measured.get(key) ?? { recent: [], median: undefined };
    measured.recent.push(durationMs);
    if (measured.recent.length > KEPT) measured.recent.shift();
    measured.median = undefined;
    this.#measured.set(key, measured);
  }

  /** The median, in milliseconds; undefined before the first measurement. */
  median(system: string, operation: string): number | undefined {
    const measured = this.#measured.get(`${system}\0${operation}`);
    if (measured === undefined) return undefined;
    if (measured.median === undefined) {
      const sorted = [...measured.recent].sort((a, b) => a - b);
      measured.median = sorted[Math.floor(sorted.length / 2)];
    }
    return measured.median;
  }
}
