import { compact, pageSchema, pagingParams, pathSegment, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { utcInstant } from "@pm-orchestrator/atlassian";
import { z } from "@pm-orchestrator/core/zod";
import { lineDiff } from "../diff.js";
import { forgetPage, loadVersion, pageUrl } from "../lookups/pages.js";
import { namePeople, type Person } from "../lookups/users.js";
import { pageNotFound, versionNotFound } from "../not-found.js";
import { operation } from "../operation.js";
import { readPart } from "../paging.js";
import { markdownOf } from "../parse.js";
import { claimRestored } from "../reconcile/edits.js";
import { versionClaim, WHO_AM_I } from "../reconcile/own-version.js";
import { pageId, pageIdAliases, pagingAliases, versionMessage, versionMessageAliases } from "../schemas.js";
import type { VendorVersion } from "../vendor.js";

const versionNumber = z.int().min(1);

export const getPageHistory = operation({
  summary: "The versions of a page, the newest first; or one of them with its text",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    page_id: pageId,
    version: versionNumber.optional().describe("only this one, with its title and text"),
    ...pagingParams(250),
  }),
  aliases: { ...pageIdAliases, ...pagingAliases, version_number: "version" },
  result: z.object({
    versions: z.array(
      z.object({
        version: z.int(),
        author: z.string().optional().describe("name"),
        created: z.string().optional(),
        message: z.string().optional(),
        minor: z.boolean().optional(),
        title: z.string().optional(),
        body: z.string().optional().describe("Markdown"),
      }),
    ),
    page: pageSchema,
  }),
  caches: ["users"],
  limits: ["requests", "quota"],
  upstream: [
    "GET /wiki/api/v2/pages/{id}/versions",
    "GET /wiki/api/v2/pages/{id}",
    "POST /wiki/api/v2/users-bulk",
  ],
  expectedCalls: 2,
  expectedMs: 600,
  example: { page_id: "98752" },
  async run({ page_id, version, ...part }, confluence) {
    const id = String(page_id);
    if (version !== undefined) {
      const old = await loadVersion(id, version, confluence);
      const personOf = await namePeople([old.version?.authorId], confluence);
      const shown = versionOf(old.version ?? {}, personOf);
      const body = await markdownOf(old.body);
      return { versions: [{ ...shown, title: old.title ?? "", body }], page: { complete: true } };
    }
    const { items, page } = await readPart<VendorVersion>(
      {
        method: "GET",
        path: `/wiki/api/v2/pages/${pathSegment(id)}/versions`,
        query: { sort: "-modified-date" },
        notFound: pageNotFound(id),
      },
      part,
      confluence,
    );
    const personOf = await namePeople(
      items.map(({ authorId }) => authorId),
      confluence,
    );
    return { versions: items.map((item) => versionOf(item, personOf)), page };
  },
});

export const getPageDiff = operation({
  summary: "What changed between two versions of a page, line by line",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    page_id: pageId,
    from_version: versionNumber,
    to_version: versionNumber,
    format: z
      .enum(["markdown", "storage"])
      .default("markdown")
      .describe("storage also shows what only the markup tells, such as macros"),
  }),
  aliases: { ...pageIdAliases, from: "from_version", to: "to_version" },
  result: z.object({
    diff: z.string().describe("unified; empty when the text is the same"),
    added: z.int().describe("lines"),
    removed: z.int(),
    from: z.object({ version: z.int(), title: z.string() }),
    to: z.object({ version: z.int(), title: z.string() }),
  }),
  limits: ["requests", "quota"],
  upstream: ["GET /wiki/api/v2/pages/{id}"],
  expectedCalls: 2,
  expectedMs: 700,
  example: { page_id: "98752", from_version: 4, to_version: 5 },
  async run({ page_id, from_version, to_version, format }, confluence) {
    const sides = await Promise.all(
      [from_version, to_version].map(async (version) => {
        const { title = "", body } = await loadVersion(String(page_id), version, confluence);
        const text = format === "markdown" ? await markdownOf(body) : linesOf(body?.storage?.value ?? "");
        return { about: { version, title }, text };
      }),
    );
    const [from, to] = sides;
    if (from === undefined || to === undefined) throw new TypeError("A difference has two sides.");
    return { ...lineDiff(from.text, to.text), from: from.about, to: to.about };
  },
});

export const restorePageVersion = operation({
  summary: "Makes an old version of a page the newest; what came after stays in its history",
  effect: "write",
  retry: "lookup",
  params: z.strictObject({
    page_id: pageId,
    version: versionNumber.describe("the one that comes back"),
    version_message: versionMessage.optional(),
    restore_title: z.boolean().default(false).describe("also its title"),
  }),
  aliases: { ...pageIdAliases, ...versionMessageAliases, version_number: "version" },
  result: receiptSchema.extend({ version: z.int() }),
  invalidates: ["page_metadata", "page_trees"],
  limits: ["requests", "quota"],
  upstream: ["POST /wiki/rest/api/content/{id}/version"],
  lookUps: ["GET /wiki/api/v2/pages/{id}", WHO_AM_I],
  expectedMs: 800,
  example: { page_id: "98784", version: 1 },
  async run({ page_id, version, version_message, restore_title }, confluence) {
    const id = String(page_id);
    const answer = await confluence.send({
      method: "POST",
      path: `/wiki/rest/api/content/${pathSegment(id)}/version`,
      body: {
        operationKey: "restore",
        params: {
          versionNumber: version,
          message: restoreMessage(version, version_message),
          restoreTitle: restore_title,
        },
      },
      notFound: pageNotFound(id),
      // It says 400 for a page or version that is not there.
      readFailure: (failure) =>
        failure.kind === "status" && failure.status === 400 ? versionNotFound(id, version) : undefined,
    });
    const url = pageUrl(id, confluence);
    forgetPage(id, confluence);
    const { number = version } = (answer.body ?? {}) as VendorVersion;
    confluence.claims.take(versionClaim(`/wiki/api/v2/pages/${pathSegment(id)}`, number));
    return { id, url, changed: restoredFields(restore_title), version: number };
  },
  async reconcile({ page_id, version, version_message, restore_title }, confluence) {
    const id = String(page_id);
    const message = restoreMessage(version, version_message);
    const url = pageUrl(id, confluence);
    forgetPage(id, confluence);
    const number = await claimRestored(
      `/wiki/api/v2/pages/${pathSegment(id)}`,
      { version, message, title: restore_title },
      confluence,
    );
    return number === undefined
      ? undefined
      : { id, url, changed: restoredFields(restore_title), version: number };
  },
});

function restoreMessage(version: number, given: string | undefined): string {
  return given ?? `Restored version ${version}`;
}

function restoredFields(title: boolean): string[] {
  return title ? ["title", "body"] : ["body"];
}

function versionOf(
  { number = 0, authorId, createdAt, message, minorEdit }: VendorVersion,
  personOf: (id: string | undefined) => Person | undefined,
) {
  return compact({
    version: number,
    author: personOf(authorId)?.name,
    created: utcInstant(createdAt),
    message: message || undefined,
    minor: minorEdit || undefined,
  });
}

/** Storage format comes in one line: every block begins one of its own, so that the difference is a small one. */
function linesOf(storage: string): string {
  return storage
    .replace(/<(?=(?:p|h[1-6]|ul|ol|li|table|tr|ac:structured-macro|ac:task|hr|blockquote)\b)/g, "\n<")
    .trim();
}
