import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "./client.js";
import { jiraErrors } from "./errors.js";

/** Whether texts are read to be edited. */
export const editable = z
  .boolean()
  .default(false)
  .describe(
    "texts as they can be edited: what Markdown cannot say is a placeholder such as [[1: mention Ada]]",
  );

/** Whether an edit may lose what Markdown cannot say. */
export const allowRemoval = z
  .boolean()
  .default(false)
  .describe(
    "lets mentions, media, macros … without a placeholder in the new text go; otherwise they refuse it",
  );

/** What an edit has removed, where that was allowed. */
export const removed = z.array(z.string()).optional().describe("what had no placeholder left");

interface Edit {
  /** The document as it is; null or undefined for none. */
  before: unknown;
  markdown: string;
  allowRemoval: boolean;
}

/**
 * The document after its text was edited. Blocks that still say what they said stay the nodes that they are, and what
 * placeholders stand for goes back unchanged. Throws TEXT_NOT_EDITABLE (2108) where something would be lost.
 */
export async function editedDocument(
  { before, markdown, allowRemoval }: Edit,
  jira: JiraClient,
): Promise<{ document: unknown; removed: string[] | undefined }> {
  const { editAdf, isDocumentEditError } = await import("@pm-orchestrator/atlassian/documents");
  try {
    const edited = editAdf(before, markdown, { missing: allowRemoval ? "remove" : "refuse" });
    return {
      document: edited.document,
      removed: edited.removed.length === 0 ? undefined : edited.removed,
    };
  } catch (error) {
    if (!isDocumentEditError(error)) throw error;
    throw jiraErrors.create("TEXT_NOT_EDITABLE", {
      message: error.message,
      system: jira.step.system,
      details: { reason: error.reason, ...error.details },
    });
  }
}
