/**
 * Between Markdown and Confluence's storage format. The converters are imported by the first operation that needs
 * them: a request that reads no text does not pay for a Markdown parser.
 */
export async function toMarkdown(storage: string): Promise<string> {
  const { storageToMarkdown } = await import("@pm-orchestrator/atlassian/documents");
  // Markdown as a file ends with a line break; as a value it does not.
  return storageToMarkdown(storage).trimEnd();
}

export async function toStorage(markdown: string): Promise<string> {
  const { markdownToStorage } = await import("@pm-orchestrator/atlassian/documents");
  return markdownToStorage(markdown);
}

/** An excerpt of a search: HTML in which the words found are marked. */
export async function excerptText(excerpt: string): Promise<string> {
  const { excerptToMarkdown } = await import("@pm-orchestrator/atlassian/documents");
  return excerptToMarkdown(excerpt);
}
