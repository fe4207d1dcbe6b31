import type { FailureCodes } from "@pm-orchestrator/adapter-kit";
import { defineErrors } from "@pm-orchestrator/core";
import { notFoundErrors } from "./not-found-errors.js";

/** Linear's errors, 1000–1499. */
export const linearErrors = defineErrors({
  ...notFoundErrors,
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
  NO_CHECKLIST: {
    number: 1111,
    when: "The issue's description has no checklist",
    suggestions: ["Items of a checklist are lines such as `- [ ] text`."],
  },
  INVALID_INDICES: {
    number: 1112,
    when: "The checklists have fewer items. details.invalid, details.total, details.items",
    suggestions: ["Number the items from 0, in the order of details.items."],
  },
  FOREIGN_ADDRESS: {
    number: 1113,
    when: "The address of a file is not one of Linear's: credentials are not sent there",
    suggestions: ["Use addresses that begin with https://uploads.linear.app/."],
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
  CREATION_FAILED: {
    number: 1205,
    when: "Linear says that it did not create something else. details.id",
    suggestions: ["Look for details.id before you try again."],
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
  CHANGE_FAILED: {
    number: 1303,
    when: "Linear says that it did not change or delete something else",
    suggestions: ["Read it, then repeat the change."],
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
    when: "The API key or access token is wrong, expired or revoked",
    suggestions: [
      "Check LINEAR_API_KEY, which is sent as it is, or LINEAR_ACCESS_TOKEN, which is sent as Bearer; `pmo doctor` tries it.",
    ],
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
