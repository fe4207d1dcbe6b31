import { onAbort } from "@pm-orchestrator/core";
import type { Scheduler } from "@pm-orchestrator/planner/scheduler";
import type { Slot } from "../upstream/waiting.js";

/** The places of the steps of one run: a step that only waits gives its place up, and gets one again when it goes on. */
export class Slots {
  /** Steps that want a place again: what tells them that they have one. */
  readonly #comingBack = new Map<string, () => void>();
  readonly #started = new Set<string>();

  constructor(
    private readonly scheduler: Scheduler,
    /** Starts what may start now. */
    private readonly advance: () => void,
  ) {}

  /** Tells a step that it has its place again; false for a step that has not started before. */
  goOn(id: string): boolean {
    this.#comingBack.get(id)?.();
    return this.#started.has(id);
  }

  /** The place of a step that is starting. Once the signal aborts it keeps what it has: there is only its end to come. */
  of(id: string, stepSignal: AbortSignal): Slot & { end(): void } {
    let state: "held" | "left" | "ended" = "held";
    let coming: Promise<void> | undefined;
    this.#started.add(id);
    return {
      leave: () => {
        if (state !== "held" || stepSignal.aborted) return;
        state = "left";
        this.scheduler.suspend(id);
        this.advance();
      },
      comeBack: (signal) => {
        if (state !== "left" || signal.aborted) return Promise.resolve();
        // Of a merged call that went on with another of its places, and waits again.
        if (coming !== undefined) return coming;
        let resolve = () => {};
        const back = new Promise<void>((resolved) => {
          resolve = resolved;
        });
        const end = () => {
          coming = undefined;
          this.#comingBack.delete(id);
          unhook();
          resolve();
        };
        coming = back;
        const unhook = onAbort(signal, end);
        this.#comingBack.set(id, () => {
          state = "held";
          end();
        });
        this.scheduler.resume(id);
        this.advance();
        return back;
      },
      end: () => {
        state = "ended";
        this.#comingBack.delete(id);
      },
    };
  }
}
