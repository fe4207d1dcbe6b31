/** Atlassian's instants (`2026-01-17T12:34:00.000+0100`) in ISO 8601 UTC; what is no instant is left out. */
export function utcInstant(text: string | null | undefined): string | undefined {
  if (!text) return undefined;
  // Jira leaves out the colon of the offset, which only some engines forgive.
  const time = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, "$1:$2"));
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
