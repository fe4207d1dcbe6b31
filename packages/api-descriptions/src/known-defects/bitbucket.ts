import type { KnownDefect } from "./known-defect.js";
import type { OpenApiDraft } from "./patches.js";

/** Where the description of Bitbucket is known to be wrong. */
export const bitbucketDefects: readonly KnownDefect<OpenApiDraft>[] = [];
