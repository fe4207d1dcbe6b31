import { createHash } from "node:crypto";
import type { FaultName } from "./faults/plan.js";

/** What was done to a request on purpose: a fault of the plan, or one of its limits. */
export type LoggedFault = FaultName | "over_limit";

/** One request that a simulator was asked: what it was, what became of it, and what the caller saw. */
export interface LoggedRequest {
  kind: string;
  method: string;
  /** Path and query, without the prefix of the kind. */
  path: string;
  /** Of the answer as the caller saw it; 0 when the connection ended, or nothing was ever answered. */
  status: number;
  /** Whether it asks for a change, as its system reckons: a search by POST does not, a GraphQL mutation does. */
  write: boolean;
  /** Whether the system did what was asked. The answer may still have been lost, broken or replaced on its way. */
  applied: boolean;
  /** Of a write: the same for requests of the same method, path and body. Tells nothing of what they hold. */
  digest?: string;
  fault?: LoggedFault;
}

/** A served simulator may run for days: its log keeps the latest requests. */
const LONGEST_LOG = 10_000;

export function addToLog(log: LoggedRequest[], entry: LoggedRequest): void {
  log.push(entry);
  if (log.length > LONGEST_LOG) log.shift();
}

/** The mark by which a repeated request is recognised. */
export function digestOf(request: Request, path: string, body: string | Uint8Array): string {
  return createHash("sha256")
    .update(`${request.method} ${path}\n`)
    .update(withoutBoundary(body, request.headers.get("content-type")))
    .digest("base64url")
    .slice(0, 22);
}

/** The parts of a form are divided by words that are drawn anew each time the form is sent. */
function withoutBoundary(body: string | Uint8Array, contentType: string | null): string | Uint8Array {
  const boundary = /^multipart\/.*\bboundary="?([^";]+)/i.exec(contentType ?? "")?.[1];
  if (boundary === undefined) return body;
  return Buffer.from(body).toString("latin1").replaceAll(boundary, "");
}
