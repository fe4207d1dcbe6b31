import type { CallMeter } from "@pm-orchestrator/core";

/** Counts a step's upstream calls, and the time during which at least one was under way. */
export class StepMeter implements CallMeter {
  calls = 0;
  #underWay = 0;
  #since = 0;
  #busyMs = 0;

  begin(): () => void {
    this.calls += 1;
    if (this.#underWay === 0) this.#since = performance.now();
    this.#underWay += 1;
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      this.#underWay -= 1;
      if (this.#underWay === 0) this.#busyMs += performance.now() - this.#since;
    };
  }

  /** Calls that have not been answered. */
  get underWay(): number {
    return this.#underWay;
  }

  /** Unit: milliseconds. */
  get upstreamMs(): number {
    return this.#busyMs + (this.#underWay > 0 ? performance.now() - this.#since : 0);
  }
}
