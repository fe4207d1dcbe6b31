import { setMaxListeners } from "node:events";
import { isPmoError, orchestratorError, type PmoError, type StepContext } from "@pm-orchestrator/core";
import { BodyProblem, parseJson, readBytes } from "./body.js";
import type { HttpAnswer, HttpCall, HttpClientDefinition } from "./call.js";
import type { HttpFailure } from "./failure.js";
import { type PreparedCall, prepare } from "./prepare.js";
import { failureError, networkFailure } from "./read-failure.js";
import { nextAddress } from "./redirect.js";

/** The HTTP client of one connection. `send` takes the step for whose account the call is made. */
export interface HttpClient<Code extends string> {
  send(call: HttpCall<Code>, step: StepContext): Promise<HttpAnswer>;
}

/** A file is rarely more than one step away; more hops are a circle. */
const MOST_REDIRECTS = 5;

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
    return await exchange({ definition, call, step }, { ...request, signal: attempt.signal });
  } catch (error) {
    if (isPmoError(error)) throw error;
    const failure: HttpFailure = attempt.signal.aborted
      ? { kind: "timeout", timeoutMs: requestTimeoutMs }
      : networkFailure(error);
    const lost = failure.kind === "timeout" || (failure.kind === "network" && failure.sent);
    if (lost && isWrite(call, step)) throw outcomeUnknown(lostBy(failure, step), step);
    if (step.signal.aborted) throw cancelled(step);
    throw failureError(definition, failure, { call });
  } finally {
    end();
    clearTimeout(timer);
    step.signal.removeEventListener("abort", stop);
  }
}

interface Exchange<Code extends string> {
  definition: HttpClientDefinition<Code>;
  call: HttpCall<Code>;
  step: StepContext;
}

async function exchange<Code extends string>(
  { definition, call, step }: Exchange<Code>,
  request: PreparedCall & { signal: AbortSignal },
): Promise<HttpAnswer> {
  const response = await follow({ definition, call, step }, request);
  const answer = await readAnswer({ definition, call, step }, response);
  const refused = definition.readSuccess?.(answer);
  if (refused === undefined) return answer;
  const failure = {
    kind: "status",
    status: answer.status,
    headers: answer.headers,
    body: answer.body,
  } as const;
  throw failureError(definition, failure, { call, given: refused });
}

/** Only a file may lie elsewhere: any other redirect would carry the call to an address that nobody configured. */
async function follow<Code extends string>(
  { definition, call }: Exchange<Code>,
  { url, ...init }: PreparedCall & { signal: AbortSignal },
): Promise<Response> {
  let response = await definition.host.fetch(url, { ...init, redirect: "manual" });
  let from = url;
  for (let hops = 0; call.expects === "bytes" && isRedirect(response) && hops < MOST_REDIRECTS; hops++) {
    const next = nextAddress(from, response.headers.get("location"), definition.baseUrl());
    if (next === undefined) break;
    await response.body?.cancel();
    const headers = next.withCredentials ? init.headers : new Headers({ accept: "*/*" });
    response = await definition.host.fetch(next.url, { headers, signal: init.signal, redirect: "manual" });
    from = next.url;
  }
  return response;
}

function isRedirect({ status }: Response): boolean {
  return status >= 300 && status < 400 && status !== 304;
}

async function readAnswer<Code extends string>(
  { definition, call, step }: Exchange<Code>,
  response: Response,
): Promise<HttpAnswer> {
  const { status, headers } = response;
  const contentType = headers.get("content-type");
  const malformed = (reason: string) =>
    failureError(definition, { kind: "malformed", status, reason, contentType }, { call });
  let bytes: Uint8Array;
  try {
    bytes = await readBytes(response, call.largestBytes);
  } catch (error) {
    if (error instanceof BodyProblem) throw malformed(error.message);
    throw error;
  }
  if (isRedirect(response)) throw malformed(`it redirects (${status}) to another address`);
  if (status < 400 && call.expects === "bytes") return { status, headers, body: bytes };
  const text = new TextDecoder().decode(bytes);
  const json = parseJson(text);
  if (status >= 400) {
    // A gateway that lost the vendor's answer knows no more than we do of what became of the write.
    if ((status === 502 || status === 504) && isWrite(call, step)) {
      throw outcomeUnknown(`a gateway answered ${status}`, step);
    }
    const failure = { kind: "status", status, headers, body: json?.value ?? text } as const;
    throw failureError(definition, failure, {
      call,
      mayHaveHappened: isWrite(call, step) && status >= 500 && status !== 503,
    });
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

function lostBy(failure: HttpFailure, step: StepContext): string {
  if (failure.kind !== "timeout") return "connection lost";
  return step.signal.aborted ? "cancelled" : "no answer in time";
}

function outcomeUnknown(reason: string, step: StepContext): PmoError {
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
