import type { JiraErrorCode } from "./errors.js";

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

/**
 * How a 404 is told where an issue and something of it are named: Jira says which of the two is missing in words only,
 * so the part is named, and the issue stands in the details.
 */
export function partNotFound<Code extends JiraErrorCode>(
  code: Code,
  { issue_key, ...part }: { issue_key?: string | undefined; id: string },
) {
  const what = code
    .replace(/_NOT_FOUND$/, "")
    .toLowerCase()
    .replaceAll("_", " ");
  const where = issue_key === undefined ? "" : ` of ${issue_key}`;
  return {
    code,
    message: `There is no ${what} ${part.id}${where} that these credentials can see.`,
    details: { ...(issue_key === undefined ? {} : { issue_key }), ...part },
  };
}
