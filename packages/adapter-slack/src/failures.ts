import type { FailureReading, HttpAnswer, HttpFailure } from "@pm-orchestrator/adapter-kit";
import { isPmoError } from "@pm-orchestrator/core";
import { codeOf } from "./error-words.js";
import type { SlackErrorCode } from "./errors.js";
import type { SlackMethod } from "./methods.js";
import type { VendorFailure } from "./vendor.js";

/** Failures of Slack's own, which pass. */
const PASSING = new Set([
  "internal_error",
  "fatal_error",
  "service_unavailable",
  "request_timeout",
  "team_added_to_org",
]);

/** After these a write may have happened: Slack says that a part of it may have succeeded before the failure. */
const UNCERTAIN = new Set(["internal_error", "fatal_error"]);

/** What is known of a call whose failure is read. */
interface ReadCall {
  /** Which is also the name of its limit domain. */
  method: SlackMethod;
  /** The scope that its method needs, for when Slack does not say. */
  scope: string | undefined;
  /** Words that mean something of their own in it. */
  means?: Readonly<Record<string, SlackErrorCode>> | undefined;
}

/** Slack answers 200 and says in the body that it failed. */
export function readSlackAnswer(
  { body }: HttpAnswer,
  call: ReadCall,
): FailureReading<SlackErrorCode> | undefined {
  const { ok } = (body ?? {}) as { ok?: unknown };
  if (ok === true) return undefined;
  return (
    slackReading(body, call) ?? {
      code: "SLACK_API_ERROR",
      message: "The answer does not say whether it worked: it is not Slack's.",
      suggestions: ["Check SLACK_BASE_URL: it must lead to Slack's Web API."],
      retryable: false,
    }
  );
}

/** The same body under a status that is not a success. Of a 429 the kit reads `Retry-After`. */
export function readSlackFailure(
  failure: HttpFailure,
  call: ReadCall,
): FailureReading<SlackErrorCode> | undefined {
  if (failure.kind !== "status") return undefined;
  if (failure.status === 429) return { code: "SLACK_API_RATE_LIMIT", details: { limit_domain: call.method } };
  return slackReading(failure.body, call);
}

/** The word with which Slack refused; undefined when something else went wrong. */
export function slackWordOf(error: unknown): string | undefined {
  const word = isPmoError(error) ? error.details["slack_error"] : undefined;
  return typeof word === "string" ? word : undefined;
}

/** Whether it is unknown if a write that ended with this word has happened. */
export function isUncertain(word: string | undefined): boolean {
  return word !== undefined && UNCERTAIN.has(word);
}

function slackReading(body: unknown, call: ReadCall): FailureReading<SlackErrorCode> | undefined {
  const { error, needed, provided, detail, response_metadata } = (body ?? {}) as VendorFailure;
  // Anything but one of its words is not from Slack, and nobody knows what it would show.
  if (typeof error !== "string" || !/^[a-z][a-z0-9_]{0,79}$/.test(error)) return undefined;
  const own = new Map(Object.entries(call.means ?? {})).get(error);
  const code = own ?? codeOf(error);
  const scope = code === "SLACK_SCOPE_MISSING" ? (needed ?? call.scope) : needed;
  const told = [...(response_metadata?.messages ?? []), ...(detail === undefined ? [] : [detail])];
  const messages = told.length === 0 ? undefined : told.slice(0, 5);
  return {
    code,
    message: messageOf(error, { scope, provided, messages }),
    details: {
      slack_error: error,
      ...(scope === undefined ? {} : { scope }),
      ...(provided === undefined ? {} : { provided }),
      ...(messages === undefined ? {} : { messages }),
      ...(code === "SLACK_API_RATE_LIMIT" ? { limit_domain: call.method } : {}),
    },
    retryable: code === "SLACK_API_RATE_LIMIT" || PASSING.has(error),
  };
}

function messageOf(
  error: string,
  told: { scope: string | undefined; provided: string | undefined; messages: string[] | undefined },
): string {
  if (error === "missing_scope") {
    return `The token lacks the scope ${told.scope ?? "that this needs"}; it has ${told.provided ?? "others"}.`;
  }
  if (error === "not_allowed_token_type") {
    const scope = told.scope === undefined ? "" : ` (its scope would be ${told.scope})`;
    return `This kind of token is not allowed here${scope}.`;
  }
  return `Slack refuses this: ${[error, ...(told.messages ?? [])].join("; ")}.`;
}
