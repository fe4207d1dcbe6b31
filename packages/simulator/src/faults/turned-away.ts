import type { Refusals } from "../definition.js";
import type { RateHeaders } from "./plan.js";

/** How long to wait, and how that is told. */
export interface Wait {
  waitMs: number;
  headers?: RateHeaders | undefined;
  /** Instead of the seconds. */
  retryAfter?: string | undefined;
  as?: "seconds" | "date" | undefined;
}

/** The answer to one request too many: the vendor's own, where the simulator knows it. */
export function rateLimited(refusals: Refusals | undefined, wait: Wait): Response {
  const { waitMs, headers: mode = "vendor" } = wait;
  const room = { seconds: wholeSeconds(waitMs), at: new Date(Date.now() + waitMs) };
  const told = refusals?.rateLimited?.(room) ?? generalRefusal(room.seconds);
  const headers = new Headers(told.headers);
  if (mode !== "vendor") {
    for (const name of [...headers.keys()]) if (/rate-?limit|^retry-after$/.test(name)) headers.delete(name);
  }
  if (mode === "retry_after" || (mode === "vendor" && headers.has("retry-after"))) {
    headers.set("retry-after", retryAfter(wait));
  }
  return new Response(told.body, { status: told.status, headers });
}

/** The value of `Retry-After`. */
export function retryAfter({ waitMs, retryAfter: text, as }: Wait): string {
  if (text !== undefined) return text;
  return as === "date" ? new Date(Date.now() + waitMs).toUTCString() : String(Math.ceil(waitMs / 1000));
}

export function unauthorized(refusals: Refusals | undefined): Response {
  return (
    refusals?.unauthorized?.() ??
    Response.json({ message: "The simulator says: the credentials have expired." }, { status: 401 })
  );
}

function wholeSeconds(milliseconds: number): number {
  return Math.max(1, Math.ceil(milliseconds / 1000));
}

function generalRefusal(seconds: number): Response {
  return Response.json(
    { message: "The simulator says: too many requests." },
    { status: 429, headers: { "retry-after": String(seconds) } },
  );
}
