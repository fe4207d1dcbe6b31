import { pathSegment } from "@pm-orchestrator/adapter-kit";
import type { ConfluenceClient } from "../client.js";
import { pageNotFound } from "../not-found.js";
import type { VendorAttachment, VendorList } from "../vendor.js";
import { readWithAuthor, versionClaim, WHO_AM_I } from "./own-version.js";

/** What {@link claimUpload} calls. */
export const UPLOADED_FILES = ["GET /wiki/api/v2/pages/{id}/attachments", WHO_AM_I];

/** The file that the account has just put on a page, and that belongs to no other step. */
export async function claimUpload(
  page: string,
  { filename, size, comment }: { filename: string; size: number; comment?: string | undefined },
  confluence: ConfluenceClient,
): Promise<VendorAttachment | undefined> {
  const { body, isOwn } = await readWithAuthor(
    {
      method: "GET",
      path: `/wiki/api/v2/pages/${pathSegment(page)}/attachments`,
      query: { filename, status: ["current"], limit: 50 },
      notFound: pageNotFound(page),
    },
    confluence,
  );
  const { results = [], _links } = body as VendorList<VendorAttachment>;
  const alike = results.filter(
    (file) =>
      file.title === filename &&
      file.fileSize === size &&
      (comment === undefined || file.comment === comment) &&
      isOwn(file.version),
  );
  const found = confluence.claims.takeOnly(alike, uploadClaim);
  if (found === undefined) return undefined;
  return {
    ...found,
    _links: { base: _links?.base, ...found._links } as NonNullable<VendorAttachment["_links"]>,
  };
}

/** How a version of a file is called among the claims of a connection. */
export function uploadClaim({ id = "", version }: Pick<VendorAttachment, "id" | "version">): string {
  return versionClaim(id, version?.number ?? 1);
}
