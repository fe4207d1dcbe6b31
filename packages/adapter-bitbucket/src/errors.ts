import type { FailureCodes } from "@pm-orchestrator/adapter-kit";
import { defineErrors } from "@pm-orchestrator/core";

/** Bitbucket's errors, 5000–5499. */
export const bitbucketErrors = defineErrors({
  REPOSITORY_NOT_FOUND: {
    number: 5001,
    when: "No such repository, or not visible to these credentials. details.repository",
    suggestions: ["Check workspace and slug, and that the account may read the repository."],
  },
  PULL_REQUEST_NOT_FOUND: {
    number: 5002,
    when: "The repository has no pull request of that number. details.repository, details.id",
    suggestions: ["Check the number; numbers count per repository."],
  },
  BRANCH_NOT_FOUND: {
    number: 5003,
    when: "The repository has no such branch or tag. details.branch, details.field, details.available",
    suggestions: ["Push the branch first, and check its spelling: branches are told apart by case."],
  },
  FILE_NOT_FOUND: {
    number: 5004,
    when: "No such file or folder at that commit. details.path",
    suggestions: ["Check the path and the branch."],
  },
  PERMISSION_DENIED: {
    number: 5005,
    when: "The account may not do this",
    suggestions: ["Ask an administrator of the repository for the permission, or use another account."],
  },
  USER_NOT_FOUND: {
    number: 5006,
    when: "No member of the workspace has that uuid, account id, nickname or name. details.available",
    suggestions: [
      "Use the nickname, the name, the account id or the uuid; Bitbucket hides e-mail addresses.",
    ],
  },
  WORKSPACE_NOT_FOUND: {
    number: 5007,
    when: "No such workspace, or not visible to these credentials. details.workspace",
    suggestions: ["Check the workspace: it is the first part of the address of its repositories."],
  },
  COMMIT_NOT_FOUND: {
    number: 5008,
    when: "The repository has no such commit. details.commit",
    suggestions: ["Give a hash as the repository has it, or the name of a branch."],
  },
  COMMENT_NOT_FOUND: {
    number: 5009,
    when: "The pull request has no such comment. details.id, details.comment_id",
    suggestions: ["list_pull_request_comments shows the comments with their numbers."],
  },
  TASK_NOT_FOUND: {
    number: 5010,
    when: "The pull request has no such task. details.id, details.task_id",
    suggestions: ["list_pull_request_tasks shows the tasks with their numbers."],
  },
  PROJECT_NOT_FOUND: {
    number: 5011,
    when: "The workspace has no project of that key or name. details.project, details.available",
    suggestions: ["list_projects shows the projects with their keys."],
  },
  PIPELINE_NOT_FOUND: {
    number: 5012,
    when: "The repository has no such pipeline, step or log. details.pipeline, details.step",
    suggestions: ["list_pipelines shows the pipelines, get_pipeline_steps their steps."],
  },
  WORKSPACE_REQUIRED: {
    number: 5101,
    when: "A slug alone was given, and no workspace is configured. details.repository",
    suggestions: ["Write workspace/slug, or set BITBUCKET_WORKSPACE."],
  },
  REQUIRED_FIELD_MISSING: {
    number: 5103,
    when: "Bitbucket wants a field that was not given. details.fields",
    suggestions: ["Give the fields in details.fields."],
  },
  INVALID_FIELD_VALUE: {
    number: 5104,
    when: "A value is not accepted. details.fields",
    suggestions: ["Correct the value that the message names."],
  },
  AMBIGUOUS_MATCH: {
    number: 5110,
    when: "A name fits several people or projects, or a branch and a tag. details.candidates",
    suggestions: ["Use the id of one of details.candidates."],
  },
  PULL_REQUEST_CLOSED: {
    number: 5301,
    when: "The pull request is merged or declined, so this cannot be done any more",
    suggestions: ["Open another pull request."],
  },
  MERGE_REFUSED: {
    number: 5302,
    when: "The pull request cannot be merged as it is: conflicts, checks, or a strategy that is not allowed",
    suggestions: ["get_pull_request_statuses and get_pull_request_diffstat show what stands against it."],
  },
  PIPELINE_COMPLETED: {
    number: 5303,
    when: "The pipeline has ended already, so it cannot be stopped. details.pipeline",
    suggestions: ["get_pipeline shows how it ended."],
  },
  BITBUCKET_API_ERROR: {
    number: 5401,
    when: "Bitbucket failed, cannot be reached, or answered something unexpected. details.status",
    suggestions: ["Try again later; `pmo doctor` checks the connection."],
  },
  BITBUCKET_API_RATE_LIMIT: {
    number: 5402,
    when: "Bitbucket limits the rate of requests. details.retry_after_ms",
    suggestions: ["Wait, then send fewer requests; Bitbucket counts them over an hour."],
    retryable: true,
  },
  BITBUCKET_API_TIMEOUT: {
    number: 5403,
    when: "One attempt took too long. details.timeout_ms",
    suggestions: ["Try again, or ask for less at once."],
    retryable: true,
  },
  BITBUCKET_API_UNAUTHORIZED: {
    number: 5404,
    when: "The credentials are wrong, expired or revoked",
    suggestions: ["Renew the credentials in the settings; `pmo doctor` tries them."],
  },
  BITBUCKET_CONFLICT: {
    number: 5405,
    when: "It conflicts with what is there, or somebody else changed it in between",
    suggestions: ["Read it again, then repeat the change."],
  },
  BITBUCKET_SCOPE_MISSING: {
    number: 5406,
    when: "The token lacks a scope. details.scope, details.required, details.granted",
    suggestions: ["Create an API token with the scope in details.scope."],
  },
});

export type BitbucketErrorCode = Extract<keyof typeof bitbucketErrors.table, string>;

export const bitbucketFailureCodes: FailureCodes<BitbucketErrorCode> = {
  unauthorized: "BITBUCKET_API_UNAUTHORIZED",
  forbidden: "PERMISSION_DENIED",
  conflict: "BITBUCKET_CONFLICT",
  rateLimited: "BITBUCKET_API_RATE_LIMIT",
  timeout: "BITBUCKET_API_TIMEOUT",
  api: "BITBUCKET_API_ERROR",
};
