import { randomUUID } from "node:crypto";
import {
  type AnyAnswer,
  onAbort,
  type PmoError,
  type RequestOperation,
  type RunEvent,
  type RunState,
  type RunStepState,
} from "@pm-orchestrator/core";
import { abortError } from "../abort.js";
import type { CallOptions } from "../options.js";

/** How a request is executed, once it is known who listens and what can end it. */
export type Execute = (options: CallOptions) => Promise<AnyAnswer>;

/** A request under way: what is known of it from its events, and its answer when it has one. */
export class RequestRun {
  /** As its events and, for a batch, its answer call it. */
  readonly id: string = randomUUID();
  readonly answer: Promise<AnyAnswer>;
  readonly #steps: Map<string, RunStepState>;
  /** How many of the steps the request itself names. */
  readonly #operations: number;
  readonly #controller = new AbortController();
  readonly #startedAt = new Date().toISOString();
  #completedAt: string | null = null;
  #finished: AnyAnswer | undefined;
  #release = () => {};

  constructor(
    readonly operation: RequestOperation,
    request: unknown,
    execute: Execute,
    { signal, onEvent }: CallOptions = {},
  ) {
    this.#steps = new Map(stepsOf(operation, request).map((step) => [step.id, step]));
    this.#operations = this.#steps.size;
    if (signal !== undefined) this.#follow(signal);
    this.answer = execute({
      runId: this.id,
      signal: this.#controller.signal,
      onEvent: (event) => {
        this.#observe(event);
        onEvent?.(event);
      },
    }).then((answer) => this.#end(answer));
  }

  get isRunning(): boolean {
    return this.#finished === undefined;
  }

  cancel(reason: PmoError): void {
    this.#controller.abort(reason);
  }

  /** From now on the caller's signal ends nothing any more: whoever began the run has been answered. */
  detach(): void {
    this.#release();
  }

  /** Whether it ended within so many milliseconds. */
  async endedWithin(ms: number, signal?: AbortSignal): Promise<boolean> {
    if (!this.isRunning) return true;
    if (signal?.aborted === true) return false;
    let timer: NodeJS.Timeout | undefined;
    let unhook: (() => void) | undefined;
    const gaveUp = new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), ms);
      unhook = signal && onAbort(signal, () => resolve(false));
    });
    try {
      return await Promise.race([this.answer.then(() => true), gaveUp]);
    } finally {
      clearTimeout(timer);
      unhook?.();
    }
  }

  state(): RunState {
    return {
      run_id: this.id,
      operation: this.operation,
      status: this.isRunning ? "running" : "finished",
      started_at: this.#startedAt,
      completed_at: this.#completedAt,
      steps: [...this.#steps.values()].map((step) => ({ ...step })),
      ...(this.#finished === undefined ? {} : { answer: this.#finished }),
    };
  }

  #follow(signal: AbortSignal): void {
    this.#release = onAbort(signal, () => this.#controller.abort(abortError(signal)));
  }

  #observe(event: RunEvent): void {
    if (event.event === "run_started") for (const step of this.#steps.values()) step.status = "waiting";
    if (event.event === "operation_started") this.#named(event);
    const step = "operation_id" in event ? this.#steps.get(event.operation_id) : undefined;
    if (step === undefined) return;
    if (event.event === "operation_started") step.status = "running";
    if (event.event === "operation_skipped") step.status = "skipped";
    if (event.event !== "operation_completed") return;
    step.status = event.success ? "succeeded" : "failed";
    step.duration_ms = event.duration_ms;
  }

  /** A step that the request itself does not name: a target's, or what was found on the way. */
  #named({ operation_id: id, system }: { operation_id: string; system: string }): void {
    if (this.operation === "smart_delegate") {
      this.#steps.clear();
      this.#steps.set(id, { id, system, operation: id, status: "running" });
    } else if (!this.#steps.has(id)) {
      this.#steps.set(id, { id, system, operation: "", status: "running" });
    }
  }

  #end(answer: AnyAnswer): AnyAnswer {
    this.#completedAt = new Date().toISOString();
    this.#finished = answer;
    this.#release();
    const results = (
      answer.data as { results?: { id?: string; status: RunStepState["status"] }[] } | undefined
    )?.results;
    // The answer knows better than the events how a step ended: cancelled, unknown. Results begin with the operations.
    for (const [index, step] of [...this.#steps.values()].entries()) {
      const status = index < this.#operations ? results?.[index]?.status : undefined;
      if (status !== undefined) step.status = status;
      else if (this.operation === "smart_delegate") step.status = answer.success ? "succeeded" : "failed";
    }
    return answer;
  }
}

/** The steps as the request has them, which may not fit its schema: then the answer says so. */
function stepsOf(request: RequestOperation, params: unknown): RunStepState[] {
  const { operations } = (params ?? {}) as { operations?: unknown };
  const entries: unknown[] = Array.isArray(operations) ? operations : [];
  const steps = request === "smart_delegate" ? [params] : entries;
  return steps.map((entry, index) => {
    const { id, system, operation } = (entry ?? {}) as Record<string, unknown>;
    const name = textOf(operation);
    return {
      id: request === "smart_delegate" ? name : String(id ?? `operations[${index}]`),
      system: textOf(system),
      operation: name,
      status: "running",
    };
  });
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
