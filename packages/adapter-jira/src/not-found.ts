/** How a 404 on an issue is told. */
export function issueNotFound(key: string) {
  return {
    code: "ISSUE_NOT_FOUND" as const,
    message: `There is no issue ${key} that these credentials can see.`,
    details: { issue_key: key },
  };
}

/** How a 404 on a project is told. */
export function projectNotFound(project: string) {
  return {
    code: "PROJECT_NOT_FOUND" as const,
    message: `There is no project ${project} that these credentials can see.`,
    details: { project },
  };
}
