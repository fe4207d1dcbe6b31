import { downloadParams, fileSchema, pageSchema, pagingParams } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { confluenceErrors } from "../errors.js";
import {
  attachmentNamed,
  attachmentsOf,
  download,
  downloadAll,
  downloadedFile,
  loadAttachment,
} from "../lookups/attachments.js";
import { operation } from "../operation.js";
import { attachmentId, contentIdAliases, pageId, pagingAliases } from "../schemas.js";

const DOWNLOAD = "GET /wiki/rest/api/content/{id}/child/attachment/{attachmentId}/download";
/** Where the download leads: an address of the site itself, which the API's description does not know. */
const CONTENT = "GET /wiki/download/attachments/{id}/{filename}";
const LIST = "GET /wiki/api/v2/pages/{id}/attachments";

/** Each may be as large as `max_bytes`, and all are in memory at once. */
const MOST_FILES = 25;

const several = {
  params: { ...downloadParams, ...pagingParams(MOST_FILES) },
  aliases: { ...contentIdAliases, ...pagingAliases },
};

export const downloadAttachment = operation({
  summary: "One file of a page: by handle, and as text when it is short",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    attachment_id: attachmentId.optional().describe("or give page_id and filename"),
    page_id: pageId.optional(),
    filename: z.string().min(1).optional().describe("exact name"),
    ...downloadParams,
  }),
  aliases: { attachmentId: "attachment_id", id: "attachment_id", content_id: "page_id" },
  result: fileSchema.extend({ id: z.string() }),
  limits: ["requests", "quota"],
  upstream: [DOWNLOAD, CONTENT, "GET /wiki/api/v2/attachments/{id}", LIST],
  expectedCalls: 3,
  expectedMs: 1200,
  example: { page_id: "98752", filename: "claims.json" },
  async run({ attachment_id, page_id, filename, ...wanted }, confluence) {
    if (attachment_id !== undefined) {
      return download(await loadAttachment(attachment_id, confluence), wanted, confluence);
    }
    if (page_id !== undefined && filename !== undefined) {
      return download(await attachmentNamed(filename, String(page_id), confluence), wanted, confluence);
    }
    const fields = page_id === undefined ? ["attachment_id"] : ["filename"];
    throw confluenceErrors.create("REQUIRED_FIELD_MISSING", {
      message: `Which file is meant? ${fields[0]} is missing.`,
      system: confluence.step.system,
      details: { fields },
      suggestions: ["Give attachment_id, or page_id and filename."],
    });
  },
});

export const downloadContentAttachments = operation({
  summary: "Several files of a page at once, by handle",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    page_id: pageId,
    media_type: z.string().min(1).optional().describe("only these, such as application/pdf"),
    ...several.params,
  }),
  aliases: several.aliases,
  result: z.object({ files: z.array(downloadedFile), page: pageSchema }),
  limits: ["requests", "quota"],
  upstream: [LIST, DOWNLOAD, CONTENT],
  expectedCalls: 6,
  expectedMs: 2500,
  example: { page_id: "98752" },
  async run({ page_id, media_type, limit, page_token, ...wanted }, confluence) {
    const query = { media_type, limit, page_token };
    const { items, page } = await attachmentsOf(String(page_id), query, confluence);
    return { files: await downloadAll(items, wanted, confluence), page };
  },
});

export const getPageImages = operation({
  summary: "The pictures among the files of a page, by handle",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ page_id: pageId, ...several.params }),
  aliases: several.aliases,
  result: z.object({ images: z.array(downloadedFile), page: pageSchema }),
  limits: ["requests", "quota"],
  upstream: [LIST, DOWNLOAD, CONTENT],
  expectedCalls: 4,
  expectedMs: 2000,
  example: { page_id: "98752", include: "base64" },
  async run({ page_id, limit, page_token, ...wanted }, confluence) {
    const { items, page } = await attachmentsOf(String(page_id), { limit, page_token }, confluence);
    // Confluence filters by a whole media type only: what is no picture is left out here, part by part.
    const pictures = items.filter(({ mediaType = "" }) => mediaType.startsWith("image/"));
    return { images: await downloadAll(pictures, wanted, confluence), page };
  },
});
