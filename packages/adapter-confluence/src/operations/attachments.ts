import {
  compact,
  fileParams,
  type GivenFile,
  isGone,
  pageSchema,
  pagingParams,
  pathSegment,
  readFile,
  receiptSchema,
} from "@pm-orchestrator/adapter-kit";
import { isPmoError } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { ConfluenceClient } from "../client.js";
import { attachmentOf, attachmentsOf, loadAttachment } from "../lookups/attachments.js";
import { pageUrl } from "../lookups/pages.js";
import { namePeople } from "../lookups/users.js";
import { attachmentNotFound, pageNotFound } from "../not-found.js";
import { operation } from "../operation.js";
import { claimUpload, UPLOADED_FILES, uploadClaim } from "../reconcile/uploads.js";
import {
  attachment,
  attachmentId,
  attachmentIdAliases,
  contentIdAliases,
  pageId,
  pagingAliases,
} from "../schemas.js";
import type { VendorContent } from "../vendor.js";

const uploadOptions = {
  comment: z.string().max(255).optional().describe("shown beside the file"),
  minor_edit: z.boolean().default(false).describe("true: nobody is told"),
};

const UPLOAD = "PUT /wiki/rest/api/content/{id}/child/attachment";

export const listAttachments = operation({
  summary: "The files of a page",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    page_id: pageId,
    filename: z.string().min(1).optional().describe("exact name"),
    media_type: z.string().min(1).optional().describe("such as image/png"),
    ...pagingParams(250),
  }),
  aliases: { ...contentIdAliases, ...pagingAliases },
  result: z.object({ attachments: z.array(attachment), page: pageSchema }),
  caches: ["users"],
  limits: ["requests", "quota"],
  upstream: ["GET /wiki/api/v2/pages/{id}/attachments", "POST /wiki/api/v2/users-bulk"],
  expectedCalls: 2,
  expectedMs: 500,
  example: { page_id: "98752" },
  async run({ page_id, ...query }, confluence) {
    const { items, page, base } = await attachmentsOf(String(page_id), query, confluence);
    const people = items.map(({ version }) => version?.authorId);
    const around = {
      person: await namePeople(people, confluence),
      webUrl: (links: Parameters<ConfluenceClient["webUrl"]>[0]) => confluence.webUrl({ base, ...links }),
    };
    return { attachments: items.map((item) => attachmentOf(item, around)), page };
  },
});

export const uploadAttachment = operation({
  summary: "Puts a file on a page; one of the same name gets a new version",
  effect: "write",
  // Twice would be a further version of the file.
  retry: "lookup",
  params: z.strictObject({ page_id: pageId, ...fileParams, ...uploadOptions }),
  aliases: { ...contentIdAliases, content_base64: "base64" },
  result: receiptSchema.extend({ filename: z.string(), version: z.int(), size: z.int() }),
  limits: ["requests", "quota"],
  upstream: [UPLOAD],
  lookUps: UPLOADED_FILES,
  expectedMs: 1200,
  example: { page_id: "98752", filename: "notes.txt", text: "Keys rotate every 90 days." },
  async run({ page_id, comment, minor_edit, ...file }, confluence) {
    const options = { comment, minor_edit };
    return upload(String(page_id), { ...file, ...options }, confluence);
  },
  async reconcile({ page_id, minor_edit: _, ...file }, confluence) {
    return findUpload(String(page_id), file, confluence);
  },
});

export const uploadAttachments = operation({
  summary: "Puts several files on a page, one after another; one that fails does not keep the others back",
  effect: "write",
  retry: "lookup",
  params: z.strictObject({
    page_id: pageId,
    files: z.array(z.strictObject(fileParams)).min(1).max(20),
    ...uploadOptions,
  }),
  aliases: contentIdAliases,
  result: receiptSchema.extend({
    attachments: z.array(
      z.object({
        filename: z.string(),
        id: z.string().optional(),
        version: z.int().optional(),
        problem: z.string().optional().describe("why it was not uploaded"),
      }),
    ),
  }),
  limits: ["requests", "quota"],
  upstream: [UPLOAD],
  lookUps: UPLOADED_FILES,
  expectedCalls: 3,
  expectedMs: 3000,
  example: {
    page_id: "98752",
    files: [
      { filename: "a.txt", text: "A" },
      { filename: "b.txt", text: "B" },
    ],
  },
  async run({ page_id, files, ...options }, confluence) {
    const id = String(page_id);
    // Every file is looked at before the first is sent.
    for (const file of files) readFile(file, confluence.step);
    const attachments: { filename: string; id?: string; version?: number; problem?: string }[] = [];
    for (const file of files) {
      try {
        const made = await uploadOrFind(id, { ...file, ...options }, confluence);
        attachments.push({ filename: made.filename, id: made.id, version: made.version });
      } catch (error) {
        const isFirst = attachments.every(({ problem }) => problem !== undefined);
        if (!isPmoError(error) || (isFirst && file === files.at(-1))) throw error;
        attachments.push({ filename: file.filename, problem: error.message });
      }
    }
    return { id, url: pageUrl(id, confluence), changed: ["attachments"], attachments };
  },
  // Of several, each was looked for when its answer did not come: nothing is left to look for.
  async reconcile({ page_id, files, comment }, confluence) {
    const id = String(page_id);
    const [file, ...further] = files;
    if (file === undefined || further.length > 0) return undefined;
    const made = await findUpload(id, { ...file, comment }, confluence);
    if (made === undefined) return undefined;
    const attachments = [{ filename: made.filename, id: made.id, version: made.version }];
    return { id, url: pageUrl(id, confluence), changed: ["attachments"], attachments };
  },
});

