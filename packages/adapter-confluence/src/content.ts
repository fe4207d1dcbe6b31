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

/** The words of a page, one line a block. */
export async function toText(storage: string): Promise<string> {
  const { storageToText } = await import("@pm-orchestrator/atlassian/documents");
  return storageToText(storage);
}

/** The variables of a template. */
export async function variablesOf(template: string): Promise<string[]> {
  const { templateVariables } = await import("@pm-orchestrator/atlassian/documents");
  return templateVariables(template);
}

/** A page made of a template; what is no variable stays as it is. */
export async function fromTemplate(
  template: string,
  values: Readonly<Record<string, string>>,
): Promise<string> {
  const { fillTemplate } = await import("@pm-orchestrator/atlassian/documents");
  return fillTemplate(template, values);
}
