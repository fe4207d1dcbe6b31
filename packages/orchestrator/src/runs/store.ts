import { cancelledError } from "../abort.js";
import type { RequestRun } from "./request-run.js";

/** Runs that went on without whoever began them, of one session. Bounded: the oldest finished ones go first. */
export class RunStore {
  readonly #runs = new Map<string, RequestRun>();

  constructor(
    /** How many are kept, finished or not. */
    readonly most = 50,
    /** How many may run at once. */
    private readonly mostRunning = 20,
  ) {}

  get(id: string): RequestRun | undefined {
    return this.#runs.get(id);
  }

  /** The latest first. */
  ids(): string[] {
    return [...this.#runs.keys()].reverse();
  }

  /** Keeps a run, unless too many run already. */
  keep(run: RequestRun): boolean {
    const running = [...this.#runs.values()].filter(({ isRunning }) => isRunning).length;
    if (running >= this.mostRunning) return false;
    this.#runs.set(run.id, run);
    for (const [id, { isRunning }] of this.#runs) {
      if (this.#runs.size <= this.most) break;
      if (!isRunning) this.#runs.delete(id);
    }
    return true;
  }

  /** Ends every run, and waits for their ends. */
  async close(): Promise<void> {
    const running = [...this.#runs.values()].filter(({ isRunning }) => isRunning);
    for (const run of running) run.cancel(cancelledError("the end of the session"));
    await Promise.all(running.map(({ answer }) => answer));
  }
}
