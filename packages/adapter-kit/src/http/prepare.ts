import type { PmoError } from "@pm-orchestrator/core";
import type { HttpCall, HttpClientDefinition } from "./call.js";
import { failureError } from "./read-failure.js";
import { callUrl, isAddress, linkWithinBase } from "./url.js";

/** A call as `fetch` takes it. */
export interface PreparedCall {
  url: URL;
  method: string;
  headers: Headers;
  body?: string | URLSearchParams | FormData | Uint8Array<ArrayBuffer>;
}

/**
 * Everything of a call that is known before it is sent. Throws a PmoError for settings with which nothing can be sent,
 * and for a link that leads elsewhere.
 */
export function prepare<Code extends string>(
  definition: HttpClientDefinition<Code>,
  call: HttpCall<Code>,
): PreparedCall {
  return {
    url: addressOf(definition, call),
    method: call.method,
    headers: headersOf(definition, call),
    ...bodyOf(call),
  };
}

function addressOf<Code extends string>(definition: HttpClientDefinition<Code>, call: HttpCall<Code>): URL {
  const baseUrl = definition.baseUrl();
  if (!isAddress(baseUrl)) throw neverSent(definition, "its address is not a URL");
  if (!/^[a-z]+:\/\//i.test(call.path)) return callUrl(baseUrl, call.path, call.query);
  const link = linkWithinBase(baseUrl, call.path);
  if (link === undefined) {
    throw failureError(
      definition,
      { kind: "malformed", status: 200, reason: "its link leads to another host", contentType: null },
      { call },
    );
  }
  return link;
}

function headersOf<Code extends string>(
  definition: HttpClientDefinition<Code>,
  call: HttpCall<Code>,
): Headers {
  const headers = new Headers({
    accept: call.expects === "text" || call.expects === "bytes" ? "*/*" : "application/json",
    "user-agent": "pm-orchestrator",
  });
  if (call.body !== undefined) headers.set("content-type", "application/json");
  for (const [name, value] of Object.entries({ ...call.headers, ...definition.credentials() })) {
    try {
      headers.set(name, value);
    } catch {
      // The reason that Headers gives repeats the value, which may be a credential.
      throw neverSent(definition, `${name} holds a character that no header can hold`);
    }
  }
  return headers;
}

/** For a setting that makes it impossible to send anything: trying again is no help. */
function neverSent<Code extends string>(definition: HttpClientDefinition<Code>, reason: string): PmoError {
  const given = {
    code: definition.codes.api,
    suggestions: [`Correct the settings of ${definition.host.system}; \`pmo doctor\` checks them.`],
    retryable: false,
  };
  return failureError(definition, { kind: "network", reason, sent: false }, { given });
}

function bodyOf(call: HttpCall): Pick<PreparedCall, "body"> {
  if (call.multipart !== undefined) return { body: call.multipart };
  if (call.bytes !== undefined) return { body: new Uint8Array(call.bytes) };
  if (call.form !== undefined) {
    const given = Object.entries(call.form).filter(([, value]) => value !== undefined);
    return {
      body: new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)])),
    };
  }
  return call.body === undefined ? {} : { body: JSON.stringify(call.body) };
}
