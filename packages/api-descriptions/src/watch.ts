import { AsyncLocalStorage } from "node:async_hooks";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { inspect } from "node:util";
import type { CheckedAdapter, Runner } from "./adapter.js";
import { type Api, whereToLook } from "./api.js";
import { apiOf } from "./apis.js";
import { requestLine } from "./description.js";
import { readAnswer, readRequest, type SentRequest } from "./exchange.js";
import { CoverageRecorder, writeRecord } from "./recording/record.js";

/** The hooks of the test runner, as vitest has them. */
export interface TestHooks {
  afterEach(check: (context: { task: { file: { name: string } } }) => Promise<void>): void;
  afterAll(end: () => void): void;
}

export interface WatchOptions extends TestHooks {
  adapter: CheckedAdapter;
  /** `import.meta.url` of the adapter's `test/bench.ts`. */
  bench: string;
}

type Fetch = typeof fetch;

/** Watches what an adapter sends and its simulator answers, in one test file. */
export interface ApiWatch {
  readonly api: Api;
  /** Whether the description is there; without it the checks are counted, and skipped aloud. */
  readonly available: boolean;
  /** Judges every request that goes through. */
  requests(fetch: Fetch): Fetch;
  /** Judges every answer that comes back: for simulators, not for remotes that answer what a test tells them. */
  answers(fetch: Fetch): Fetch;
  /** Notes which operations run, with which params and calls; `simulated` when a simulator answers. */
  runs<Bench extends Runner>(bench: Bench, simulated?: "simulated"): Bench;
  /** For checks that are made elsewhere: counts them as skipped. */
  skipped(count: number): void;
}

/**
 * Call it once, at the top of an adapter's `test/bench.ts`. A problem fails the test in which it happened, whatever
 * the test expects of the operation: it is thrown by a hook after the test, not into the adapter.
 */
export function watchApi({ adapter, bench, afterEach, afterAll }: WatchOptions): ApiWatch {
  const api = apiOf(adapter.kind);
  const available = api.missing().length === 0;
  const recorder = new CoverageRecorder();
  const running = new AsyncLocalStorage<string>();
  const pending: Promise<void>[] = [];
  const problems = new Set<string>();
  let skipped = 0;
  let file: string | undefined;

  const judge = (request: SentRequest, found: readonly string[]) => {
    if (found.length === 0) return;
    problems.add([requestLine(request), ...found.map((problem) => `  ${problem}`)].join("\n"));
  };
  const judgeRequest = async (request: Request, operation: string | undefined) => {
    const sent = await readRequest(request, api.base);
    const description = await api.description();
    if (operation !== undefined) recorder.called(operation, description.endpointsOf(sent));
    judge(sent, description.requestProblems(sent));
  };
  const judgeAnswer = async (request: Request, response: Response) => {
    const [sent, answer] = await Promise.all([readRequest(request, api.base), readAnswer(response)]);
    judge(sent, (await api.description()).answerProblems(sent, answer));
  };
  /** A check that breaks is a problem like any other; nothing of it reaches the adapter. */
  const begin = (check: () => Promise<void>) => {
    if (available) pending.push(check().catch((error: unknown) => void problems.add(inspect(error))));
    else skipped += 1;
  };
  /** Until nothing more comes: an operation may still be sending when its test has ended. */
  const settle = async () => {
    while (pending.length > 0) await Promise.all(pending.splice(0));
  };
  const complain = () => {
    const found = [...problems];
    problems.clear();
    if (found.length > 0) throw new Error(`Against the description of ${api.title}:\n${found.join("\n")}`);
  };

  afterEach(async ({ task }) => {
    file = task.file.name;
    await settle();
    complain();
  });
  afterAll(() => {
    if (file !== undefined) {
      const home = dirname(dirname(fileURLToPath(bench)));
      writeRecord(home, recorder.record({ kind: adapter.kind, file, described: available, skipped }));
    }
    if (skipped > 0)
      console.warn(`SKIPPED ${skipped} checks against the description of ${api.title}: ${whereToLook(api)}.`);
    complain();
  });

  return {
    api,
    available,
    requests: (fetch) => (input, init) => {
      const copy = copyOf(input, init);
      const operation = running.getStore();
      begin(() => judgeRequest(copy, operation));
      return fetch(input, init);
    },
    answers: (fetch) => async (input, init) => {
      const copy = copyOf(input, init);
      const response = await fetch(input, init);
      const answer = response.clone();
      begin(() => judgeAnswer(copy, answer));
      return response;
    },
    runs(bench, simulated) {
      const run = bench.run.bind(bench);
      const runMany = bench.runMany?.bind(bench);
      const reconcile = bench.reconcile?.bind(bench);
      return Object.assign(bench, {
        ...(runMany && {
          runMany(operation: string, calls: Record<string, unknown>[]) {
            for (const params of calls) recorder.began(operation, params);
            return running.run(operation, () => runMany(operation, calls));
          },
        }),
        ...(reconcile && {
          reconcile: (operation: string, params?: Record<string, unknown>) =>
            running.run(operation, () => reconcile(operation, params)),
        }),
        async run(operation: string, params: Record<string, unknown> = {}) {
          recorder.began(operation, params);
          const data = await running.run(operation, () => run(operation, params));
          if (simulated !== undefined) recorder.succeeded(operation);
          return data;
        },
      });
    },
    skipped(count) {
      skipped += count;
    },
  };
}

/** To be read later, and so without a signal: a request that was given up is judged too. */
function copyOf(...[input, init]: Parameters<Fetch>): Request {
  return new Request(input instanceof Request ? input.clone() : input, { ...init, signal: null });
}
