import type { OpenApiDocument } from "../openapi/document.js";
import type { KnownDefect } from "./known-defect.js";

/** What the schema lacks, as SDL, and endpoints that are no part of it. */
export interface LinearDraft {
  sdl: string;
  extensions: string[];
  beside: OpenApiDocument;
}

/** Where Linear's schema is known to be wrong: nowhere yet. */
export const linearDefects: readonly KnownDefect<LinearDraft>[] = [];
