import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";

/** What an expression may take: time beside the one thread that serves everybody, and memory of its own. */
export interface SelectBounds {
  /** From the moment that the thread is ready. Unit: milliseconds. */
  timeoutMs: number;
  /** Of what goes in and of what comes out, as JSON. Unit: characters. */
  characters: number;
}

const BOUNDS: SelectBounds = { timeoutMs: 2_000, characters: 16_000_000 };
const MEMORY_MB = 256;

/** What an expression gave, or why it gave nothing. */
export type Selected = { value: unknown } | { failed: string };

/** Knows the library and nothing else, and to it `__proto__` is an ordinary name; says that it is ready, and then one answer to each question. */
const THREAD = `
const { parentPort, workerData } = require("node:worker_threads");
const { search } = require(workerData.library);
delete Object.prototype.__proto__;
parentPort.on("message", ({ json, expression, characters }) => {
  try {
    const text = JSON.stringify(search(JSON.parse(json), expression)) ?? "null";
    parentPort.postMessage(text.length > characters ? { failed: "it gives more than may be returned" } : { json: text });
  } catch (error) {
    parentPort.postMessage({ failed: String(error?.message ?? error) });
  }
});
parentPort.postMessage("ready");
`;

type Reply = "ready" | { json: string } | { failed: string };

/**
 * Evaluates JMESPath expressions in a thread of its own. A short expression can double a list with every few letters, and
 * no bound of its length or of its input's size keeps it from running for hours: so it is ended from outside.
 */
export class Selector {
  #worker: Worker | undefined;
  #ready: Promise<void> = Promise.resolve();
  /** One question at a time: what takes too long must be nobody else's question. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly bounds: SelectBounds = BOUNDS) {}

  /** Never rejects. */
  evaluate(data: unknown, expression: string): Promise<Selected> {
    const turn = this.#last.then(() => this.#ask(data, expression));
    this.#last = turn;
    return turn;
  }

  /** Ends the thread, if there is one; the next question starts another. */
  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  async #ask(data: unknown, expression: string): Promise<Selected> {
    const { timeoutMs, characters } = this.bounds;
    const json = JSON.stringify(data) ?? "null";
    if (json.length > characters) return { failed: "the result is too large to select from" };
    try {
      const worker = this.#thread();
      worker.ref();
      await this.#ready;
      const reply = await answered(worker, { json, expression, characters }, timeoutMs);
      worker.unref();
      if ("json" in reply) return { value: JSON.parse(reply.json) as unknown };
      return reply;
    } catch (error) {
      await this.close();
      return { failed: error instanceof Error ? error.message : String(error) };
    }
  }

  #thread(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = new Worker(THREAD, {
      eval: true,
      env: {},
      execArgv: [],
      workerData: { library: createRequire(import.meta.url).resolve("@jmespath-community/jmespath") },
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    this.#worker = worker;
    // Whoever asks is told by the question's own listeners: an error between questions is nobody's.
    worker.on("error", () => {});
    this.#ready = new Promise((resolve, reject) => {
      worker.once("message", () => resolve());
      worker.once("error", reject);
      worker.once("exit", () => reject(new Error("its thread did not start")));
    });
    return worker;
  }
}

function answered(worker: Worker, question: object, timeoutMs: number): Promise<Exclude<Reply, "ready">> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`it was not done after ${timeoutMs} ms, and was ended`)),
      timeoutMs,
    );
    const done = (end: () => void) => {
      clearTimeout(timer);
      worker.off("message", onReply).off("error", onError).off("exit", onExit);
      end();
    };
    const onReply = (reply: Exclude<Reply, "ready">) => done(() => resolve(reply));
    const onError = () => done(() => reject(new Error("it needed more memory than it may have")));
    const onExit = () => done(() => reject(new Error("its thread ended")));
    worker.once("message", onReply);
    // Out of memory is such an error.
    worker.once("error", onError);
    worker.once("exit", onExit);
    worker.postMessage(question);
  });
}
