import type { BatchAnswer, BatchRequest, RunEvent } from "@pm-orchestrator/core";
import type { CallOptions } from "../options.js";

/** A run under way: its events as they come, and its answer. */
export interface RunHandle extends AsyncIterable<RunEvent> {
  readonly result: Promise<BatchAnswer>;
}

type Execute = (request: BatchRequest, options: CallOptions) => Promise<BatchAnswer>;

/**
 * Starts a batch at once and hands out its events. They are kept until they are read, so nothing is missed by reading
 * late; each iteration starts from the first. Leaving an iteration does not end the run: its signal does.
 */
export function startRun(
  execute: Execute,
  request: BatchRequest,
  { signal, onEvent }: CallOptions = {},
): RunHandle {
  const events: RunEvent[] = [];
  let ended = false;
  let wake = () => {};
  let news = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const announce = () => {
    wake();
    news = new Promise((resolve) => {
      wake = resolve;
    });
  };
  const result = execute(request, {
    ...(signal === undefined ? {} : { signal }),
    onEvent(event) {
      events.push(event);
      announce();
      onEvent?.(event);
    },
  }).finally(() => {
    ended = true;
    announce();
  });
  return {
    result,
    async *[Symbol.asyncIterator]() {
      for (let next = 0; ; next++) {
        while (next >= events.length && !ended) await news;
        const event = events[next];
        if (event === undefined) return;
        yield event;
      }
    },
  };
}
