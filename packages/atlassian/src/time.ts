/** Jira leaves out the colon of the offset, which only some engines forgive. */
const OFFSET_WITHOUT_COLON = /([+-]\d{2})(\d{2})$/;

/** How Jira and Confluence write nearly all of their instants: day, hour, the rest, and an offset of whole hours. */
const USUAL =
  /^(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8]))T([01]\d|2[0-3])(:[0-5]\d:[0-5]\d\.\d{3})(?:Z|([+-]\d{2}):?00)$/;

/** Atlassian's instants (`2026-01-17T12:34:00.000+0100`) in ISO 8601 UTC; what is no instant is left out. */
export function utcInstant(text: string | null | undefined): string | undefined {
  if (!text) return undefined;
  return sameDay(text) ?? byCalendar(text);
}

/**
 * The usual ones by their digits, as long as the day stays the same: a date made of the text, and the text of that date
 * again, are the dearest part of reading an issue.
 */
function sameDay(text: string): string | undefined {
  const parts = USUAL.exec(text);
  if (parts === null) return undefined;
  const [, day, hour, rest, offset = "0"] = parts;
  const utc = Number(hour) - Number(offset);
  return utc < 0 || utc > 23 ? undefined : `${day}T${utc < 10 ? "0" : ""}${utc}${rest}Z`;
}

function byCalendar(text: string): string | undefined {
  const time = Date.parse(text.replace(OFFSET_WITHOUT_COLON, "$1:$2"));
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
