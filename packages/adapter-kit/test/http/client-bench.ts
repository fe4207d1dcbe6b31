import {
  defineErrors,
  type Effect,
  isPmoError,
  type PmoError,
  type RetrySafety,
  type StepContext,
  type UpstreamGate,
} from "@pm-orchestrator/core";
import {
  createHttpClient,
  type FailureCodes,
  type HttpCall,
  type HttpClientDefinition,
} from "../../src/index.js";
import { directGate, memoryFiles, memoryLookups } from "../../src/testing/index.js";

const row = (number: number) => ({ number, when: "x", suggestions: ["Do something."] });

const errors = defineErrors({
  NOTE_NOT_FOUND: row(10_001),
  API_ERROR: row(10_401),
  RATE_LIMIT: row(10_402),
  API_TIMEOUT: row(10_403),
  UNAUTHORIZED: row(10_404),
  CONFLICT: row(10_405),
  FORBIDDEN: row(10_105),
  VENDOR_SAYS_NO: row(10_106),
});
export type Code = keyof typeof errors.table;

const codes: FailureCodes<Code> = {
  unauthorized: "UNAUTHORIZED",
  forbidden: "FORBIDDEN",
  conflict: "CONFLICT",
  rateLimited: "RATE_LIMIT",
  timeout: "API_TIMEOUT",
  api: "API_ERROR",
};

export const SECRET = "kept-secret-4711";

interface BenchOptions
  extends Partial<Omit<HttpClientDefinition<Code>, "host" | "errors" | "codes" | "baseUrl">> {
  effect?: Effect;
  retry?: RetrySafety;
  /** What the engine would be told of each attempt. */
  gate?: UpstreamGate;
  signal?: AbortSignal;
  requestTimeoutMs?: number;
}

/** A client of the kit for one address, with real `fetch`, and what its meter counted. */
export function clientFor(baseUrl: string, options: BenchOptions = {}) {
  const {
    effect = "read",
    retry = effect === "read" ? "natural" : "none",
    gate = directGate,
    signal = new AbortController().signal,
    requestTimeoutMs = 10_000,
    ...definition
  } = options;
  const meter = { begun: 0, ended: 0 };
  const client = createHttpClient<Code>({
    host: { system: "notes", setting: () => undefined, fetch, requestTimeoutMs },
    errors,
    codes,
    baseUrl: () => baseUrl,
    credentials: () => ({ authorization: SECRET }),
    ...definition,
  });
  const step: StepContext = {
    system: "notes",
    operation: "do_it",
    effect,
    retry,
    gate,
    mint: () => "00000000-0000-4000-8000-000000000000",
    signal,
    cache: memoryLookups(),
    files: memoryFiles(),
    meter: {
      begin() {
        meter.begun += 1;
        return () => {
          meter.ended += 1;
        };
      },
    },
  };
  return { meter, send: (call: HttpCall<Code>) => client.send(call, step) };
}

/** What a promise rejects with, which must be one of our errors and must not show the secret. */
export async function failureOf(sent: Promise<unknown>): Promise<PmoError> {
  const outcome = await sent.then(
    (value) => new Error(`It succeeded with ${JSON.stringify(value)}.`),
    (error: unknown) => error,
  );
  if (!isPmoError(outcome)) throw outcome;
  if (JSON.stringify([outcome, outcome.details, outcome.message]).includes(SECRET))
    throw new Error("The error shows the secret.");
  return outcome;
}
