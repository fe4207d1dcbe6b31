/** Hits and misses, and how long each took in all. */
export class LookupCounts {
  hits = 0;
  misses = 0;
  #hitMs = 0;
  #missMs = 0;

  hit(durationMs: number): void {
    this.hits += 1;
    this.#hitMs += durationMs;
  }

  miss(durationMs: number): void {
    this.misses += 1;
    this.#missMs += durationMs;
  }

  add(other: LookupCounts): void {
    this.hits += other.hits;
    this.misses += other.misses;
    this.#hitMs += other.#hitMs;
    this.#missMs += other.#missMs;
  }

  get hitRate(): number | null {
    return mean(this.hits, this.hits + this.misses);
  }

  get latencies() {
    return {
      avg_latency_cached_ms: mean(round(this.#hitMs), this.hits),
      avg_latency_uncached_ms: mean(round(this.#missMs), this.misses),
    };
  }
}

/** Sum divided by count; null when there is nothing to divide. */
export function mean(sum: number, count: number): number | null {
  return count === 0 ? null : round(sum / count);
}

/** Three digits are what a clock of ours can tell. */
export function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
