import { nearestNames } from "@pm-orchestrator/adapter-kit";
import type { PmoError } from "@pm-orchestrator/core";
import type { ConfluenceClient } from "./client.js";
import { type ConfluenceErrorCode, confluenceErrors } from "./errors.js";
import { markdownOf } from "./parse.js";
import type { VendorBody } from "./vendor.js";

type Documents = typeof import("@pm-orchestrator/atlassian/documents");

/** A page after an edit, and what of it went that Markdown cannot say. */
export interface EditedPage {
  storage: string;
  removed: string[];
}

/** Whether an edit may remove what Markdown cannot say and the new text does not keep. */
export interface EditOptions {
  allow_removal: boolean;
}

/** A text in storage format, and how it is told of in an error. */
export interface EditedText {
  /** At the beginning of a sentence: `Page 4711`. */
  name: string;
  details: Record<string, string>;
  storage: string;
}

/** Makes edits of one page or blog post, and tells why one cannot be made. */
export class DocumentEditor {
  constructor(
    private readonly page: EditedText,
    private readonly system: string,
  ) {}

  /** The page as Markdown in which nothing is lost: what it cannot say is a placeholder such as `[[1: macro toc]]`. */
  editable(): Promise<string> {
    return this.edit(({ toEditableMarkdown }) => toEditableMarkdown(this.page.storage).markdown.trimEnd());
  }

  /** Gives the page another text; every block that says what it said stays as it is, byte by byte. */
  whole(markdown: string, { allow_removal }: EditOptions): Promise<EditedPage> {
    return this.edit(({ applyEditedStorage, isDocumentEditError, markdownToStorage }) => {
      try {
        return applyEditedStorage(this.page.storage, markdown, rulesFor(allow_removal));
      } catch (error) {
        // Nobody can say what is in a page that is broken; whoever gives it up may still replace it.
        const isBroken = isDocumentEditError(error) && error.reason === "malformed";
        if (!isBroken || !allow_removal) throw error;
        return { storage: markdownToStorage(markdown), removed: [] };
      }
    });
  }

  /** Gives one section another text; not a byte outside of it changes. */
  section(heading: string, markdown: string, { allow_removal }: EditOptions): Promise<EditedPage> {
    return this.edit(({ editSection }) =>
      editSection(this.page.storage, heading, { markdown, ...rulesFor(allow_removal) }),
    );
  }

  /** Replaces words wherever they stand; only they change. */
  text(from: string, to: string): Promise<{ storage: string; replaced: number }> {
    return this.edit(({ editText }) => editText(this.page.storage, from, to));
  }

  private async edit<Edited>(work: (documents: Documents) => Edited): Promise<Edited> {
    const documents = await import("@pm-orchestrator/atlassian/documents");
    try {
      return work(documents);
    } catch (error) {
      throw documents.isDocumentEditError(error) ? this.refusal(error) : error;
    }
  }

  private refusal({ reason, message, details }: InstanceType<Documents["DocumentEditError"]>): PmoError {
    const { headings, ...rest } = details;
    const texts = (Array.isArray(headings) ? headings : []).map((heading) => String(heading.text));
    const code = codeOf(reason);
    const near = code === "SECTION_NOT_FOUND" ? nearestNames(String(details["heading"]), texts) : [];
    const meant = near.length === 0 ? [] : [`Did you mean ${near.map((name) => `"${name}"`).join(" or ")}?`];
    return confluenceErrors.create(code, {
      message: `${this.page.name}: ${message}`,
      system: this.system,
      details: {
        ...this.page.details,
        reason,
        ...rest,
        ...(code === "SECTION_NOT_FOUND" ? { available: texts } : {}),
        ...(code === "AMBIGUOUS_MATCH" ? { candidates: headings } : {}),
      },
      suggestions: code === "AMBIGUOUS_MATCH" ? ["Edit the whole text with update_page."] : meant,
    });
  }
}

export type BodyFormat = "markdown" | "editable" | "storage";

/** How a body is shown in a format. `named` tells of it in an error. */
export function bodyAs(
  format: BodyFormat,
  named: Omit<EditedText, "storage">,
  { step }: ConfluenceClient,
): (body: VendorBody | undefined) => Promise<string> {
  return async (body) => {
    const storage = body?.storage?.value ?? "";
    if (format === "storage") return storage;
    return format === "editable"
      ? new DocumentEditor({ ...named, storage }, step.system).editable()
      : markdownOf(body);
  };
}

function rulesFor(allowRemoval: boolean) {
  return { missing: allowRemoval ? ("remove" as const) : ("refuse" as const) };
}

function codeOf(reason: InstanceType<Documents["DocumentEditError"]>["reason"]): ConfluenceErrorCode {
  switch (reason) {
    case "heading_not_found":
      return "SECTION_NOT_FOUND";
    case "heading_ambiguous":
      return "AMBIGUOUS_MATCH";
    case "text_not_found":
      return "TEXT_NOT_FOUND";
    case "malformed":
    case "not_separable":
      return "PAGE_NOT_EDITABLE";
    default:
      return "PLACEHOLDER_MISMATCH";
  }
}
