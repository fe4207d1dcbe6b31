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

/** How a 404 on a workspace is told. */
export function workspaceNotFound(workspace: string) {
  return {
    code: "WORKSPACE_NOT_FOUND" as const,
    message: `There is no workspace ${workspace} that these credentials can see.`,
    details: { workspace },
  };
}
