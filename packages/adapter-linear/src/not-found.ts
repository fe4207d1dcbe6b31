import type { VendorIssue } from "./vendor.js";

/** How an issue that is not there is told. */
export function issueNotFound(issueId: string) {
  return notFound("ISSUE_NOT_FOUND", `issue ${issueId}`, { issue_id: issueId });
}

export function commentNotFound(commentId: string) {
  return notFound("COMMENT_NOT_FOUND", `comment ${commentId}`, { comment_id: commentId });
}

export function documentNotFound(documentId: string) {
  return notFound("DOCUMENT_NOT_FOUND", `document ${documentId}`, { document_id: documentId });
}

/** How anything that is not there is told. */
export function notFound<Code extends string>(code: Code, what: string, details: Record<string, unknown>) {
  return { code, message: `There is no ${what} that these credentials can see.`, details };
}

/** Issues by everything that they can be asked for by, in upper case. */
export function issuesByName(issues: readonly VendorIssue[]): Map<string | undefined, VendorIssue> {
  return new Map(
    issues.flatMap((issue) => [
      [issue.id?.toUpperCase(), issue],
      [issue.identifier?.toUpperCase(), issue],
    ]),
  );
}

/** Sorts issues as they were asked for, and tells which are not among them. */
export function missingIssues(wanted: readonly string[], issues: readonly VendorIssue[]) {
  const byName = issuesByName(issues);
  const found: VendorIssue[] = [];
  const missing: string[] = [];
  for (const name of new Set(wanted.map((one) => one.toUpperCase()))) {
    const issue = byName.get(name);
    if (issue === undefined) missing.push(name);
    else if (!found.includes(issue)) found.push(issue);
  }
  return { found, missing };
}
