import { isRecent, pathSegment } from "@pm-orchestrator/adapter-kit";
import type { JiraClient } from "../client.js";
import { resolveUser } from "../lookups/named.js";
import { issueNotFound } from "../not-found.js";
import type { VendorAttachment, VendorIssue } from "../vendor.js";

/** What {@link claimOwnAttachment} calls. */
export const OWN_ATTACHMENTS = ["GET /rest/api/3/issue/{issueIdOrKey}", "GET /rest/api/3/myself"];

/** How a file is called among the claims of a connection. */
export function attachmentClaim({ id }: VendorAttachment): string {
  return `attachment ${id}`;
}

/**
 * The file that the account has just put on an issue, and that belongs to no other step. Files bear no marks, so this one
 * is known by its name, size, author and time; where two are alike there is no telling, and the answer is undefined.
 */
export async function claimOwnAttachment(
  issueKey: string,
  { filename, size }: { filename: string; size: number },
  jira: JiraClient,
): Promise<VendorAttachment | undefined> {
  const [answer, me] = await Promise.all([
    jira.send({
      method: "GET",
      path: `/rest/api/3/issue/${pathSegment(issueKey)}`,
      query: { fields: "attachment" },
      notFound: issueNotFound(issueKey),
    }),
    resolveUser("me", jira),
  ]);
  const { attachment = [] } = ((answer.body ?? {}) as VendorIssue).fields ?? {};
  const alike = attachment.filter(
    (file) =>
      file.filename === filename &&
      file.size === size &&
      file.author?.accountId === me.accountId &&
      isRecent(file.created, answer),
  );
  return jira.claims.takeOnly(alike, attachmentClaim);
}
