import type { RunEvent } from "@pm-orchestrator/core";

/** When a step ran, in milliseconds from the start of its run. */
export interface RecordedStep {
  start_ms: number;
  /** null while it runs. */
  end_ms: number | null;
}

/** Measures when steps ran, from the events of a run. */
export class Recorder {
  readonly #steps = new Map<string, RecordedStep>();
  #begun: number | undefined;

  constructor(private readonly now: () => number = () => performance.now()) {}

  observe(event: RunEvent): void {
    this.#begun ??= this.now();
    const at = this.now() - this.#begun;
    if (event.event === "operation_started") {
      this.#steps.set(event.operation_id, { start_ms: at, end_ms: null });
    } else if (event.event === "operation_completed") {
      const step = this.#steps.get(event.operation_id);
      if (step !== undefined) step.end_ms = at;
    }
  }

  /** Undefined for a step that never started. */
  step(id: string): RecordedStep | undefined {
    return this.#steps.get(id);
  }
}
