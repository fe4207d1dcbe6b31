import {
  addPullRequestComment,
  deletePullRequestComment,
  reopenPullRequestComment,
  resolvePullRequestComment,
  updatePullRequestComment,
} from "./operations/comment-writing.js";
import { createDraftPullRequest, createPullRequest } from "./operations/create-pull-request.js";
import { getPullRequest } from "./operations/get-pull-request.js";
import { declinePullRequest, getMergeStatus, mergePullRequest } from "./operations/merging.js";
import {
  getPullRequestDiff,
  getPullRequestDiffstat,
  getPullRequestPatch,
} from "./operations/pull-request-changes.js";
import { getPullRequestComment, listPullRequestComments } from "./operations/pull-request-comments.js";
import {
  getPullRequestActivity,
  getPullRequestStatuses,
  listPullRequestCommits,
} from "./operations/pull-request-history.js";
import {
  createPullRequestTask,
  deletePullRequestTask,
  getPullRequestTask,
  listPullRequestTasks,
  updatePullRequestTask,
} from "./operations/pull-request-tasks.js";
import { listPullRequests } from "./operations/pull-requests.js";
import {
  approvePullRequest,
  removeChangeRequest,
  requestChanges,
  unapprovePullRequest,
} from "./operations/reviews.js";
import { getPendingReviewPrs, searchPullRequests } from "./operations/search-pull-requests.js";
import { convertToDraft, publishDraft, updatePullRequest } from "./operations/update-pull-request.js";

/** Everything that can be done with pull requests, by name. */
export const pullRequestOperations = {
  get_pull_request: getPullRequest,
  list_pull_requests: listPullRequests,
  search_pull_requests: searchPullRequests,
  get_pending_review_prs: getPendingReviewPrs,
  create_pull_request: createPullRequest,
  create_draft_pull_request: createDraftPullRequest,
  update_pull_request: updatePullRequest,
  publish_draft: publishDraft,
  convert_to_draft: convertToDraft,
  get_pull_request_diff: getPullRequestDiff,
  get_pull_request_diffstat: getPullRequestDiffstat,
  get_pull_request_patch: getPullRequestPatch,
  list_pull_request_comments: listPullRequestComments,
  get_pull_request_comment: getPullRequestComment,
  add_pull_request_comment: addPullRequestComment,
  update_pull_request_comment: updatePullRequestComment,
  delete_pull_request_comment: deletePullRequestComment,
  resolve_pull_request_comment: resolvePullRequestComment,
  reopen_pull_request_comment: reopenPullRequestComment,
  approve_pull_request: approvePullRequest,
  unapprove_pull_request: unapprovePullRequest,
  request_changes: requestChanges,
  remove_change_request: removeChangeRequest,
  merge_pull_request: mergePullRequest,
  get_merge_status: getMergeStatus,
  decline_pull_request: declinePullRequest,
  get_pull_request_activity: getPullRequestActivity,
  list_pull_request_commits: listPullRequestCommits,
  get_pull_request_statuses: getPullRequestStatuses,
  list_pull_request_tasks: listPullRequestTasks,
  get_pull_request_task: getPullRequestTask,
  create_pull_request_task: createPullRequestTask,
  update_pull_request_task: updatePullRequestTask,
  delete_pull_request_task: deletePullRequestTask,
};
