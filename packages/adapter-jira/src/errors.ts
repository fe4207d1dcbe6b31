import type { FailureCodes, FailureReading, HttpFailure } from "@pm-orchestrator/adapter-kit";
import { atlassianErrorText, limitOfRefusal } from "@pm-orchestrator/atlassian";
import { defineErrors } from "@pm-orchestrator/core";

const checkSpelling = "Check the spelling; names are matched exactly, without regard to case.";

/** Jira's errors, 2000–2499. */
export const jiraErrors = defineErrors({
  PROJECT_NOT_FOUND: {
    number: 2001,
    when: "No such project, or not visible to these credentials",
    suggestions: ["Check the project's key, and that the account may browse the project."],
  },
  ISSUE_TYPE_NOT_FOUND: {
    number: 2002,
    when: "The project has no such issue type. details.available",
    suggestions: [checkSpelling],
  },
  ISSUE_NOT_FOUND: {
    number: 2003,
    when: "No such issue, or not visible to these credentials",
    suggestions: ["Check the issue's key, and that the account may browse its project."],
  },
  USER_NOT_FOUND: {
    number: 2004,
    when: "Nobody of that name, e-mail address or account id",
    suggestions: ["Use the e-mail address or the account id; some accounts hide their address."],
  },
  COMPONENT_NOT_FOUND: {
    number: 2005,
    when: "The project has no such component",
    suggestions: [checkSpelling],
  },
  VERSION_NOT_FOUND: { number: 2006, when: "The project has no such version", suggestions: [checkSpelling] },
  PRIORITY_NOT_FOUND: {
    number: 2007,
    when: "No such priority. details.available",
    suggestions: [checkSpelling],
  },
  FIELD_NOT_FOUND: {
    number: 2008,
    when: "No field of that name or id. details.available",
    suggestions: [checkSpelling],
  },
  LINK_TYPE_NOT_FOUND: {
    number: 2009,
    when: "No such type of link between issues. details.available",
    suggestions: [checkSpelling],
  },
  LINK_NOT_FOUND: {
    number: 2010,
    when: "No such link between issues, or not visible to these credentials",
    suggestions: ["get_issue with expand: [links] lists an issue's links with their ids."],
  },
  COMMENT_NOT_FOUND: {
    number: 2011,
    when: "The issue has no such comment, or neither is visible to these credentials",
    suggestions: ["get_comments lists an issue's comments with their ids."],
  },
  ATTACHMENT_NOT_FOUND: {
    number: 2012,
    when: "No such attachment, or not visible to these credentials",
    suggestions: ["get_attachments lists an issue's files with their ids."],
  },
  BOARD_NOT_FOUND: {
    number: 2020,
    when: "No such board, or not visible to these credentials. details.available",
    suggestions: ["`list_boards` tells the ids and names of boards."],
  },
  SPRINT_NOT_FOUND: {
    number: 2021,
    when: "No such sprint, or not visible to these credentials. details.available",
    suggestions: ["`list_sprints` tells the ids and names of a board's sprints."],
  },
  FILTER_NOT_FOUND: {
    number: 2022,
    when: "No such filter, or not shared with this account",
    suggestions: ["`list_filters` tells the ids and names of filters."],
  },
  ROLE_NOT_FOUND: {
    number: 2023,
    when: "The project has no such role. details.available",
    suggestions: [checkSpelling],
  },
  INVALID_ISSUE_KEY: {
    number: 2101,
    when: "What was given cannot be the key of an issue",
    suggestions: ["Keys look like TRAIN-123."],
  },
  INVALID_TRANSITION: {
    number: 2102,
    when: "The issue cannot make this transition from where it stands. details.available_transitions",
    suggestions: ["Use one of details.available_transitions."],
  },
  REQUIRED_FIELD_MISSING: {
    number: 2103,
    when: "Jira wants a field that was not given. details.fields",
    suggestions: ["Give the field; fields without a param of their own go into custom_fields."],
  },
  INVALID_FIELD_VALUE: {
    number: 2104,
    when: "Jira does not accept a value, or cannot read the JQL. details.fields",
    suggestions: ["Correct the value that the message names."],
  },
  PERMISSION_DENIED: {
    number: 2105,
    when: "The account may not do this",
    suggestions: ["Ask the project's administrator for the permission, or use another account."],
  },
  WORKFLOW_VALIDATION_ERROR: {
    number: 2106,
    when: "The workflow refuses the transition",
    suggestions: ["Give what the workflow asks for: resolution, comment or fields."],
  },
  ISSUE_HAS_SUBTASKS: {
    number: 2107,
    when: "An issue that is to be deleted has sub-tasks",
    suggestions: ["Delete them along with it by delete_subtasks: true, or give them another parent."],
  },
  TEXT_NOT_EDITABLE: {
    number: 2108,
    when: "A new text would lose what Markdown cannot say, or its placeholders do not fit. details.placeholders",
    suggestions: [
      "Read the text with editable: true, and leave its placeholders where they belong; or give allow_removal: true.",
    ],
  },
  FILE_TOO_LARGE: {
    number: 2109,
    when: "The file is larger than was allowed, or than Jira takes. details.size, details.max_bytes",
    suggestions: ["Give a larger max_bytes, up to 26214400, or read the file in Jira."],
  },
  AMBIGUOUS_MATCH: {
    number: 2110,
    when: "A name fits several things. details.candidates",
    suggestions: ["Use the id of one of details.candidates."],
  },
  ISSUE_CREATION_FAILED: {
    number: 2201,
    when: "None of several issues could be created. details.failed",
    suggestions: [
      "Correct what details.failed names; validate_only looks names up without creating anything.",
    ],
  },
  ISSUE_MOVE_FAILED: {
    number: 2301,
    when: "Jira could not move an issue to another project. details.status",
    suggestions: ["Move it in Jira itself, where missing fields can be mapped one by one."],
  },
  JIRA_API_ERROR: {
    number: 2401,
    when: "Jira failed, cannot be reached, or answered something unexpected. details.status",
    suggestions: ["Try again later; `pmo doctor` checks the connection."],
  },
  JIRA_API_RATE_LIMIT: {
    number: 2402,
    when: "Jira limits the rate of requests. details.retry_after_ms, details.limit_domain",
    suggestions: ["Wait, then send fewer requests at once."],
    retryable: true,
  },
  JIRA_API_TIMEOUT: {
    number: 2403,
    when: "One attempt took too long. details.timeout_ms",
    suggestions: ["Try again, or ask for less at once."],
    retryable: true,
  },
  JIRA_API_UNAUTHORIZED: {
    number: 2404,
    when: "The credentials are wrong, expired or revoked",
    suggestions: ["Renew the credentials in the settings; `pmo doctor` tries them."],
  },
  JIRA_CONFLICT: {
    number: 2405,
    when: "Somebody else changed it in between",
    suggestions: ["Read it again, then repeat the change."],
  },
  JIRA_SCOPE_MISSING: {
    number: 2406,
    when: "The token lacks a scope. details.scope",
    suggestions: ["Create a token with the scope in details.scope."],
  },
});

