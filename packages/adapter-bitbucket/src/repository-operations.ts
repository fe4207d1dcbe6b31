import { createBranch, deleteBranch, getBranch, listBranches } from "./operations/branches.js";
import {
  getBranchingModel,
  getBranchingModelSettings,
  getEffectiveBranchingModel,
  getProjectBranchingModel,
  getProjectBranchingModelSettings,
} from "./operations/branching-model.js";
import {
  updateBranchingModelSettings,
  updateProjectBranchingModelSettings,
} from "./operations/branching-model-changes.js";
import { getCommitStatuses, setBuildStatus } from "./operations/commit-statuses.js";
import { getCommit, listCommits } from "./operations/commits.js";
import { compare } from "./operations/compare.js";
import { getFile, getFileHistory, listDirectory } from "./operations/files.js";
import { getPipelineStep, getPipelineStepLog, getPipelineSteps } from "./operations/pipeline-steps.js";
import { getPipeline, listPipelines, runPipeline, stopPipeline } from "./operations/pipelines.js";
import { getProject, listProjects } from "./operations/projects.js";
import { getRepository, listRepositories } from "./operations/repositories.js";
import { createRepository, deleteRepository, updateRepository } from "./operations/repository-changes.js";
import { listBranchRestrictions, listWebhooks } from "./operations/repository-settings.js";
import { getDefaultReviewers } from "./operations/reviewers.js";
import { grep, searchCode } from "./operations/search-code.js";
import { createTag, deleteTag, getTag, listTags } from "./operations/tags.js";
import { getWorkspace, listWorkspaces } from "./operations/workspaces.js";

/** Everything about repositories and what they are in: files, branches, commits, pipelines, settings. */
export const repositoryOperations = {
  list_workspaces: listWorkspaces,
  get_workspace: getWorkspace,
  list_projects: listProjects,
  get_project: getProject,
  get_repository: getRepository,
  list_repositories: listRepositories,
  create_repository: createRepository,
  update_repository: updateRepository,
  delete_repository: deleteRepository,
  get_file: getFile,
  list_directory: listDirectory,
  get_file_history: getFileHistory,
  search_code: searchCode,
  grep,
  list_branches: listBranches,
  get_branch: getBranch,
  create_branch: createBranch,
  delete_branch: deleteBranch,
  list_tags: listTags,
  get_tag: getTag,
  create_tag: createTag,
  delete_tag: deleteTag,
  list_commits: listCommits,
  get_commit: getCommit,
  compare,
  get_commit_statuses: getCommitStatuses,
  set_build_status: setBuildStatus,
  list_pipelines: listPipelines,
  get_pipeline: getPipeline,
  run_pipeline: runPipeline,
  stop_pipeline: stopPipeline,
  get_pipeline_steps: getPipelineSteps,
  get_pipeline_step: getPipelineStep,
  get_pipeline_step_log: getPipelineStepLog,
  get_default_reviewers: getDefaultReviewers,
  get_branching_model: getBranchingModel,
  get_effective_branching_model: getEffectiveBranchingModel,
  get_branching_model_settings: getBranchingModelSettings,
  update_branching_model_settings: updateBranchingModelSettings,
  get_project_branching_model: getProjectBranchingModel,
  get_project_branching_model_settings: getProjectBranchingModelSettings,
  update_project_branching_model_settings: updateProjectBranchingModelSettings,
  list_branch_restrictions: listBranchRestrictions,
  list_webhooks: listWebhooks,
};
