interface AtlassianErrorBody {
  errorMessages?: unknown;
  errors?: unknown;
  message?: unknown;
}

/**
 * What an error's body says, in one line, from any of the three shapes in use: Jira's `errorMessages` and `errors` by
 * field, Confluence v2's list of `errors`, Confluence v1's `message`. Undefined when it says nothing.
 */
export function atlassianErrorText(body: unknown): string | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const { errorMessages, errors, message } = body as AtlassianErrorBody;
  const texts = [
    ...(Array.isArray(errorMessages) ? errorMessages : []),
    ...(Array.isArray(errors) ? errors.map(listedError) : fieldErrors(errors)),
    ...(typeof message === "string" ? [message] : []),
  ].filter((text): text is string => typeof text === "string" && text !== "");
  return texts.length === 0 ? undefined : texts.join(" ");
}

function fieldErrors(errors: unknown): string[] {
  if (typeof errors !== "object" || errors === null) return [];
  return Object.entries(errors).map(([field, text]) => `${field}: ${String(text)}`);
}

function listedError(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const { title, detail } = error as { title?: unknown; detail?: unknown };
  return [title, detail].filter((part) => typeof part === "string" && part !== "").join(": ");
}
