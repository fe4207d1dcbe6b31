import type { OpenApiDocument } from "../openapi/document.js";
import type { SlackDocument, SlackReference } from "../slack/documents.js";
import type { KnownDefect } from "./known-defect.js";

/** The official description, the newer reference, and endpoints that are no methods. */
export interface SlackDraft {
  document: SlackDocument;
  reference: SlackReference;
  beside: OpenApiDocument;
}

/** Where what is said of Slack is known to be wrong. */
export const slackDefects: readonly KnownDefect<SlackDraft>[] = [];
