import { type AdapterDefinition, registerSecret } from "@pm-orchestrator/core";
import { memoryFiles } from "./memory-files.js";
import { memoryLookups } from "./memory-lookups.js";

export interface AdapterBenchOptions {
  fetch: typeof fetch;
  settings: Readonly<Record<string, string>>;
  /** Default 5000. */
  requestTimeoutMs?: number;
  signal?: AbortSignal;
}

/** Runs single operations of an adapter, as the engine would, and keeps what was sent. */
export interface AdapterBench {
  /** Checks the params with the adapter's own schema, then runs. Answers the bare result; throws what the operation throws. */
  run(operation: string, params?: Record<string, unknown>): Promise<unknown>;
  /** Every upstream request so far, oldest first. */
  readonly sent: Request[];
  /** Upstream calls that the meter counted. */
  readonly calls: number;
}

/** An adapter on the bench: connected once, with a cache of its own. For tests of adapters. */
export function benchFor(adapter: AdapterDefinition, options: AdapterBenchOptions): AdapterBench {
  const sent: Request[] = [];
  let calls = 0;
  let current = "";
  const cache = memoryLookups(() => current);
  const files = memoryFiles();
  const connection = adapter.connect({
    system: adapter.kind,
    setting: (name) => {
      const setting = adapter.settings.find((candidate) => candidate.name === name);
      const value = options.settings[name] ?? setting?.default;
      if (setting?.secret === true && value !== undefined) registerSecret(value);
      return value;
    },
    requestTimeoutMs: options.requestTimeoutMs ?? 5000,
    fetch: (input, init) => {
      sent.push(new Request(input, init));
      return options.fetch(input, init);
    },
  });
  return {
    sent,
    get calls() {
      return calls;
    },
    async run(name, params = {}) {
      const operation = adapter.operations[name];
      if (operation === undefined) throw new TypeError(`${adapter.kind} has no operation ${name}.`);
      current = name;
      const client = connection.client({
        system: adapter.kind,
        operation: name,
        effect: operation.effect,
        signal: options.signal ?? new AbortController().signal,
        cache,
        files,
        meter: {
          begin() {
            calls += 1;
            return () => {};
          },
        },
      });
      return operation.run(operation.params.parse(params), client);
    },
  };
}
