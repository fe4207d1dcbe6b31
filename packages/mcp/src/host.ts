import type { Orchestrator } from "pm-orchestrator";

/** Makes the orchestrator: reads configuration, finds packages. May reject with a PmoError, such as 6018 or 6019. */
export type OpenOrchestrator = () => Promise<Orchestrator>;

/**
 * The orchestrator behind the tools: opened by the first call that needs it, never before, so that a handshake waits for
 * nothing. An opening that failed is tried again by the next call.
 */
export class OrchestratorHost {
  #opened: Promise<Orchestrator> | undefined;
  readonly #calls = new Set<Promise<unknown>>();

  constructor(private readonly open: OpenOrchestrator) {}

  orchestrator(): Promise<Orchestrator> {
    this.#opened ??= this.open().catch((error: unknown) => {
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }

  /** Remembers a call as long as it lasts: {@link close} waits for its end. */
  track<Result>(call: Promise<Result>): Promise<Result> {
    this.#calls.add(call);
    const forget = () => this.#calls.delete(call);
    call.then(forget, forget);
    return call;
  }

  /** Waits for calls, which somebody else ends, then closes what was opened. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#calls);
    const opened = await this.#opened?.catch(() => undefined);
    await opened?.close();
  }
}
