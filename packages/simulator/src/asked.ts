import type { SimulatorDefinition } from "./definition.js";
import type { MatchedRequest } from "./faults/matching.js";
import { digestOf } from "./log.js";

/** A body as somebody has it in hand; undefined: it must be read from the request. */
export type KnownBody = string | Uint8Array | undefined;

/** A request as the log and the faults see it. */
export interface DescribedRequest extends MatchedRequest {
  path: string;
  digest: string | undefined;
}

/**
 * What a request is. Of what is read by GET nothing is looked at but the address; of what asks for a change the body is,
 * before any handler takes it.
 */
export async function describeRequest(
  { request, kind, url }: { request: Request; kind: string; url: URL },
  definition: SimulatorDefinition | undefined,
  known: KnownBody,
): Promise<DescribedRequest> {
  const { method } = request;
  const pathname = url.pathname.slice(kind.length + 1);
  const path = pathname + url.search;
  const isRead = method === "GET" || method === "HEAD";
  const body = isRead ? "" : (known ?? (await bodyOf(request)));
  const write = definition?.isWrite?.({ method, path, body: textOf(body) }) ?? !isRead;
  return { kind, method, pathname, path, write, digest: write ? digestOf(request, path, body) : undefined };
}

/** The body that `fetch` was given, if it can be looked at without touching the request. */
export function bodyInHand(body: RequestInit["body"]): KnownBody {
  if (typeof body === "string" || body instanceof Uint8Array) return body;
  return body instanceof URLSearchParams ? body.toString() : undefined;
}

async function bodyOf(request: Request): Promise<Uint8Array | string> {
  return request.body === null ? "" : new Uint8Array(await request.clone().arrayBuffer());
}

function textOf(body: string | Uint8Array): string {
  return typeof body === "string" ? body : new TextDecoder().decode(body);
}
