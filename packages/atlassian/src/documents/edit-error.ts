/** Why an edit was refused. Nothing has been changed in any of these cases. */
export type DocumentEditReason =
  /** No heading has that text; `details.headings` are those that there are. */
  | "heading_not_found"
  /** Two headings have it; `details.headings` are those two. */
  | "heading_ambiguous"
  /** The section begins or ends in the middle of something; `details.inside` names it. */
  | "not_separable"
  /** The stored document is not well-formed, so nobody can say what an edit would touch; `details.offset`. */
  | "malformed"
  /** A placeholder of the document is gone from the edited text; `details.placeholders`. */
  | "placeholder_missing"
  /** A placeholder is there more than once; `details.placeholders`. */
  | "placeholder_doubled"
  /** A placeholder that the document does not have; `details.placeholders`. */
  | "placeholder_unknown"
  /** A placeholder stands where what it stands for cannot be; `details.placeholders`. */
  | "placeholder_misplaced"
  /** The text to replace is not there, or only across markup; `details.text`. */
  | "text_not_found";

const BRAND = Symbol.for("@pm-orchestrator/atlassian/document-edit-error");

/**
 * An edit that cannot be made without touching what it should not touch. Adapters give it a code of theirs; `message`
 * is a sentence for people, `details` are small and hold no content of the document beside names.
 */
export class DocumentEditError extends Error {
  override readonly name = "DocumentEditError";
  readonly reason: DocumentEditReason;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(reason: DocumentEditReason, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.reason = reason;
    this.details = details;
    Object.defineProperty(this, BRAND, { value: true });
  }
}

/** Recognises the error across two copies of this package. */
export function isDocumentEditError(error: unknown): error is DocumentEditError {
  return error instanceof Error && BRAND in error;
}
