/**
 * How long the vendor asks us to wait, in milliseconds, from `Retry-After` in seconds or as a date.
 * Zero, the past and nonsense say nothing, so they give undefined.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  const value = headers.get("retry-after")?.trim();
  if (!value) return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return positive(Number(value) * 1000);
  // Date.parse reads a date into almost anything ("banana 2099"), and takes one without a zone for local time.
  if (!/\d\d:\d\d:\d\d/.test(value)) return undefined;
  const instant = /(?:GMT|UTC|Z|[+-]\d\d:?\d\d)$/.test(value) ? value : `${value} GMT`;
  return positive(Date.parse(instant) - now);
}

function positive(milliseconds: number): number | undefined {
  return Number.isFinite(milliseconds) && milliseconds > 0 ? Math.round(milliseconds) : undefined;
}
