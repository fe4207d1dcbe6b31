import type { FailureCodes, FailureReading, HttpAnswer, HttpFailure } from "@pm-orchestrator/adapter-kit";
import { defineErrors } from "@pm-orchestrator/core";
import type { VendorFailure } from "./vendor.js";

/** Slack's errors, 4000–4499. */
export const slackErrors = defineErrors({
  CHANNEL_NOT_FOUND: {
    number: 4001,
    when: "No such channel, or not visible to this token. details.channel, details.available",
    suggestions: [
      "Check the name. Private channels are seen only by members, with the scope groups:read; a channel created a moment ago with refresh_cache.",
    ],
  },
  USER_NOT_FOUND: {
    number: 4002,
    when: "Nobody of that id, e-mail address, handle or name. details.user, details.available",
    suggestions: ["Use the e-mail address or the user's id."],
  },
  MESSAGE_NOT_FOUND: {
    number: 4003,
    when: "The channel has no such message or thread. details.channel, details.thread_ts",
    suggestions: ["Take ts and channel from the same message, for instance from search_messages."],
  },
  PERMISSION_DENIED: {
    number: 4004,
    when: "The token's user or bot may not do this, or is not a member of the channel. details.slack_error",
    suggestions: ["Invite the bot to the channel, or ask a workspace administrator for the permission."],
  },
  CHANNEL_ARCHIVED: {
    number: 4005,
    when: "The channel is archived: it can be read, but not written to",
    suggestions: ["Choose another channel, or unarchive this one in Slack."],
  },
  MESSAGE_TOO_LONG: {
    number: 4101,
    when: "The message is longer than Slack takes. details.length, details.limit",
    suggestions: ["Shorten the text, or post the rest into the thread."],
  },
  REQUIRED_FIELD_MISSING: {
    number: 4103,
    when: "Slack wants something that was not given: a text, a query. details.slack_error",
    suggestions: ["Give the param that the message names."],
  },
  INVALID_FIELD_VALUE: {
    number: 4104,
    when: "Slack does not accept a value, such as blocks or a cursor. details.slack_error, details.messages",
    suggestions: ["Correct the value that the message names."],
  },
  AMBIGUOUS_MATCH: {
    number: 4110,
    when: "A name fits several users or channels. details.candidates",
    suggestions: ["Use the id of one of details.candidates."],
  },
  SLACK_API_ERROR: {
    number: 4401,
    when: "Slack failed, cannot be reached, or answered something unexpected. details.slack_error, details.status",
    suggestions: ["Try again later; `pmo doctor` checks the connection."],
  },
  SLACK_API_RATE_LIMIT: {
    number: 4402,
    when: "Slack limits the rate of requests. details.retry_after_ms",
    suggestions: ["Wait, then send fewer requests at once."],
    retryable: true,
  },
  SLACK_API_TIMEOUT: {
    number: 4403,
    when: "One attempt took too long. details.timeout_ms",
    suggestions: ["Try again, or ask for less at once."],
    retryable: true,
  },
  SLACK_API_UNAUTHORIZED: {
    number: 4404,
    when: "The token is wrong, expired or revoked, or its account is inactive",
    suggestions: ["Check SLACK_BOT_TOKEN and SLACK_USER_TOKEN; `pmo doctor` tries them."],
  },
  SLACK_CONFLICT: {
    number: 4405,
    when: "Somebody else changed it in between",
    suggestions: ["Read it again, then repeat the change."],
  },
  SLACK_SCOPE_MISSING: {
    number: 4406,
    when: "The token lacks a scope, or is of the wrong kind. details.scope",
    suggestions: [
      "Add the scope in details.scope to the Slack app, install it again, and use the new token.",
    ],
  },
});

export type SlackErrorCode = Extract<keyof typeof slackErrors.table, string>;

export const slackFailureCodes: FailureCodes<SlackErrorCode> = {
  unauthorized: "SLACK_API_UNAUTHORIZED",
  forbidden: "PERMISSION_DENIED",
  conflict: "SLACK_CONFLICT",
  rateLimited: "SLACK_API_RATE_LIMIT",
  timeout: "SLACK_API_TIMEOUT",
  api: "SLACK_API_ERROR",
};

