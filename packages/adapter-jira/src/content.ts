/**
 * Between Markdown and Jira's document format. The converters are imported by the first operation that needs them:
 * a request that reads no text does not pay for a Markdown parser.
 */
export async function toMarkdown(document: unknown): Promise<string | undefined> {
  if (document === null || document === undefined) return undefined;
  const { adfToMarkdown } = await import("@pm-orchestrator/atlassian/documents");
  return adfToMarkdown(document).trimEnd() || undefined;
}

/**
 * A document as Markdown that can be edited without loss: what Markdown cannot say is a numbered placeholder such as
 * `[[1: mention Ada]]`.
 */
export async function toEditable(document: unknown): Promise<string | undefined> {
  if (document === null || document === undefined) return undefined;
  const { editableAdf } = await import("@pm-orchestrator/atlassian/documents");
  return editableAdf(document).markdown.trimEnd() || undefined;
}

export async function toDocument(markdown: string): Promise<unknown> {
  const { markdownToAdf } = await import("@pm-orchestrator/atlassian/documents");
  return markdownToAdf(markdown);
}
