import { AsyncLocalStorage } from "node:async_hooks";
import {
  type Attempt,
  type FileStore,
  type LookupCache,
  onAbort,
  type StepContext,
  type UpstreamGate,
} from "@pm-orchestrator/core";
import { within } from "./within.js";

/** More than these would take the room in a system's limits that steps need. */
const MOST_AT_ONCE = 4;

/** A call that nobody waits for must not keep a process that is done otherwise. Unit: milliseconds. */
export const LONGEST_MS = 10_000;

/** What ignores its signal has this long to end. Unit: milliseconds. */
const GRACE_MS = 250;

interface Work {
  signal: AbortSignal;
  gate: UpstreamGate;
}

/** Makes the gate through which calls go that are no step's, and that end with this signal. */
export type GateMaker = (signal: AbortSignal) => UpstreamGate;

const work = new AsyncLocalStorage<Work>();
let underWay = 0;

/** What the present code runs for, where that is no step. Asks the storage only while there is something to be found. */
function present(): Work | undefined {
  return underWay === 0 ? undefined : work.getStore();
}

/** What a step's context is made of. Cache and files are made when somebody asks for them: many steps do not. */
export interface ContextParts extends Omit<StepContext, "cache" | "files"> {
  cache: () => LookupCache;
  files: () => FileStore;
}

const PARTS = Symbol("parts");

interface WithParts {
  readonly [PARTS]: ContextParts;
}

/**
 * Shared by all contexts, and not written into each: an object with a getter of its own has a shape of its own, and shapes
 * are old from the beginning, so that everything that the getter holds is kept until the garbage collector's next long
 * pause. Enumerable, so that a copy of a context has them, as they were when it was made.
 */
const GETTERS = {
  signal: {
    enumerable: true,
    get(this: WithParts) {
      return present()?.signal ?? this[PARTS].signal;
    },
  },
  cache: {
    enumerable: true,
    get(this: WithParts) {
      return this[PARTS].cache();
    },
  },
  files: {
    enumerable: true,
    get(this: WithParts) {
      return this[PARTS].files();
    },
  },
};

/**
 * A step's context for the adapter. What a step began in the background outlives it: then its calls are neither ended
 * by the step's signal, nor counted as the step's, nor do they wait at its gate.
 */
export function withBackground(parts: ContextParts): StepContext {
  const { system, operation, effect, retry, meter, gate, mint } = parts;
  const context = {
    system,
    operation,
    effect,
    retry,
    meter: { begin: () => (present() === undefined ? meter.begin() : () => {}) },
    gate: {
      call: <Value>(attempt: () => Promise<Attempt<Value>>) => (present()?.gate ?? gate).call(attempt),
    },
    mint,
  };
  Object.defineProperty(context, PARTS, { value: parts });
  return Object.defineProperties(context, GETTERS) as typeof context & StepContext;
}

/** Look-ups that nobody waits for: few at once, none longer than some seconds, none after {@link close}. */
export class Background {
  readonly #closing = new AbortController();
  readonly #running = new Set<Promise<void>>();

  /** Whether there is room. What finds none is simply tried again by whoever asks next. */
  get isFree(): boolean {
    return !this.#closing.signal.aborted && this.#running.size < MOST_AT_ONCE;
  }

  /** Runs `load` apart from the step that asks for it. How it ends is nobody's business. */
  run(load: () => Promise<unknown>, gate: GateMaker): void {
    if (!this.isFree) return;
    const running = this.#run(load, gate).finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  /** Ends what runs, down to the socket. */
  async close(): Promise<void> {
    this.#closing.abort();
    if (this.#running.size > 0) await within(GRACE_MS, Promise.all(this.#running)).catch(() => {});
  }

  async #run(load: () => Promise<unknown>, gate: GateMaker): Promise<void> {
    const end = new AbortController();
    const stop = () => end.abort();
    const timer = setTimeout(stop, LONGEST_MS).unref();
    const unhook = onAbort(this.#closing.signal, stop);
    underWay += 1;
    try {
      await work.run({ signal: end.signal, gate: gate(end.signal) }, load);
    } catch {
      // What could not be read anew stays as it is until it is too old; who asks then is told why.
    } finally {
      underWay -= 1;
      // While it is on, every promise of the process costs more.
      if (underWay === 0) work.disable();
      clearTimeout(timer);
      unhook();
    }
  }
}