/** Slack's own error words, by the code that they become. */
const WORDS: readonly (readonly [SlackErrorCode, readonly string[]])[] = [
  ["CHANNEL_NOT_FOUND", ["channel_not_found"]],
  ["USER_NOT_FOUND", ["user_not_found", "users_not_found", "user_not_visible"]],
  ["MESSAGE_NOT_FOUND", ["message_not_found", "thread_not_found", "invalid_thread_ts"]],
  [
    "PERMISSION_DENIED",
    [
      "not_in_channel",
      "no_permission",
      "access_denied",
      "app_access_restricted",
      "cannot_reply_to_message",
      "channel_is_limited_access",
      "ekm_access_denied",
      "enterprise_is_restricted",
      "messages_tab_disabled",
      "org_login_required",
      "team_access_not_granted",
    ],
  ],
  ["CHANNEL_ARCHIVED", ["is_archived"]],
  ["MESSAGE_TOO_LONG", ["msg_too_long", "msg_blocks_too_long"]],
  ["REQUIRED_FIELD_MISSING", ["no_text", "no_query", "missing_argument"]],
  [
    "INVALID_FIELD_VALUE",
    [
      "invalid_arguments",
      "invalid_arg_name",
      "invalid_array_arg",
      "invalid_blocks",
      "invalid_blocks_format",
      "invalid_cursor",
      "invalid_limit",
      "invalid_types",
      "method_not_supported_for_channel_type",
      "too_many_attachments",
    ],
  ],
  [
    "SLACK_API_UNAUTHORIZED",
    [
      "invalid_auth",
      "not_authed",
      "token_revoked",
      "token_expired",
      "account_inactive",
      "two_factor_setup_required",
    ],
  ],
  ["SLACK_SCOPE_MISSING", ["missing_scope", "not_allowed_token_type"]],
  ["SLACK_API_RATE_LIMIT", ["ratelimited", "rate_limited", "message_limit_exceeded"]],
];

const CODES: ReadonlyMap<string, SlackErrorCode> = new Map(
  WORDS.flatMap(([code, words]) => words.map((word) => [word, code] as const)),
);

/** Failures of Slack's own, which pass. */
const PASSING = new Set([
  "internal_error",
  "fatal_error",
  "service_unavailable",
  "request_timeout",
  "team_added_to_org",
]);

/** After these a write may have happened: Slack says that a part of it may have succeeded before the failure. */
const UNCERTAIN = new Set<unknown>(["internal_error", "fatal_error"]);

/** Slack answers 200 and says in the body that it failed. */
export function readSlackAnswer({ body }: HttpAnswer): FailureReading<SlackErrorCode> | undefined {
  const { ok } = (body ?? {}) as { ok?: unknown };
  if (ok === true) return undefined;
  return (
    slackReading(body) ?? {
      code: "SLACK_API_ERROR",
      message: "The answer does not say whether it worked: it is not Slack's.",
      suggestions: ["Check SLACK_BASE_URL: it must lead to Slack's Web API."],
      retryable: false,
    }
  );
}

/** The same body under a status that is not a success. A 429 is left to the kit, which reads `Retry-After`. */
export function readSlackFailure(failure: HttpFailure): FailureReading<SlackErrorCode> | undefined {
  return failure.kind === "status" && failure.status !== 429 ? slackReading(failure.body) : undefined;
}

/** Whether it is unknown if a write that ended with this error has happened. */
export function isUncertain(details: Readonly<Record<string, unknown>>): boolean {
  return UNCERTAIN.has(details["slack_error"]);
}

function slackReading(body: unknown): FailureReading<SlackErrorCode> | undefined {
  const { error, needed, provided, response_metadata } = (body ?? {}) as VendorFailure;
  // Anything but one of its words is not from Slack, and nobody knows what it would show.
  if (typeof error !== "string" || !/^[a-z][a-z0-9_]{0,79}$/.test(error)) return undefined;
  const code =
    CODES.get(error) ?? (error.startsWith("restricted_action") ? "PERMISSION_DENIED" : "SLACK_API_ERROR");
  const messages = response_metadata?.messages?.slice(0, 5);
  return {
    code,
    message: messageOf(error, { needed, provided, messages }),
    details: {
      slack_error: error,
      ...(needed === undefined ? {} : { scope: needed }),
      ...(provided === undefined ? {} : { provided }),
      ...(messages === undefined ? {} : { messages }),
    },
    retryable: code === "SLACK_API_RATE_LIMIT" || PASSING.has(error),
  };
}

function messageOf(
  error: string,
  told: { needed: string | undefined; provided: string | undefined; messages: string[] | undefined },
): string {
  if (error === "missing_scope") {
    return `The token lacks the scope ${told.needed ?? "that this needs"}; it has ${told.provided ?? "others"}.`;
  }
  if (error === "not_allowed_token_type") return "This kind of token is not allowed here.";
  return `Slack refuses this: ${[error, ...(told.messages ?? [])].join("; ")}.`;
}
