/** The place that a running step holds among those that may run at once. */
export interface Slot {
  /** Others may have it. */
  leave(): void;
  /** Wants one again; resolves when it has one, or when the signal aborts. */
  comeBack(signal: AbortSignal): Promise<void>;
}

/**
 * Counts how long a step does nothing but wait, and gives up its place meanwhile: that is when all calls that it has
 * under way wait at once. Waiting for another step's look-up is like a call that waits.
 */
export class Waiting {
  #calls = 0;
  #pauses = 0;
  #isIdle = false;
  #since = 0;
  #ms = 0;
  #back: Promise<void> | undefined;

  constructor(private readonly slot: Slot | undefined) {}

  callBegins(): void {
    this.#calls += 1;
  }

  callEnds(): void {
    this.#calls -= 1;
    this.#check();
  }

  /** Unit: milliseconds. */
  get ms(): number {
    return this.#ms + (this.#isIdle ? performance.now() - this.#since : 0);
  }

  /** A call begins to wait; the returned function ends that, and resolves when the step has its place again. */
  begin(): (signal: AbortSignal) => Promise<void> {
    this.#pauses += 1;
    this.#check();
    return async (signal) => {
      if (this.#isIdle) {
        this.#back ??= this.slot?.comeBack(signal) ?? Promise.resolve();
        await this.#back;
        this.#endIdle();
      }
      this.#pauses -= 1;
    };
  }

  #check(): void {
    if (this.#isIdle || this.#pauses === 0 || this.#pauses < this.#calls) return;
    this.#isIdle = true;
    this.#since = performance.now();
    this.slot?.leave();
  }

  /** Two calls that wait come back together: once. */
  #endIdle(): void {
    if (!this.#isIdle) return;
    this.#ms += performance.now() - this.#since;
    this.#isIdle = false;
    this.#back = undefined;
  }
}
