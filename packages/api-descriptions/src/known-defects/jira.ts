import type { KnownDefect } from "./known-defect.js";
import type { OpenApiDraft } from "./patches.js";

/** Where the description of Jira is known to be wrong. */
export const jiraDefects: readonly KnownDefect<OpenApiDraft>[] = [];
