import { EXIT } from "./exit-code.js";

/** Turns ctrl-C and SIGTERM into an abort. */
export interface Interrupts {
  readonly signal: AbortSignal;
  /** Leaves signals to whoever handled them before. */
  end(): void;
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** The first signal aborts, so that finished results can be printed; the second ends the process at once. */
export function watchInterrupts(): Interrupts {
  const controller = new AbortController();
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort();
  };
  for (const name of SIGNALS) process.on(name, onSignal);
  return {
    signal: controller.signal,
    end() {
      for (const name of SIGNALS) process.off(name, onSignal);
    },
  };
}
