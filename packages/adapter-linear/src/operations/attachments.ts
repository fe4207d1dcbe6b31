import {
  changedFields,
  compact,
  downloadParams,
  fileParams,
  fileResult,
  fileSchema,
  readFile,
  receiptSchema,
} from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { LinearClient } from "../client.js";
import { createdAttachment } from "../created.js";
import {
  CREATE_ATTACHMENT,
  DELETE_ATTACHMENT,
  FILE_UPLOAD,
  GET_ATTACHMENT,
} from "../documents/attachments.js";
import { attachLink, linkId } from "../links.js";
import { createOnce, removeOnce } from "../minted.js";
import { issueNotFound, notFound } from "../not-found.js";
import { attachment as parsed } from "../parse.js";
import { issueId, issueIdAliases, link, name, receiptWithoutPage, uuid } from "../schemas.js";
import { attachmentSchema } from "../schemas-issue.js";
import type { VendorAttachment } from "../vendor.js";
import { given, requireSuccess, requireWritten } from "../written.js";

const operation = operationsFor<LinearClient>();

const attachmentIdAliases = { id: "attachment_id", attachmentId: "attachment_id" } as const;

export const addLink = operation({
  summary: "Attaches an address to an issue; one that is attached already gets the new title",
  effect: "write",
  retry: "client_id",
  params: z.strictObject({ issue_id: issueId, ...link.shape }),
  aliases: issueIdAliases,
  result: receiptSchema,
  limits: ["requests", "complexity"],
  scopes: ["write"],
  upstream: ["mutation attachmentLinkURL", "query attachment"],
  example: { issue_id: "PSN-122", url: "https://example.com/rotation", title: "How keys rotate" },
  async run(params, linear) {
    const { issue_id, url, title } = params;
    return receipt(await attachLink(issue_id, { url, title }, linear), changedFields(params, ["issue_id"]));
  },
  async reconcile(params, linear) {
    const attachment = await createdAttachment(linkId(params.url, linear), linear);
    return attachment && receipt(attachment, changedFields(params, ["issue_id"]));
  },
});

export const getAttachment = operation({
  summary: "One attachment of an issue, with its file if that lies in Linear",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ attachment_id: uuid, ...downloadParams }),
  aliases: attachmentIdAliases,
  result: attachmentSchema.extend({
    issue: z.string().optional().describe("its identifier"),
    file: fileSchema.optional(),
  }),
  limits: ["requests", "complexity"],
  scopes: ["read"],
  upstream: ["query attachment", "GET /{workspace}/{folder}/{file}"],
  example: { attachment_id: "68953f4b-1863-42ae-a9ff-5e171f0a3df4" },
  async run({ attachment_id, max_bytes, include }, linear) {
    const missing = attachmentNotFound(attachment_id);
    const { attachment = {} } = await linear.ask(GET_ATTACHMENT, { id: attachment_id }, missing);
    const { url = "", issue } = attachment;
    const file = linear.isOwnFile(url) ? await linear.storage.download(url, max_bytes) : undefined;
    return {
      ...parsed(attachment),
      ...compact({
        issue: issue?.identifier,
        file: file && fileResult(file, { step: linear.step, include }),
      }),
    };
  },
});

export const uploadAttachment = operation({
  summary: "Uploads a file and attaches it to an issue",
  effect: "write",
  retry: "client_id",
  params: z.strictObject({
    issue_id: issueId,
    ...fileParams,
    title: name.optional().describe("by default the file's name"),
    subtitle: name.optional(),
  }),
  aliases: { issueId: "issue_id", issue: "issue_id", contentType: "media_type" },
  result: receiptSchema,
  limits: ["requests", "complexity"],
  scopes: ["write"],
  upstream: [
    "mutation attachmentCreate",
    "mutation fileUpload",
    "PUT /storage/{number}/{name}",
    "query attachment",
  ],
  expectedCalls: 3,
  expectedMs: 2000,
  example: { issue_id: "PSN-122", filename: "rotation.md", text: "Keys rotate every 90 days." },
  async run(params, linear) {
    const { issue_id, title, subtitle } = params;
    const file = readFile(params, linear.step);
    const { filename, mediaType, bytes } = file;
    const asked = { filename, contentType: mediaType, size: bytes.byteLength };
    const { fileUpload } = await linear.ask(FILE_UPLOAD, asked);
    const unwritten = { code: "CREATION_FAILED", what: "made room for the file" } as const;
    const target = requireWritten(fileUpload, fileUpload?.uploadFile, { unwritten, linear });
    const { uploadUrl = "", assetUrl: url = "", headers = [] } = target;
    const headerPairs = headers.map(({ key = "", value = "" }): [string, string] => [key, value]);
    await linear.storage.upload({ url: uploadUrl, headers: Object.fromEntries(headerPairs) }, file);
    const id = linear.step.mint("attachment");
    const input = given({ id, issueId: issue_id, url, title: title ?? filename, subtitle });
    const lookUp = `Look at the attachments of ${issue_id} for ${id}: the file has this id if it was attached.`;
    const create = async () => {
      const { attachmentCreate } = await linear.ask(CREATE_ATTACHMENT, { input }, issueNotFound(issue_id));
      return requireWritten(attachmentCreate, attachmentCreate?.attachment, {
        unwritten: { code: "CREATION_FAILED", what: "attached the file", details: { id, url } },
        linear,
      });
    };
    const attachment = await createOnce({ id, create, read: createdAttachment, lookUp }, linear);
    return receipt(attachment, ["attachments"]);
  },
  async reconcile(_, linear) {
    const attachment = await createdAttachment(linear.step.mint("attachment"), linear);
    return attachment && receipt(attachment, ["attachments"]);
  },
});

export const deleteAttachment = operation({
  summary: "Takes an attachment off its issue",
  effect: "destructive",
  retry: "natural",
  params: z.strictObject({ attachment_id: uuid }),
  aliases: attachmentIdAliases,
  result: receiptWithoutPage,
  limits: ["requests", "complexity"],
  scopes: ["write"],
  upstream: ["mutation attachmentDelete"],
  example: { attachment_id: "a739c0a7-9421-4a1d-ab43-4855eab8c3a4" },
  async run({ attachment_id }, linear) {
    const missing = attachmentNotFound(attachment_id);
    const removed = await removeOnce(() => linear.ask(DELETE_ATTACHMENT, { id: attachment_id }, missing));
    const details = { attachment_id };
    const unwritten = { code: "CHANGE_FAILED", what: "deleted the attachment", details } as const;
    if (removed !== "gone") requireSuccess(removed.attachmentDelete, unwritten, linear);
    return { id: attachment_id, changed: ["deleted"] };
  },
});

function attachmentNotFound(id: string) {
  return notFound("ATTACHMENT_NOT_FOUND", `attachment ${id}`, { attachment_id: id });
}

function receipt({ id = "", url = "", issue }: VendorAttachment, changed: string[]) {
  return { id, ...compact({ identifier: issue?.identifier }), url, changed };
}