export type JiraErrorCode = Extract<keyof typeof jiraErrors.table, string>;

export const jiraFailureCodes: FailureCodes<JiraErrorCode> = {
  unauthorized: "JIRA_API_UNAUTHORIZED",
  forbidden: "PERMISSION_DENIED",
  conflict: "JIRA_CONFLICT",
  rateLimited: "JIRA_API_RATE_LIMIT",
  timeout: "JIRA_API_TIMEOUT",
  api: "JIRA_API_ERROR",
};

/**
 * What Jira's own words add to a failure.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/intro/#status-codes
 */
export function readJiraFailure(failure: HttpFailure): FailureReading<JiraErrorCode> | undefined {
  if (failure.kind !== "status") return undefined;
  const text = atlassianErrorText(failure.body);
  if (failure.status === 429) {
    const limit_domain = limitOfRefusal(failure.headers);
    return limit_domain && { code: jiraFailureCodes.rateLimited, details: { limit_domain } };
  }
  if (failure.status === 400) {
    const missing = /is required|must be specified|you must specify/i.test(text ?? "");
    return {
      code: missing ? "REQUIRED_FIELD_MISSING" : "INVALID_FIELD_VALUE",
      message: text ?? "Jira does not accept the request.",
      details: { status: 400, fields: fieldNames(failure.body) },
    };
  }
  if (failure.status === 403 && text !== undefined) {
    const scope = /scope[s]? (?:does not match|required)?:?\s*([\w:.-]+)/i.exec(text)?.[1];
    return scope === undefined
      ? { code: "PERMISSION_DENIED", message: text }
      : { code: "JIRA_SCOPE_MISSING", message: text, details: { scope } };
  }
  return undefined;
}

function fieldNames(body: unknown): string[] {
  const errors = (body as { errors?: unknown } | null)?.errors;
  return typeof errors === "object" && errors !== null ? Object.keys(errors) : [];
}
