import type { FailureCodes } from "@pm-orchestrator/adapter-kit";
import { defineErrors } from "@pm-orchestrator/core";

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
    when: "The channel has no such message or thread. details.channel, details.ts, details.thread_ts",
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
  FILE_NOT_FOUND: {
    number: 4006,
    when: "No such file or canvas, or not visible to this token. details.file",
    suggestions: ["Take the id from list_files or search_files. A bot sees files of channels that it is in."],
  },
  USERGROUP_NOT_FOUND: {
    number: 4007,
    when: "No user group of that id, handle or name. details.usergroup, details.available",
    suggestions: ["Take the handle from list_usergroups."],
  },
  EMOJI_NOT_FOUND: {
    number: 4008,
    when: "Slack knows no such emoji. details.emoji",
    suggestions: ["Give its name, such as thumbsup; list_emoji gives the workspace's own ones."],
  },
  SCHEDULED_MESSAGE_NOT_FOUND: {
    number: 4009,
    when: "No such scheduled message: it was sent, or deleted. details.scheduled_message_id",
    suggestions: [
      "Take the id from list_scheduled_messages. From a minute before it is due, it cannot be deleted.",
    ],
  },
  SECTION_NOT_FOUND: {
    number: 4010,
    when: "No section of the canvas holds that text. details.canvas_id, details.section",
    suggestions: ["Take the text from read_canvas; it is looked for within single sections."],
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
  FILE_TOO_LARGE: {
    number: 4105,
    when: "The file is larger than was allowed, or than Slack takes. details.size, details.max_bytes",
    suggestions: ["Give a larger max_bytes, or read the file in Slack."],
  },
  INVALID_TIME: {
    number: 4106,
    when: "A time is in the past, too far ahead, or none that Slack understands. details.slack_error",
    suggestions: ["Give an instant in ISO 8601; messages can be scheduled up to 120 days ahead."],
  },
  AMBIGUOUS_MATCH: {
    number: 4110,
    when: "A name fits several users, channels, user groups or sections. details.candidates",
    suggestions: ["Use the id of one of details.candidates."],
  },
  NAME_TAKEN: {
    number: 4201,
    when: "A channel or a user group of this name or handle exists already. details.slack_error",
    suggestions: ["Choose another name, or use the one that exists."],
  },
  MESSAGE_NOT_CHANGEABLE: {
    number: 4301,
    when: "This message cannot be changed or deleted: it is somebody else's, or too old. details.slack_error",
    suggestions: ["Only its author may change a message; write a new one into the thread."],
  },
  CANVAS_EDIT_FAILED: {
    number: 4302,
    when: "Slack could not write the canvas: its Markdown does not fit, or it is locked or full. details.slack_error",
    suggestions: ["Simplify the Markdown, such as lists within quotes, and try again."],
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
