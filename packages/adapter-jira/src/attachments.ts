import { type FileResult, fileResult, mediaTypeOf, pathSegment } from "@pm-orchestrator/adapter-kit";
import type { JiraClient } from "./client.js";
import { jiraErrors } from "./errors.js";
import { issueNotFound, partNotFound } from "./not-found.js";
import type { VendorAttachment, VendorIssue } from "./vendor.js";

interface Download {
  max_bytes: number;
  include?: "base64" | undefined;
}

/** The files of an issue, without their contents. */
export async function attachmentsOf(issueKey: string, jira: JiraClient): Promise<VendorAttachment[]> {
  const answer = await jira.send({
    method: "GET",
    path: `/rest/api/3/issue/${pathSegment(issueKey)}`,
    query: { fields: "attachment" },
    notFound: issueNotFound(issueKey),
  });
  return ((answer.body ?? {}) as VendorIssue).fields?.attachment ?? [];
}

/** Whether a file is larger than a caller allows. */
export function isTooLarge({ size = 0 }: VendorAttachment, maxBytes: number): boolean {
  return size > maxBytes;
}

/** The content of a file about which everything else is known. Refuses a large one before it is sent. */
export async function downloadOf(
  file: VendorAttachment,
  { max_bytes, include }: Download,
  jira: JiraClient,
): Promise<FileResult> {
  const { filename = "attachment", size, mimeType = mediaTypeOf(filename) } = file;
  if (isTooLarge(file, max_bytes)) {
    throw jiraErrors.create("FILE_TOO_LARGE", {
      message: `${filename} has ${size} bytes, more than the ${max_bytes} that are allowed.`,
      system: jira.step.system,
      details: { size, max_bytes },
    });
  }
  const id = String(file.id ?? "");
  const answer = await jira.send({
    method: "GET",
    path: `/rest/api/3/attachment/content/${pathSegment(id)}`,
    // Without a redirect the content comes in one call; one that comes all the same is followed.
    query: { redirect: false },
    expects: "bytes",
    largestBytes: max_bytes,
    notFound: partNotFound("ATTACHMENT_NOT_FOUND", { id }),
  });
  return fileResult(
    { bytes: answer.body as Uint8Array, filename, mediaType: mimeType },
    { step: jira.step, include },
  );
}
