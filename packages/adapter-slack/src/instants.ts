/** A `ts`, or seconds since 1970, as an instant in ISO 8601. Undefined when it is neither. */
export function instantOf(ts: string | number): string | undefined {
  const milliseconds = Math.floor(Number(ts) * 1000);
  return ts === "" || Number.isNaN(milliseconds) ? undefined : new Date(milliseconds).toISOString();
}

/** What Slack calls a moment: seconds since 1970. `instant` in the schemas says what may be given. */
export function secondsOf(instant: string): string {
  if (/^[0-9.]+$/.test(instant)) return instant;
  const hasZone = /(?:Z|[+-][0-9]{2}:[0-9]{2})$/.test(instant);
  const isDay = !instant.includes("T");
  return String(Date.parse(isDay || hasZone ? instant : `${instant}Z`) / 1000);
}
