import type { KnownDefect } from "./known-defect.js";
import type { OpenApiDraft } from "./patches.js";

/** Where the description of Confluence is known to be wrong. */
export const confluenceDefects: readonly KnownDefect<OpenApiDraft>[] = [];
