import { isPmoError } from "@pm-orchestrator/core";
import type { ConfluenceClient } from "../client.js";
import { DocumentEditor } from "../document-edit.js";
import { pageFrom } from "../lookups/pages.js";
import type { Edited, PageChange, PageEdit } from "../page-change.js";
import type { VendorPage } from "../vendor.js";
import { readWithAuthor, versionClaim } from "./own-version.js";
import { readsTheSame } from "./same-text.js";

interface EditedContent {
  name: string;
  path: string;
  details: Record<string, string>;
}

/**
 * The edit that the account has just made of a page or post, if it is what made its newest version of the one before,
 * and belongs to no other step: the same change is made of the version before, and compared.
 */
export async function claimEdit<Change extends PageChange>(
  { name, path, details }: EditedContent,
  { version, version_message = "", change }: PageEdit<Change>,
  confluence: ConfluenceClient,
): Promise<Edited<Change> | undefined> {
  const { page, number, isOwn } = await newestVersion(path, confluence);
  const follows = version === undefined ? number > 1 : number === version + 1;
  if (!follows || !isOwn || (page.version?.message ?? "") !== version_message) return undefined;
  const before = await readVersion(path, number - 1, confluence);
  const storage = before.body?.storage?.value ?? "";
  const made = await change(new DocumentEditor({ name, details, storage }, confluence.step.system)).catch(
    (error: unknown) => {
      // What cannot be done to the version before did not make this one of it.
      if (isPmoError(error) && error.code !== "OPERATION_CANCELLED") return undefined;
      throw error;
    },
  );
  const isIt =
    made !== undefined &&
    page.title === (made.title ?? before.title)?.trim() &&
    readsTheSame(page.body?.storage?.value, made.storage ?? storage);
  return isIt && confluence.claims.take(versionClaim(path, number)) ? { page, change: made } : undefined;
}

/** The newest version of a page if restoring an older one has just made it, and it belongs to no other step. */
export async function claimRestored(
  path: string,
  { version, message, title }: { version: number; message: string; title: boolean },
  confluence: ConfluenceClient,
): Promise<number | undefined> {
  const { page, number, isOwn } = await newestVersion(path, confluence);
  if (!isOwn || number <= version || page.version?.message !== message) return undefined;
  const old = await readVersion(path, version, confluence);
  const isIt =
    readsTheSame(page.body?.storage?.value, old.body?.storage?.value) && (!title || page.title === old.title);
  return isIt && confluence.claims.take(versionClaim(path, number)) ? number : undefined;
}

async function newestVersion(path: string, confluence: ConfluenceClient) {
  const call = { method: "GET", path, query: { "body-format": "storage" } } as const;
  const { body, isOwn } = await readWithAuthor(call, confluence);
  const page = pageFrom(body, confluence);
  return { page, number: page.version?.number ?? 0, isOwn: isOwn(page.version) };
}

async function readVersion(path: string, version: number, confluence: ConfluenceClient): Promise<VendorPage> {
  const query = { "body-format": "storage", version } as const;
  const answer = await confluence.send({ method: "GET", path, query });
  return pageFrom(answer.body, confluence);
}
