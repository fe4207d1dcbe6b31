import type { FailureCodes } from "@pm-orchestrator/adapter-kit";
import { defineErrors } from "@pm-orchestrator/core";

const checkSpelling = "Check the spelling; names are matched exactly, without regard to case.";

/** Linear's errors, 1000–1499. */
export const linearErrors = defineErrors({
  TEAM_NOT_FOUND: {
    number: 1001,
    when: "No team of that name, key or id that these credentials can see. details.available",
    suggestions: ["Use the team's key, e.g. PSN, and check that the account can see the team."],
  },
  PROJECT_NOT_FOUND: {
    number: 1002,
    when: "The team has no project of that name or id. details.available",
    suggestions: [checkSpelling],
  },
  LABEL_NOT_FOUND: {
    number: 1003,
    when: "Neither team nor workspace has such a label; none is created. details.missing, details.available",
    suggestions: [checkSpelling],
  },
  STATUS_NOT_FOUND: {
    number: 1004,
    when: "The team has no status of that name, id or type. details.available",
    suggestions: ["`list_statuses` gives the statuses of a team."],
  },
  ISSUE_NOT_FOUND: {
    number: 1005,
    when: "No such issue, or not visible to these credentials",
    suggestions: ["Check the identifier, and that the account can see its team."],
  },
  USER_NOT_FOUND: {
    number: 1006,
    when: "Nobody of that name, e-mail address or id. details.available",
    suggestions: ["Use the e-mail address, the id or `me`; suspended people are not found."],
  },
  DOCUMENT_NOT_FOUND: {
    number: 1007,
    when: "No such document, or not visible to these credentials",
    suggestions: ["Check the document's id."],
  },
  COMMENT_NOT_FOUND: {
    number: 1008,
    when: "No such comment, e.g. the one to reply to",
    suggestions: ["`get_issue` with include: [comments] gives the ids of an issue's comments."],
  },
  INVALID_TEAM_IDENTIFIER: {
    number: 1101,
    when: "Linear does not accept the team",
    suggestions: ["Use the team's key or id."],
  },
  INVALID_STATE_NAME: {
    number: 1102,
    when: "Linear does not accept the status for this issue",
    suggestions: ["Use a status of the issue's own team: `list_statuses` gives them."],
  },
  INVALID_LABEL_NAME: {
    number: 1103,
    when: "Linear does not accept a label for this issue, e.g. two of one group",
    suggestions: ["Use labels of the issue's team or of the workspace, at most one of a group."],
  },
  INVALID_PRIORITY: {
    number: 1104,
    when: "Linear does not accept the priority",
    suggestions: ["0 none, 1 urgent, 2 high, 3 medium, 4 low."],
  },
  INVALID_DATE_FORMAT: {
    number: 1105,
    when: "Linear does not accept a date",
    suggestions: ["Write dates as 2026-01-31."],
  },
  MISSING_REQUIRED_PARAM: {
    number: 1106,
    when: "Linear wants something that was not given",
    suggestions: ["Give what the message names."],
  },
  PERMISSION_DENIED: {
    number: 1107,
    when: "The account may not do this, or the workspace's plan does not include it",
    suggestions: ["Ask the workspace's administrator, or use another account's key."],
  },
  INVALID_INPUT: {
    number: 1108,
    when: "Linear does not accept something that was given; the message says what",
    suggestions: ["Correct what the message names."],
  },
  AMBIGUOUS_MATCH: {
    number: 1110,
    when: "A name fits several things. details.candidates",
    suggestions: ["Use the id of one of details.candidates."],
  },
  LABEL_CREATION_FAILED: {
    number: 1201,
    when: "Linear says that it did not create the label",
    suggestions: ["Look whether the label exists before you try again."],
  },
  ISSUE_CREATION_FAILED: {
    number: 1202,
    when: "Linear says that it did not create the issue. details.id",
    suggestions: ["Look with `get_issue` for details.id before you try again."],
  },
  COMMENT_CREATION_FAILED: {
    number: 1203,
    when: "Linear says that it did not create the comment. details.id",
    suggestions: ["Look at the issue's comments for details.id before you try again."],
  },
  PROJECT_CREATION_FAILED: {
    number: 1204,
    when: "Linear says that it did not create the project",
    suggestions: ["Look whether the project exists before you try again."],
  },
  ISSUE_UPDATE_FAILED: {
    number: 1301,
    when: "Linear says that it did not change the issue",
    suggestions: ["Read the issue, then repeat the change."],
  },
  PROJECT_UPDATE_FAILED: {
    number: 1302,
    when: "Linear says that it did not change the project",
    suggestions: ["Read the project, then repeat the change."],
  },
  LINEAR_API_ERROR: {
    number: 1401,
    when: "Linear failed, cannot be reached, or answered something unexpected. details.status, details.partial",
    suggestions: ["Try again later; `pmo doctor` checks the connection."],
  },
  LINEAR_API_RATE_LIMIT: {
    number: 1402,
    when: "Linear limits requests or their complexity. details.retry_after_ms, details.reset_at, details.rate_limit",
    suggestions: ["Wait, then send fewer or smaller requests at once; searches are limited to 30 a minute."],
    retryable: true,
  },
  LINEAR_API_TIMEOUT: {
    number: 1403,
    when: "One attempt took too long. details.timeout_ms",
    suggestions: ["Try again, or ask for less at once."],
    retryable: true,
  },
  LINEAR_API_UNAUTHORIZED: {
    number: 1404,
    when: "The API key is wrong, expired or revoked",
    suggestions: ["Check LINEAR_API_KEY, which is sent as it is, without Bearer; `pmo doctor` tries it."],
  },
  LINEAR_CONFLICT: {
    number: 1405,
    when: "Something of that id or name exists already, or was changed in between",
    suggestions: ["Read it again, then repeat the change if it is still needed."],
  },
  LINEAR_SCOPE_MISSING: {
    number: 1406,
    when: "The key or token lacks a scope. details.scope",
    suggestions: ["Create a key with the scope in details.scope."],
  },
});

export type LinearErrorCode = Extract<keyof typeof linearErrors.table, string>;

export const linearFailureCodes: FailureCodes<LinearErrorCode> = {
  unauthorized: "LINEAR_API_UNAUTHORIZED",
  forbidden: "PERMISSION_DENIED",
  conflict: "LINEAR_CONFLICT",
  rateLimited: "LINEAR_API_RATE_LIMIT",
  timeout: "LINEAR_API_TIMEOUT",
  api: "LINEAR_API_ERROR",
};