export const deleteAttachment = operation({
  summary: "Moves a file of a page to the trash of its space",
  effect: "destructive",
  retry: "natural",
  params: z.strictObject({ attachment_id: attachmentId }),
  aliases: attachmentIdAliases,
  result: receiptSchema.extend({ filename: z.string() }),
  limits: ["requests", "quota"],
  upstream: ["DELETE /wiki/api/v2/attachments/{id}", "GET /wiki/api/v2/attachments/{id}"],
  expectedCalls: 2,
  expectedMs: 600,
  example: { attachment_id: "att110528" },
  async run({ attachment_id }, confluence) {
    const { title = "", webuiLink, _links } = await loadAttachment(attachment_id, confluence);
    await confluence.send({
      method: "DELETE",
      // Here, and only here, the number is wanted without the letters before it.
      path: `/wiki/api/v2/attachments/${pathSegment(attachment_id.replace(/^att/, ""))}`,
      expects: "nothing",
      doneWhen: isGone,
      notFound: attachmentNotFound(attachment_id),
    });
    const url = confluence.webUrl({ ..._links, webui: webuiLink ?? "" });
    return { id: attachment_id, url, changed: ["status"], filename: title };
  },
});

type Upload = GivenFile & { comment?: string | undefined; minor_edit: boolean };

async function upload(page: string, { comment, minor_edit, ...given }: Upload, confluence: ConfluenceClient) {
  const { bytes, filename, mediaType } = readFile(given, confluence.step);
  const form = new FormData();
  form.set("file", new Blob([new Uint8Array(bytes)], { type: mediaType }), filename);
  form.set("minorEdit", String(minor_edit));
  if (comment !== undefined) form.set("comment", comment);
  const answer = await confluence.send({
    method: "PUT",
    path: `/wiki/rest/api/content/${pathSegment(page)}/child/attachment`,
    // Confluence refuses forms without it, as they might come from another site's page.
    headers: { "x-atlassian-token": "nocheck" },
    multipart: form,
    notFound: pageNotFound(page),
  });
  const { results = [], _links } = (answer.body ?? {}) as {
    results?: VendorContent[];
    _links?: VendorContent["_links"];
  };
  const [made = {}] = results;
  confluence.claims.take(uploadClaim(made));
  const links = { ..._links, ...made._links };
  return receipt({ ...made, _links: links }, { filename, comment, size: bytes.byteLength }, confluence);
}

/** What became of an upload that was not answered; undefined when there is no trace of it. */
async function findUpload(
  page: string,
  { comment, ...given }: Omit<Upload, "minor_edit">,
  confluence: ConfluenceClient,
) {
  const { bytes, filename } = readFile(given, confluence.step);
  const size = bytes.byteLength;
  const found = await claimUpload(page, { filename, size, comment }, confluence);
  if (found === undefined) return undefined;
  const links = { ...found._links, webui: found.webuiLink ?? found._links?.webui ?? "" };
  return receipt({ ...found, _links: links }, { filename, comment, size }, confluence);
}

/** One of several files: whether it is there is found out at once, since the others go on. */
async function uploadOrFind(page: string, file: Upload, confluence: ConfluenceClient) {
  try {
    return await upload(page, file, confluence);
  } catch (error) {
    if (!isPmoError(error) || error.code !== "OUTCOME_UNKNOWN" || confluence.step.signal.aborted) throw error;
    const found = await findUpload(page, file, confluence).catch(() => undefined);
    if (found === undefined) throw error;
    return found;
  }
}

function receipt(
  { id = "", title, version, _links }: VendorContent,
  { filename, comment, size }: { filename: string; comment: string | undefined; size: number },
  confluence: ConfluenceClient,
) {
  return {
    ...compact({ id, url: confluence.webUrl(_links) }),
    changed: comment === undefined ? ["file"] : ["file", "comment"],
    filename: title ?? filename,
    version: version?.number ?? 1,
    size,
  };
}
