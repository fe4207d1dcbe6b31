/** How a 404 on a repository is told, where Bitbucket's own words don't name what is missing. */
export function repositoryNotFound(repository: string) {
  return {
    code: "REPOSITORY_NOT_FOUND" as const,
    message: `There is no repository ${repository} that these credentials can see.`,
    details: { repository },
  };
}

/** How a 404 on a pull request is told. */
export function pullRequestNotFound(repository: string, id: number | string) {
  return {
    code: "PULL_REQUEST_NOT_FOUND" as const,
    message: `There is no pull request ${id} in ${repository} that these credentials can see.`,
    details: { repository, id: Number(id) },
  };
}

/** How a 404 on what belongs to a pull request is told. */
export function commentNotFound(
  { fullName, id }: { fullName: string; id: number | string },
  comment: number | string,
) {
  return {
    code: "COMMENT_NOT_FOUND" as const,
    message: `There is no comment ${comment} on pull request ${id} of ${fullName}.`,
    details: { repository: fullName, id: Number(id), comment_id: Number(comment) },
  };
}

/** How a 404 on a task is told. */
export function taskNotFound(
  { fullName, id }: { fullName: string; id: number | string },
  task: number | string,
) {
  return {
    code: "TASK_NOT_FOUND" as const,
    message: `There is no task ${task} on pull request ${id} of ${fullName}.`,
    details: { repository: fullName, id: Number(id), task_id: Number(task) },
  };
}

/** How a 404 on a workspace is told. */
export function workspaceNotFound(workspace: string) {
  return {
    code: "WORKSPACE_NOT_FOUND" as const,
    message: `There is no workspace ${workspace} that these credentials can see.`,
    details: { workspace },
  };
}

/** How a 404 on a branch or tag is told. */
export function branchNotFound(repository: string, branch: string) {
  return {
    code: "BRANCH_NOT_FOUND" as const,
    message: `${repository} has no branch or tag ${branch}.`,
    details: { repository, branch },
  };
}

/** How a 404 on a commit is told. */
export function commitNotFound(repository: string, commit: string) {
  return {
    code: "COMMIT_NOT_FOUND" as const,
    message: `${repository} has no commit ${commit}.`,
    details: { repository, commit },
  };
}

/** How a 404 on a file or folder is told. */
export function fileNotFound(repository: string, path: string) {
  return {
    code: "FILE_NOT_FOUND" as const,
    message: `There is no ${path} in ${repository} at that commit.`,
    details: { repository, path },
  };
}

/** How a 404 on a project is told. */
export function projectNotFound(workspace: string, project: string) {
  return {
    code: "PROJECT_NOT_FOUND" as const,
    message: `The workspace ${workspace} has no project ${project} that these credentials can see.`,
    details: { workspace, project },
  };
}

/** How a 404 on a pipeline, one of its steps or a log is told. */
export function pipelineNotFound(repository: string, pipeline: string, step?: string) {
  return {
    code: "PIPELINE_NOT_FOUND" as const,
    message:
      step === undefined
        ? `There is no pipeline ${pipeline} in ${repository}.`
        : `There is no step ${step}, or nothing was logged by it, in the pipeline ${pipeline} of ${repository}.`,
    details: { repository, pipeline, ...(step === undefined ? {} : { step }) },
  };
}
