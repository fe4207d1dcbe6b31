/** An entry as it is found. */
export interface Found {
  value: unknown;
  /** When it was asked for. Unit: epoch milliseconds. */
  at: number;
}

/** Clocks of several machines agree as well as this, and so do reads that a system answers from a copy. Unit: milliseconds. */
const CLOCKS_DIFFER_MS = 2000;

interface Waiting {
  at: number;
  /** Whether the store is being told. */
  isUnderWay: boolean;
}

/** When entries of a store were forgotten, as long as the store has not heard of it. */
export class Forgotten {
  readonly #waiting = new Map<string, Waiting>();

  get waiting(): number {
    return this.#waiting.size;
  }

  note(name: string): void {
    this.#waiting.set(name, { at: Date.now(), isUnderWay: false });
  }

  /** What the store is to be told now. */
  take(): [name: string, at: number][] {
    const untold = [...this.#waiting].filter(([, { isUnderWay }]) => !isUnderWay);
    for (const [, waiting] of untold) waiting.isUnderWay = true;
    return untold.map(([name, { at }]) => [name, at]);
  }

  told(name: string, at: number): void {
    // It may have been forgotten again meanwhile.
    if (this.#waiting.get(name)?.at === at) this.#waiting.delete(name);
  }

  notTold(name: string): void {
    const waiting = this.#waiting.get(name);
    if (waiting !== undefined) waiting.isUnderWay = false;
  }

  /** Whether what was asked for at that moment still counts, for all that we and the store know of this name. */
  allows(at: number, { name, stored }: { name: string; stored: number | undefined }): boolean {
    const last = Math.max(stored ?? 0, this.#waiting.get(name)?.at ?? 0);
    return last === 0 || at > last + CLOCKS_DIFFER_MS;
  }
}

/** An instant as the store gives it; undefined for what is none. */
export function asInstant(content: unknown): number | undefined {
  const { at } = (content ?? {}) as { at?: unknown };
  return typeof at === "number" && Number.isFinite(at) ? at : undefined;
}

/** An entry as the store gives it. One of tomorrow is none: nobody knows how old it is. */
export function asEntry(content: unknown): Found | undefined {
  const at = asInstant(content);
  if (at === undefined || at > Date.now() + CLOCKS_DIFFER_MS) return undefined;
  return { value: (content as { value?: unknown }).value, at };
}
