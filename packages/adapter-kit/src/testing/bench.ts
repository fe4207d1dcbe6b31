import { randomUUID } from "node:crypto";
import { type AdapterDefinition, mintFor, registerSecret, type UpstreamGate } from "@pm-orchestrator/core";
import { directGate } from "./gates.js";
import { memoryFiles } from "./memory-files.js";
import { memoryLookups } from "./memory-lookups.js";

export interface AdapterBenchOptions {
  fetch: typeof fetch;
  settings: Readonly<Record<string, string>>;
  /** Default 5000. */
  requestTimeoutMs?: number;
  signal?: AbortSignal;
  /** Through which calls go. Default: one that tries nothing again. */
  gate?: UpstreamGate;
}

/** Runs single operations of an adapter, as the engine would, and keeps what was sent. */
export interface AdapterBench {
  /** Checks the params with the adapter's own schema, then runs. Answers the bare result; throws what the operation throws. */
  run(operation: string, params?: Record<string, unknown>): Promise<unknown>;
  /** Runs several calls as the engine merges them: a result or an error for each. */
  runMany(operation: string, calls: Record<string, unknown>[]): Promise<unknown[]>;
  /** Looks what became of the write that ran last, with the marks of that step. */
  reconcile(operation: string, params?: Record<string, unknown>): Promise<unknown>;
  /** Every upstream request so far, oldest first. */
  readonly sent: Request[];
  /** What the vendor said of the credentials' scopes, by the credentials' name. */
  readonly scopes: Readonly<Record<string, readonly string[]>>;
  /** Upstream calls that the meter counted. */
  readonly calls: number;
}

/** An adapter on the bench: connected once, with a cache of its own. For tests of adapters. */
export function benchFor(adapter: AdapterDefinition, options: AdapterBenchOptions): AdapterBench {
  const sent: Request[] = [];
  const scopes: Record<string, readonly string[]> = {};
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
    noteScopes: (granted) => {
      scopes[granted.credentials] = granted.scopes;
    },
    fetch: (input, init) => {
      sent.push(new Request(input, init));
      return options.fetch(input, init);
    },
  });
  let mint = mintFor(randomUUID());
  const begin = (name: string, { sameStep = false } = {}) => {
    const operation = adapter.operations[name];
    if (operation === undefined) throw new TypeError(`${adapter.kind} has no operation ${name}.`);
    current = name;
    if (!sameStep) mint = mintFor(randomUUID());
    const client = connection.client({
      system: adapter.kind,
      operation: name,
      effect: operation.effect,
      retry: operation.retry,
      signal: options.signal ?? new AbortController().signal,
      cache,
      files,
      meter: {
        begin() {
          calls += 1;
          return () => {};
        },
      },
      gate: options.gate ?? directGate,
      mint,
    });
    return { operation, client };
  };
  return {
    sent,
    scopes,
    get calls() {
      return calls;
    },
    run: async (name, params = {}) => {
      const { operation, client } = begin(name);
      return operation.run(operation.params.parse(params), client);
    },
    runMany: async (name, calls) => {
      const { operation, client } = begin(name);
      if (operation.runMany === undefined) throw new TypeError(`${name} merges no calls.`);
      return operation.runMany(
        calls.map((params) => operation.params.parse(params)),
        client,
      );
    },
    reconcile: async (name, params = {}) => {
      const { operation, client } = begin(name, { sameStep: true });
      if (operation.reconcile === undefined) throw new TypeError(`${name} cannot look what became of it.`);
      return operation.reconcile(operation.params.parse(params), client);
    },
  };
}
