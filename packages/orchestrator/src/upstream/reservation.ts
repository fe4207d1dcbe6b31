import type { Draw, SystemLimits } from "./limits.js";

/**
 * Room in limits that was taken for a step before it started. Its first call uses it; what nobody uses, because a cache
 * or another step's call answered, is given back.
 */
export class Reservation {
  #draws: readonly Draw[] = [];

  constructor(private readonly limits: SystemLimits) {}

  /** Takes room on all of the draws, if there is room on all of them now. */
  take(draws: readonly Draw[]): boolean {
    // A step that comes back may not have used what it was given before.
    const missing = this.#missing(draws);
    if (missing.length === 0) return true;
    if (!this.limits.hasRoom(missing)) return false;
    this.limits.take(missing);
    this.#draws = this.#draws.length === 0 ? missing : [...this.#draws, ...missing];
    return true;
  }

  /** Uses what was taken for these draws, and answers those for which nothing was taken. */
  use(draws: readonly Draw[]): readonly Draw[] {
    if (this.#draws === draws) {
      this.#draws = [];
      return this.#draws;
    }
    const missing = this.#missing(draws);
    if (this.#draws.length > 0) {
      const wanted = new Set(draws.map(({ key }) => key));
      this.#draws = this.#draws.filter(({ key }) => !wanted.has(key));
    }
    return missing;
  }

  /** Gives back what was not used. */
  release(): void {
    if (this.#draws.length === 0) return;
    this.limits.giveBack(this.#draws);
    this.#draws = [];
  }

  #missing(draws: readonly Draw[]): readonly Draw[] {
    if (this.#draws.length === 0) return draws;
    const taken = new Set(this.#draws.map(({ key }) => key));
    return draws.filter(({ key }) => !taken.has(key));
  }
}
