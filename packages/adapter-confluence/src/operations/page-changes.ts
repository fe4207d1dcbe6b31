import { changedFields, isGone, pathSegment, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import type { DocumentEditor } from "../document-edit.js";
import { editPage, findPageEdit, wholeChange } from "../edit.js";
import { forgetPage, pageReceipt, pageUrl } from "../lookups/pages.js";
import { pageNotFound } from "../not-found.js";
import { operation } from "../operation.js";
import { WHO_AM_I } from "../reconcile/own-version.js";
import { requireOneOf } from "../require.js";
import {
  allowRemoval,
  pageId,
  pageIdAliases,
  readVersion,
  removed,
  removedBy,
  versionMessage,
  versionMessageAliases,
} from "../schemas.js";

const edit = {
  params: { version: readVersion.optional(), version_message: versionMessage.optional() },
  aliases: { ...pageIdAliases, ...versionMessageAliases },
  result: receiptSchema.extend({ version: z.int(), removed }),
  invalidates: ["page_metadata", "page_trees"],
  limits: ["requests", "quota"],
  upstream: ["PUT /wiki/api/v2/pages/{id}", "GET /wiki/api/v2/pages/{id}"],
  lookUps: [WHO_AM_I],
  expectedCalls: 2,
  expectedMs: 1000,
} as const;

export const updatePage = operation({
  ...edit,
  summary: "Changes a page's title or whole text; never overwrites what somebody else wrote meanwhile",
  effect: "write",
  retry: "lookup",
  params: z.strictObject({
    page_id: pageId,
    title: z.string().min(1).max(255).optional(),
    body: z.string().optional().describe("Markdown; takes the place of the whole text"),
    ...edit.params,
    allow_removal: allowRemoval,
  }),
  aliases: { ...edit.aliases, content: "body", markdown: "body" },
  example: { page_id: "98784", body: "Every refresh gives a new refresh token.", version_message: "Shorter" },
  async run({ page_id, title, body, allow_removal, ...read }, confluence) {
    const changed = requireOneOf({ title, body }, `What is to be changed of page ${page_id}?`, confluence);
    const change = wholeChange({ title, body, allow_removal });
    const edited = await editPage(String(page_id), { ...read, change }, confluence);
    return { ...pageReceipt(edited.page, changed, confluence), ...removedBy(edited.change) };
  },
  async reconcile({ page_id, title, body, allow_removal, ...read }, confluence) {
    const change = wholeChange({ title, body, allow_removal });
    const edited = await findPageEdit(String(page_id), { ...read, change }, confluence);
    if (edited === undefined) return undefined;
    const changed = changedFields({ title, body });
    return { ...pageReceipt(edited.page, changed, confluence), ...removedBy(edited.change) };
  },
});

export const updatePageSection = operation({
  ...edit,
  summary: "Gives what stands below one heading another text; not a byte outside of it changes",
  effect: "write",
  retry: "lookup",
  params: z.strictObject({
    page_id: pageId,
    heading_text: z.string().min(1).describe("the heading as it reads on the page"),
    new_content: z.string().describe("Markdown; takes the place of all below the heading, subsections too"),
    ...edit.params,
    allow_removal: allowRemoval,
  }),
  aliases: {
    ...edit.aliases,
    heading: "heading_text",
    section: "heading_text",
    content: "new_content",
    body: "new_content",
  },
  example: { page_id: "98752", heading_text: "Goal", new_content: "Partners call the API with **tokens**." },
  async run({ page_id, heading_text, new_content, allow_removal, ...read }, confluence) {
    const change = (editor: DocumentEditor) => editor.section(heading_text, new_content, { allow_removal });
    const edited = await editPage(String(page_id), { ...read, change }, confluence);
    return { ...pageReceipt(edited.page, ["body"], confluence), ...removedBy(edited.change) };
  },
  async reconcile({ page_id, heading_text, new_content, allow_removal, ...read }, confluence) {
    const change = (editor: DocumentEditor) => editor.section(heading_text, new_content, { allow_removal });
    const edited = await findPageEdit(String(page_id), { ...read, change }, confluence);
    return edited && { ...pageReceipt(edited.page, ["body"], confluence), ...removedBy(edited.change) };
  },
});

export const replacePageText = operation({
  ...edit,
  summary: "Replaces words of a page wherever they stand; nothing else of it changes",
  effect: "write",
  retry: "lookup",
  params: z.strictObject({
    page_id: pageId,
    find: z.string().min(1).describe("plain text as it reads on the page, within one paragraph"),
    replace_with: z.string().describe("plain text; empty takes the words away"),
    ...edit.params,
  }),
  aliases: { ...edit.aliases, from: "find", old_text: "find", to: "replace_with", new_text: "replace_with" },
  result: edit.result.omit({ removed: true }).extend({ replaced: z.int().describe("in how many places") }),
  example: { page_id: "98752", find: "15 minutes", replace_with: "10 minutes" },
  async run({ page_id, find, replace_with, ...read }, confluence) {
    const change = (editor: DocumentEditor) => editor.text(find, replace_with);
    const edited = await editPage(String(page_id), { ...read, change }, confluence);
    const { replaced } = edited.change;
    return { ...pageReceipt(edited.page, ["body"], confluence), replaced };
  },
  async reconcile({ page_id, find, replace_with, ...read }, confluence) {
    const change = (editor: DocumentEditor) => editor.text(find, replace_with);
    const edited = await findPageEdit(String(page_id), { ...read, change }, confluence);
    if (edited === undefined) return undefined;
    return { ...pageReceipt(edited.page, ["body"], confluence), replaced: edited.change.replaced };
  },
});

export const deletePage = operation({
  summary: "Moves a page to the trash of its space",
  effect: "destructive",
  retry: "natural",
  params: z.strictObject({ page_id: pageId }),
  aliases: pageIdAliases,
  result: receiptSchema,
  invalidates: ["page_metadata", "page_trees"],
  limits: ["requests", "quota"],
  upstream: ["DELETE /wiki/api/v2/pages/{id}"],
  expectedMs: 500,
  example: { page_id: "98784" },
  async run({ page_id }, confluence) {
    const id = String(page_id);
    await confluence.send({
      method: "DELETE",
      path: `/wiki/api/v2/pages/${pathSegment(id)}`,
      expects: "nothing",
      doneWhen: isGone,
      notFound: pageNotFound(id),
    });
    const url = pageUrl(id, confluence);
    forgetPage(id, confluence);
    return { id, url, changed: ["status"] };
  },
});
