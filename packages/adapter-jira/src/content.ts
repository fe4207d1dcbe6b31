type Documents = typeof import("@pm-orchestrator/atlassian/documents");

let documents: Documents | undefined;

/**
 * The converters, imported by the first operation that needs them: a request that reads no text does not pay for a
 * Markdown parser. They are kept, since asking for an import again has its price too.
 */
async function converters(): Promise<Documents> {
  documents ??= await import("@pm-orchestrator/atlassian/documents");
  return documents;
}

/** Jira's document format as Markdown; undefined when there is no text. */
export async function toMarkdown(document: unknown): Promise<string | undefined> {
  if (document === null || document === undefined) return undefined;
  const { adfToMarkdown } = await converters();
  return adfToMarkdown(document).trimEnd() || undefined;
}

/**
 * A document as Markdown that can be edited without loss: what Markdown cannot say is a numbered placeholder such as
 * `[[1: mention Ada]]`.
 */
export async function toEditable(document: unknown): Promise<string | undefined> {
  if (document === null || document === undefined) return undefined;
  const { editableAdf } = await converters();
  return editableAdf(document).markdown.trimEnd() || undefined;
}

export async function toDocument(markdown: string): Promise<unknown> {
  const { markdownToAdf } = await converters();
  return markdownToAdf(markdown);
}
