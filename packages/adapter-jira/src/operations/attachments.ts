import {
  downloadParams,
  fileParams,
  fileSchema,
  type HttpFailure,
  isGone,
  pageSchema,
  pathSegment,
  readFile,
  receiptSchema,
} from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import { attachmentsOf, downloadOf, isTooLarge } from "../attachments.js";
import type { JiraClient } from "../client.js";
import { issueNotFound, partNotFound } from "../not-found.js";
import { pageOfList, positionParams } from "../paging.js";
import { attachment } from "../parse.js";
import { issueReceipt } from "../receipts.js";
import { attachmentClaim, claimOwnAttachment, OWN_ATTACHMENTS } from "../reconcile/attachments.js";
import { LOOKUP_SCOPES } from "../reconcile/marks.js";
import { issueKey, issueKeyAliases, shownAttachment } from "../schemas.js";
import type { VendorAttachment } from "../vendor.js";

const operation = operationsFor<JiraClient>();

const attachmentId = z.string().regex(/^[0-9]+$/, "must be the id of an attachment");
const attachmentAliases = { attachmentId: "attachment_id", id: "attachment_id" } as const;

export const getAttachments = operation({
  summary: "The files of an issue, without their contents",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ issue_key: issueKey }),
  aliases: issueKeyAliases,
  result: z.object({ attachments: z.array(shownAttachment) }),
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: ["GET /rest/api/3/issue/{issueIdOrKey}"],
  example: { issue_key: "TRAIN-123" },
  async run({ issue_key }, jira) {
    return { attachments: (await attachmentsOf(issue_key, jira)).map(attachment) };
  },
});

export const downloadAttachment = operation({
  summary: "A file of an issue, as a handle, and as text when it is a short one",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ attachment_id: attachmentId, ...downloadParams }),
  aliases: attachmentAliases,
  result: fileSchema,
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: ["GET /rest/api/3/attachment/content/{id}", "GET /rest/api/3/attachment/{id}"],
  expectedCalls: 2,
  expectedMs: 1000,
  example: { attachment_id: "20444" },
  async run({ attachment_id, ...download }, jira) {
    const answer = await jira.send({
      method: "GET",
      path: `/rest/api/3/attachment/${pathSegment(attachment_id)}`,
      notFound: partNotFound("ATTACHMENT_NOT_FOUND", { id: attachment_id }),
    });
    const file = (answer.body ?? {}) as VendorAttachment;
    return downloadOf({ ...file, id: attachment_id }, download, jira);
  },
});

export const getIssueImages = operation({
  summary: "The images of an issue, each as a handle",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ issue_key: issueKey, ...downloadParams, ...positionParams(20) }),
  aliases: issueKeyAliases,
  result: z.object({
    images: z.array(fileSchema.extend({ id: z.string() })),
    skipped: z.array(shownAttachment).describe("larger than max_bytes"),
    page: pageSchema,
  }),
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: ["GET /rest/api/3/issue/{issueIdOrKey}", "GET /rest/api/3/attachment/content/{id}"],
  expectedCalls: 3,
  expectedMs: 1200,
  example: { issue_key: "TRAIN-123" },
  async run({ issue_key, max_bytes, include, ...paging }, jira) {
    const download = { max_bytes, include };
    const all = await attachmentsOf(issue_key, jira);
    const { items, page } = pageOfList(
      all.filter(({ mimeType = "" }) => mimeType.startsWith("image/")),
      paging,
    );
    const images = items
      .filter((file) => !isTooLarge(file, max_bytes))
      .map(async (file) => ({ ...(await downloadOf(file, download, jira)), id: String(file.id ?? "") }));
    return {
      images: await Promise.all(images),
      skipped: items.filter((file) => isTooLarge(file, max_bytes)).map(attachment),
      page,
    };
  },
});

export const uploadAttachment = operation({
  summary: "Attaches a file to an issue",
  effect: "write",
  retry: "lookup",
  params: z.strictObject({ issue_key: issueKey, ...fileParams }),
  aliases: issueKeyAliases,
  result: receiptSchema.extend({ attachment: shownAttachment }),
  limits: ["requests", "quota", "issue_writes", "issue_writes_sustained"],
  scopes: ["write:jira-work", ...LOOKUP_SCOPES],
  upstream: ["POST /rest/api/3/issue/{issueIdOrKey}/attachments", ...OWN_ATTACHMENTS],
  expectedMs: 1000,
  example: { issue_key: "TRAIN-123", filename: "jwks.json", text: '{ "keys": [] }' },
  async run({ issue_key, ...given }, jira) {
    const { bytes, filename, mediaType } = readFile(given, jira.step);
    const form = new FormData();
    form.append("file", new Blob([new Uint8Array(bytes)], { type: mediaType }), filename);
    const answer = await jira.send({
      method: "POST",
      path: `/rest/api/3/issue/${pathSegment(issue_key)}/attachments`,
      multipart: form,
      // Jira refuses forms that do not say that they come from no browser.
      headers: { "x-atlassian-token": "no-check" },
      notFound: issueNotFound(issue_key),
      readFailure: (failure) => tooLarge(failure, bytes.byteLength),
    });
    const [file = {}] = (answer.body ?? []) as VendorAttachment[];
    jira.claims.take(attachmentClaim(file));
    return uploaded(issue_key, { filename, mimeType: mediaType, ...file }, jira);
  },
  async reconcile({ issue_key, ...given }, jira) {
    const { bytes, filename, mediaType } = readFile(given, jira.step);
    const file = await claimOwnAttachment(issue_key, { filename, size: bytes.byteLength }, jira);
    return file && uploaded(issue_key, { mimeType: mediaType, ...file }, jira);
  },
});

function uploaded(issueKey: string, file: VendorAttachment, jira: JiraClient) {
  return {
    ...issueReceipt(issueKey, ["attachments"], jira),
    id: String(file.id ?? ""),
    attachment: attachment(file),
  };
}

export const deleteAttachment = operation({
  summary: "Deletes a file of an issue for ever",
  effect: "destructive",
  retry: "natural",
  params: z.strictObject({ attachment_id: attachmentId }),
  aliases: attachmentAliases,
  result: receiptSchema,
  limits: ["requests", "edits", "quota"],
  scopes: ["write:jira-work"],
  upstream: ["DELETE /rest/api/3/attachment/{id}"],
  example: { attachment_id: "20444" },
  async run({ attachment_id }, jira) {
    const path = `/rest/api/3/attachment/${pathSegment(attachment_id)}`;
    await jira.send({
      method: "DELETE",
      path,
      expects: "nothing",
      doneWhen: isGone,
      notFound: partNotFound("ATTACHMENT_NOT_FOUND", { id: attachment_id }),
    });
    return { id: attachment_id, url: jira.apiUrl(path), changed: ["attachment"] };
  },
});

function tooLarge(failure: HttpFailure, size: number) {
  if (failure.kind !== "status" || failure.status !== 413) return undefined;
  return {
    code: "FILE_TOO_LARGE" as const,
    message: "The file is larger than this Jira takes.",
    details: { status: 413, size },
    suggestions: ["Attach a smaller file, or link to it with create_remote_link."],
  };
}
