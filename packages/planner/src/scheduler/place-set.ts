/** Some of the steps, by number, in flat arrays: adding, removing and counting cost nothing that grows with their number. */
export class PlaceSet {
  readonly #members: Int32Array;
  /** Of each member where it stands. */
  readonly #at: Int32Array;
  #size = 0;

  constructor(steps: number) {
    this.#members = new Int32Array(steps);
    this.#at = new Int32Array(steps);
  }

  /** For a step that is not among them. */
  add(step: number): void {
    this.#members[this.#size] = step;
    this.#at[step] = this.#size;
    this.#size += 1;
  }

  /** For a step that is among them. The last takes its place. */
  remove(step: number): void {
    this.#size -= 1;
    const last = this.#members[this.#size] ?? step;
    const place = this.#at[step] ?? 0;
    this.#members[place] = last;
    this.#at[last] = place;
  }

  sorted(): Int32Array {
    return this.#members.slice(0, this.#size).sort();
  }
}
