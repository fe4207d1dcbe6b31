/**
 * Steps by number, the one with the most left first, of those with as much the earliest. Adding and taking cost the
 * logarithm of the size.
 */
export class StepHeap {
  /** Of each step how much is left from its start on; shared by all heaps of a scheduler. */
  readonly #left: Float64Array;
  readonly #steps: number[] = [];

  constructor(left: Float64Array) {
    this.#left = left;
  }

  get size(): number {
    return this.#steps.length;
  }

  /** The first step; -1 when there is none. */
  get first(): number {
    return this.#steps.length === 0 ? -1 : (this.#steps[0] ?? -1);
  }

  /** In no order that means anything. */
  get steps(): readonly number[] {
    return this.#steps;
  }

  add(step: number): void {
    const steps = this.#steps;
    const left = this.#left;
    let place = steps.length;
    steps.push(step);
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = steps[above] ?? 0;
      if (!goesBefore(left, step, parent)) break;
      steps[place] = parent;
      place = above;
    }
    steps[place] = step;
  }

  /** Takes the first step; the last takes its place and sinks. Gives -1 when there is none. */
  take(): number {
    const steps = this.#steps;
    const left = this.#left;
    if (steps.length === 0) return -1;
    const first = steps[0] ?? 0;
    const step = steps.pop() ?? 0;
    const size = steps.length;
    if (size === 0) return first;
    let place = 0;
    for (let below = 1; below < size; below = 2 * place + 1) {
      let child = steps[below] ?? 0;
      if (below + 1 < size && goesBefore(left, steps[below + 1] ?? 0, child)) {
        below += 1;
        child = steps[below] ?? 0;
      }
      if (!goesBefore(left, child, step)) break;
      steps[place] = child;
      place = below;
    }
    steps[place] = step;
    return first;
  }

  /** Leaves out all steps but those that are wanted. Costs a look at each: for what happens seldom. */
  keep(isWanted: (step: number) => boolean): void {
    const kept = this.#steps.filter(isWanted);
    this.#steps.length = 0;
    for (const step of kept) this.add(step);
  }
}

export function goesBefore(left: Float64Array, a: number, b: number): boolean {
  const ofA = left[a] ?? 0;
  const ofB = left[b] ?? 0;
  return ofA > ofB || (ofA === ofB && a < b);
}
