import type { DocumentEditor } from "./document-edit.js";
import type { VendorPage } from "./vendor.js";

/** What an edit gives a page; what it leaves out stays as it is. */
export interface PageChange {
  title?: string | undefined;
  storage?: string | undefined;
  /** What of the page went that Markdown cannot say. */
  removed?: string[];
}

export interface PageEdit<Change extends PageChange> {
  /** The version that the caller has read. */
  version?: number | undefined;
  version_message?: string | undefined;
  /** What is to change, made by the editor of the page as it is. */
  change(editor: DocumentEditor): Promise<Change>;
}

/** A page after an edit, and what the edit was. */
export interface Edited<Change> {
  page: VendorPage;
  change: Change;
}
