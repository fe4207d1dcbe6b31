/** How an issue that is not there is told. */
export function issueNotFound(issueId: string) {
  return {
    code: "ISSUE_NOT_FOUND" as const,
    message: `There is no issue ${issueId} that these credentials can see.`,
    details: { issue_id: issueId },
  };
}
