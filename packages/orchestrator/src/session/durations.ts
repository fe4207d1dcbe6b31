/** Kept per operation: enough for a steady median, little enough to follow a system that becomes slower. */
const KEPT = 25;

/** How long the operations of this session took: what plans are made with. */
export class Durations {
  readonly #recent = new Map<string, number[]>();

  record(system: string, operation: string, durationMs: number): void {
    const key = `${system}\0${operation}`;
    const recent = this.#recent.get(key) ?? [];
    recent.push(durationMs);
    if (recent.length > KEPT) recent.shift();
    this.#recent.set(key, recent);
  }

  /** The median, in milliseconds; undefined before the first measurement. */
  median(system: string, operation: string): number | undefined {
    const recent = this.#recent.get(`${system}\0${operation}`);
    if (recent === undefined) return undefined;
    const sorted = [...recent].sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)];
  }
}
