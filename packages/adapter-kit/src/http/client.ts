import { setMaxListeners } from "node:events";
import {
  type AdapterErrors,
  type AdapterHost,
  isPmoError,
  orchestratorError,
  type PmoError,
  type StepContext,
} from "@pm-orchestrator/core";
import { BodyProblem, parseJson, readText } from "./body.js";
import type { FailureCodes, FailureReading, HttpFailure } from "./failure.js";
import { type PreparedCall, prepare } from "./prepare.js";
import { failureError, networkFailure } from "./read-failure.js";
import type { Query } from "./url.js";

/** One upstream call. */
export interface HttpCall<Code extends string = string> {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below the base URL, starting with `/`; or an absolute link that the vendor gave, which must stay within the base. */
  path: string;
  query?: Query;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as a form; instead of `body`. */
  form?: Readonly<Record<string, string | number | boolean | undefined>>;
  headers?: Readonly<Record<string, string>>;
  /** A call with a body that changes nothing, such as a search: it may be repeated, and its loss is no unknown outcome. */
  readsOnly?: boolean;
  /** `text` for diffs, logs and files; default `json`. */
  expects?: "json" | "text" | "nothing";
  /** The adapter's code for a 404 of this call, and what was looked for. */
  notFound?: FailureReading<Code>;
}

/** A successful answer. */
export interface HttpAnswer {
  status: number;
  headers: Headers;
  /** Parsed JSON (undefined for an empty body), or text when the call expects it. */
  body: unknown;
}

/** What an adapter tells the client about its vendor. */
export interface HttpClientDefinition<Code extends string> {
  host: AdapterHost;
  errors: AdapterErrors<Code>;
  codes: FailureCodes<Code>;
  /** Asked for every call. */
  baseUrl(): string;
  /** Headers that carry the credentials. Asked for every call; sent to the origin of `baseUrl` only. */
  credentials(): Readonly<Record<string, string>>;
  /** The vendor's reading of a failure; undefined leaves it to the kit. */
  readFailure?(failure: HttpFailure): FailureReading<Code> | undefined;
  /** For vendors that answer 200 and say in the body that it failed. */
  readSuccess?(answer: HttpAnswer): FailureReading<Code> | undefined;
}

/** The HTTP client of one connection. `send` takes the step for whose account the call is made. */
export interface HttpClient<Code extends string> {
  send(call: HttpCall<Code>, step: StepContext): Promise<HttpAnswer>;
}

const MUTATING = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/**
 * The one way in which adapters reach their vendors: credentials read per request and bound to the configured
 * origin, a time limit for every attempt, abort down to the socket, every call counted, every failure with a code.
 *
 * `send` rejects with a PmoError: one of the adapter's codes, OUTCOME_UNKNOWN (6105) for a write that was sent and
 * not answered, or OPERATION_CANCELLED (6107) when the step's signal ended it.
 */
export function createHttpClient<Code extends string>(
  definition: HttpClientDefinition<Code>,
): HttpClient<Code> {
  return { send: (call, step) => send(definition, call, step) };
}

async function send<Code extends string>(
  definition: HttpClientDefinition<Code>,
  call: HttpCall<Code>,
  step: StepContext,
): Promise<HttpAnswer> {
  if (step.signal.aborted) throw cancelled(step);
  // What fails here was certainly not sent, so it is neither a call nor an unknown outcome.
  const request = prepare(definition, call);
  const { requestTimeoutMs } = definition.host;
  const attempt = new AbortController();
  const timer = setTimeout(() => attempt.abort(), requestTimeoutMs);
  const stop = () => attempt.abort();
  // A step may have many calls on the way at once; more than ten listeners would look like a leak to Node.
  setMaxListeners(0, step.signal);
  step.signal.addEventListener("abort", stop, { once: true });
  const end = step.meter.begin();
  try {
    return await exchange(definition, call, { ...request, signal: attempt.signal });
  } catch (error) {
    if (isPmoError(error)) throw error;
    const failure: HttpFailure = attempt.signal.aborted
      ? { kind: "timeout", timeoutMs: requestTimeoutMs }
      : networkFailure(error);
    const lost = failure.kind === "timeout" || (failure.kind === "network" && failure.sent);
    if (lost && isWrite(call, step)) throw outcomeUnknown(failure, step);
    if (step.signal.aborted) throw cancelled(step);
    throw failureError(definition, failure, call.notFound);
  } finally {
    end();
    clearTimeout(timer);
    step.signal.removeEventListener("abort", stop);
  }
}

async function exchange<Code extends string>(
  definition: HttpClientDefinition<Code>,
  call: HttpCall<Code>,
  { url, ...init }: PreparedCall & { signal: AbortSignal },
): Promise<HttpAnswer> {
  // A redirect would carry the credentials to an address that nobody configured.
  const response = await definition.host.fetch(url, { ...init, redirect: "manual" });
  const answer = await readAnswer(definition, call, response);
  const refused = definition.readSuccess?.(answer);
  if (refused === undefined) return answer;
  throw failureError(
    definition,
    { kind: "status", status: answer.status, headers: answer.headers, body: answer.body },
    undefined,
    refused,
  );
}

async function readAnswer<Code extends string>(
  definition: HttpClientDefinition<Code>,
  call: HttpCall<Code>,
  response: Response,
): Promise<HttpAnswer> {
  const { status, headers } = response;
  const contentType = headers.get("content-type");
  const malformed = (reason: string) =>
    failureError(definition, { kind: "malformed", status, reason, contentType }, undefined);
  let text: string;
  try {
    text = await readText(response);
  } catch (error) {
    if (error instanceof BodyProblem) throw malformed(error.message);
    throw error;
  }
  if (status >= 300 && status < 400) throw malformed(`it redirects (${status}) to another address`);
  const json = parseJson(text);
  if (status >= 400) {
    throw failureError(
      definition,
      { kind: "status", status, headers, body: json?.value ?? text },
      call.notFound,
    );
  }
  if (call.expects === "nothing") return { status, headers, body: undefined };
  if (call.expects === "text") return { status, headers, body: text };
  if (text === "") return { status, headers, body: undefined };
  if (json === undefined) {
    const looksLike = /^\s*</.test(text) ? "it is a page of HTML, not JSON" : "it is not JSON";
    throw malformed(looksLike);
  }
  return { status, headers, body: json.value };
}

function isWrite(call: HttpCall, step: StepContext): boolean {
  return step.effect !== "read" && call.readsOnly !== true && MUTATING.has(call.method);
}

function outcomeUnknown(failure: HttpFailure, step: StepContext): PmoError {
  const reason =
    failure.kind === "timeout"
      ? step.signal.aborted
        ? "cancelled"
        : "no answer in time"
      : "connection lost";
  return orchestratorError("OUTCOME_UNKNOWN", {
    message: `${step.system} ${step.operation} was sent, but not answered (${reason}): it may have happened.`,
    system: step.system,
    details: { operation: step.operation, reason, reconciliation: "not looked up" },
  });
}

function cancelled(step: StepContext): PmoError {
  return orchestratorError("OPERATION_CANCELLED", {
    message: `${step.system} ${step.operation} was cancelled.`,
    system: step.system,
  });
}
