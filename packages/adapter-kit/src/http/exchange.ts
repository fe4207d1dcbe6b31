import type { StepContext } from "@pm-orchestrator/core";
import { BodyProblem, parseJson, readBytes } from "./body.js";
import type { HttpAnswer, HttpCall, HttpClientDefinition } from "./call.js";
import type { FailureReading, HttpFailure } from "./failure.js";
import type { PreparedCall } from "./prepare.js";
import { nextAddress } from "./redirect.js";

/** A file is rarely more than one step away; more hops are a circle. */
const MOST_REDIRECTS = 5;

export interface Exchange<Code extends string> {
  definition: HttpClientDefinition<Code>;
  call: HttpCall<Code>;
  step: StepContext;
}

/** What came of a request that was answered: the answer, or what is wrong with it. */
export type Exchanged<Code extends string> =
  | { answer: HttpAnswer }
  | { failure: HttpFailure; given?: FailureReading<Code> };

/** Sends a request once and reads its answer. Rejects with what `fetch` rejects with, when no whole answer came. */
export async function exchange<Code extends string>(
  { definition, call }: Exchange<Code>,
  request: PreparedCall & { signal: AbortSignal },
): Promise<Exchanged<Code>> {
  const response = await follow(definition, call, request);
  const read = await readAnswer(call, response);
  if ("failure" in read) return read;
  const refused = definition.readSuccess?.(read.answer);
  if (refused === undefined) return read;
  const { status, headers, body } = read.answer;
  return { failure: { kind: "status", status, headers, body }, given: refused };
}

/** Only a file may lie elsewhere: any other redirect would carry the call to an address that nobody configured. */
async function follow<Code extends string>(
  definition: HttpClientDefinition<Code>,
  call: HttpCall<Code>,
  { url, ...init }: PreparedCall & { signal: AbortSignal },
): Promise<Response> {
  let response = await definition.host.fetch(url, { ...init, redirect: "manual" });
  // Before anything else, since a refusal tells them too; and of the configured address only.
  const granted = definition.grantedScopes?.(response.headers);
  if (granted !== undefined) definition.host.noteScopes?.(granted);
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

/** Each answer is decoded whole, so one decoder does for all. */
const decoder = new TextDecoder();

function isRedirect({ status }: Response): boolean {
  return status >= 300 && status < 400 && status !== 304;
}

async function readAnswer(
  call: HttpCall,
  response: Response,
): Promise<{ answer: HttpAnswer } | { failure: HttpFailure }> {
  const { status, headers } = response;
  const malformed = (reason: string) => ({
    failure: { kind: "malformed", status, reason, contentType: headers.get("content-type") } as const,
  });
  let bytes: Uint8Array;
  try {
    bytes = await readBytes(response, call.largestBytes);
  } catch (error) {
    if (error instanceof BodyProblem) return malformed(error.message);
    throw error;
  }
  if (isRedirect(response)) return malformed(`it redirects (${status}) to another address`);
  if (status < 400 && call.expects === "bytes") return { answer: { status, headers, body: bytes } };
  const text = decoder.decode(bytes);
  const json = parseJson(text);
  if (status >= 400) return { failure: { kind: "status", status, headers, body: json?.value ?? text } };
  if (call.expects === "nothing" || text === "") return { answer: { status, headers, body: undefined } };
  if (call.expects === "text") return { answer: { status, headers, body: text } };
  if (json === undefined) {
    return malformed(/^\s*</.test(text) ? "it is a page of HTML, not JSON" : "it is not JSON");
  }
  return { answer: { status, headers, body: json.value } };
}

const MUTATING = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/** Whether a call may change something. */
export function isWrite(call: HttpCall, step: StepContext): boolean {
  return step.effect !== "read" && call.readsOnly !== true && MUTATING.has(call.method);
}
