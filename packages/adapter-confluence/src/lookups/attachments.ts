import { compact, fileResult, fileSchema, matchByName, pathSegment } from "@pm-orchestrator/adapter-kit";
import { utcInstant } from "@pm-orchestrator/atlassian";
import { isPmoError } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { ConfluenceCall } from "../call.js";
import type { ConfluenceClient } from "../client.js";
import { confluenceErrors } from "../errors.js";
import { attachmentNotFound, pageNotFound } from "../not-found.js";
import { type ListAnswer, type ListPart, readAll, readPart } from "../paging.js";
import type { VendorAttachment } from "../vendor.js";
import type { Person } from "./users.js";

export interface AttachmentFilter {
  filename?: string | undefined;
  media_type?: string | undefined;
}

/** A part of the files that stand on a page. */
export async function attachmentsOf(
  page: string,
  { filename, media_type, ...part }: AttachmentFilter & ListPart,
  confluence: ConfluenceClient,
): Promise<ListAnswer<VendorAttachment>> {
  return readPart<VendorAttachment>(listOf(page, { filename, media_type }), part, confluence);
}

/** All files of a page. */
export async function allAttachmentsOf(
  page: string,
  confluence: ConfluenceClient,
): Promise<VendorAttachment[]> {
  const { items } = await readAll<VendorAttachment>(listOf(page, {}), confluence);
  return items;
}

function listOf(page: string, { filename, media_type }: AttachmentFilter): ConfluenceCall {
  return {
    method: "GET",
    path: `/wiki/api/v2/pages/${pathSegment(page)}/attachments`,
    query: { filename, mediaType: media_type, status: ["current"] },
    notFound: pageNotFound(page),
  };
}

/** The file of that name on a page: no two of one page have the same. */
export async function attachmentNamed(
  filename: string,
  page: string,
  confluence: ConfluenceClient,
): Promise<VendorAttachment> {
  const { items } = await attachmentsOf(page, { filename, limit: 50 }, confluence);
  const match = matchByName(filename, items, [({ title }) => title]);
  if (match.kind === "one") return match.found;
  const all = await attachmentsOf(page, { limit: 50 }, confluence);
  throw confluenceErrors.create("ATTACHMENT_NOT_FOUND", {
    message: `There is no file ${filename} on page ${page} that these credentials can see.`,
    system: confluence.step.system,
    details: { page_id: page, filename, available: all.items.flatMap(({ title }) => title ?? []) },
  });
}

export async function loadAttachment(id: string, confluence: ConfluenceClient): Promise<VendorAttachment> {
  const answer = await confluence.send({
    method: "GET",
    path: `/wiki/api/v2/attachments/${pathSegment(id)}`,
    notFound: attachmentNotFound(id),
  });
  return (answer.body ?? {}) as VendorAttachment;
}

/** What an attachment is, without its bytes. */
export function attachmentOf(
  file: VendorAttachment,
  {
    person,
    webUrl,
  }: { person(id: string | undefined): Person | undefined; webUrl: ConfluenceClient["webUrl"] },
) {
  const { id = "", title = "", mediaType, fileSize, comment, version, createdAt, webuiLink, _links } = file;
  return compact({
    id,
    filename: title,
    media_type: mediaType,
    size: fileSize,
    comment: comment || undefined,
    author: person(version?.authorId),
    created: utcInstant(version?.createdAt ?? createdAt),
    version: version?.number === 1 ? undefined : version?.number,
    url: webUrl({ ..._links, webui: webuiLink ?? _links?.webui ?? "" }),
  });
}

export interface Download {
  max_bytes: number;
  include?: "base64" | undefined;
}

/** A downloaded attachment: kept for the session, by handle. */
export async function download(
  file: VendorAttachment,
  { max_bytes, include }: Download,
  confluence: ConfluenceClient,
) {
  const { id = "", title = "", pageId = "", fileSize, mediaType = "application/octet-stream" } = file;
  const tooLarge = (size?: number) => ({
    code: "FILE_TOO_LARGE" as const,
    message: `${title} is larger than ${max_bytes} bytes.`,
    details: compact({ attachment_id: id, size, max_bytes }),
  });
  if (fileSize !== undefined && fileSize > max_bytes) {
    const { code, ...told } = tooLarge(fileSize);
    throw confluenceErrors.create(code, { ...told, system: confluence.step.system });
  }
  const answer = await confluence.send({
    method: "GET",
    path: `/wiki/rest/api/content/${pathSegment(pageId)}/child/attachment/${pathSegment(id)}/download`,
    expects: "bytes",
    largestBytes: max_bytes,
    notFound: attachmentNotFound(id),
    readFailure: (failure) =>
      failure.kind === "malformed" && failure.reason.includes("larger than") ? tooLarge() : undefined,
  });
  const content = { bytes: answer.body as Uint8Array, filename: title, mediaType };
  return { id, ...fileResult(content, { step: confluence.step, include }) };
}

/** One of several files; `problem` says why there is no handle. */
export const downloadedFile = fileSchema.partial({ handle: true, media_type: true, size: true }).extend({
  id: z.string(),
  problem: z.string().optional().describe("why it could not be downloaded"),
});

/** Several at once: one that cannot be had does not keep the others back. */
export async function downloadAll(
  files: readonly VendorAttachment[],
  wanted: Download,
  confluence: ConfluenceClient,
): Promise<z.output<typeof downloadedFile>[]> {
  return Promise.all(
    files.map(async (file) => {
      try {
        return await download(file, wanted, confluence);
      } catch (error) {
        if (!isPmoError(error) || error.code === "OPERATION_CANCELLED") throw error;
        const { id = "", title = "", mediaType, fileSize } = file;
        const known = compact({ filename: title, media_type: mediaType, size: fileSize });
        return { id, ...known, problem: error.message };
      }
    }),
  );
}
