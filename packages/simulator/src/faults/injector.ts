import { baseOf, type Refusals } from "../definition.js";
import type { LoggedFault } from "../log.js";
import { createLimits, type NoRoom } from "./limits.js";
import type { MatchedRequest } from "./matching.js";
import type { FaultPlan, FaultRule } from "./plan.js";
import { createRules } from "./rules.js";
import { huge, mistyped, page, slow, truncated } from "./spoil.js";
import { rateLimited, retryAfter, unauthorized } from "./turned-away.js";

/** What will happen to one request. */
export interface Incident {
  fault: LoggedFault;
  /** The answer that the caller sees; undefined when none ever comes. */
  answer(exchange: FaultyExchange): Promise<Response | undefined>;
}

/** A request that something happens to. */
export interface FaultyExchange {
  request: Request;
  kind: string;
  refusals: Refusals | undefined;
  /** Has the simulator handle the request. Asked at most once. */
  apply(): Promise<Response>;
}

/** Decides what happens to requests: counts each, so it is asked once for each, in the order in which they come. */
export type FaultInjector = (asked: MatchedRequest) => Incident | undefined;

const REDIRECTS = /^\/simulated-redirect\/(\d{1,15})$/;
const HUGE_BYTES = 50 * 1024 * 1024;

/** A plan at work. `clock` is what limits go by. Unit: milliseconds. */
export function createFaultInjector(plan: FaultPlan, clock: () => number): FaultInjector {
  const { seed = 1, rules = [], limits = [] } = plan;
  const room = createLimits(limits, clock);
  const strike = createRules(rules, seed);
  return (asked) => {
    const hop = REDIRECTS.exec(asked.pathname)?.[1];
    if (hop !== undefined) return redirecting(Number(hop) + 1);
    const noRoom = room(asked);
    if (noRoom !== undefined) return overLimit(noRoom);
    const rule = strike(asked);
    return rule && { fault: rule.fault, answer: (exchange) => answerOf(rule, exchange) };
  };
}

function overLimit({ waitMs, headers }: NoRoom): Incident {
  return {
    fault: "over_limit",
    answer: async ({ refusals }) => rateLimited(refusals, { waitMs, headers }),
  };
}

/** Each address leads to one with a higher number. */
function redirecting(number: number): Incident {
  return {
    fault: "endless_redirect",
    answer: async (exchange) => redirect(exchange, number),
  };
}

function redirect({ request, kind }: FaultyExchange, number: number): Response {
  const location = `${baseOf(request, kind)}/simulated-redirect/${number}`;
  return new Response(null, { status: 302, headers: { location } });
}

async function answerOf(rule: FaultRule, exchange: FaultyExchange): Promise<Response | undefined> {
  const { apply, request, refusals } = exchange;
  switch (rule.fault) {
    case "rate_limited":
      return rateLimited(refusals, { ...waitOf(rule, 1), headers: rule.headers });
    case "status": {
      if (rule.applied === true) await apply();
      const headers: Record<string, string> =
        rule.retry_after === undefined ? {} : { "retry-after": retryAfter(waitOf(rule, 1)) };
      return Response.json(
        { message: `The simulator says: a fault of the server (${rule.status}).` },
        { status: rule.status, headers },
      );
    }
    case "expired_token":
      return unauthorized(refusals);
    case "endless_redirect":
      return redirect(exchange, 1);
    case "reset_before":
      return Response.error();
    case "reset_after":
      await apply();
      return Response.error();
    case "slow_body":
      return slow(await apply(), rule.over_ms ?? 1000, request);
    case "truncated_json":
      return truncated(await answerUnless(rule.applied === false, apply));
    case "wrong_content_type":
      return mistyped(await answerUnless(rule.applied === false, apply), rule.content_type ?? "text/plain");
    case "html_page":
      if (rule.applied !== false) await apply();
      return page(rule.status ?? 200);
    case "huge_answer":
      if (rule.applied !== false) await apply();
      return huge(rule.bytes ?? HUGE_BYTES);
    case "no_answer":
      if (rule.applied === true) await apply();
      return undefined;
    default:
      throw new TypeError(`There is no fault ${JSON.stringify((rule satisfies never as FaultRule).fault)}.`);
  }
}

async function answerUnless(kept: boolean, apply: () => Promise<Response>): Promise<Response> {
  return kept ? Response.json({ message: "The simulator says: nothing was done." }) : apply();
}

type Waiting = Extract<FaultRule, { fault: "rate_limited" | "status" }>;

function waitOf({ retry_after, retry_after_as }: Waiting, standardSeconds: number) {
  const seconds = typeof retry_after === "number" ? retry_after : standardSeconds;
  return {
    waitMs: seconds * 1000,
    as: retry_after_as,
    ...(typeof retry_after === "string" ? { retryAfter: retry_after } : {}),
  };
}
