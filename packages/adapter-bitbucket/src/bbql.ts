/** A text as BBQL writes it: quoted, so that nothing inside can end the string. */
export function bbqlString(text: string): string {
  return `"${text.replace(/["\\]/g, (character) => `\\${character}`)}"`;
}

/**
 * A query that demands every field's value; names of fields come from the code, never from a caller.
 *
 * @see https://developer.atlassian.com/cloud/bitbucket/rest/intro/#filtering
 */
export function allEqual(wanted: Readonly<Record<string, string>>): string {
  return Object.entries(wanted)
    .map(([field, value]) => `${field}=${bbqlString(value)}`)
    .join(" AND ");
}

/** A query that demands one of the values of a field. */
export function anyEqual(field: string, values: readonly string[]): string {
  return bracketed(values.map((value) => `${field}=${bbqlString(value)}`));
}

/** A query that demands a text, whatever its case, in one of the fields. */
export function anyContains(fields: readonly string[], text: string): string {
  return bracketed(fields.map((field) => `${field}~${bbqlString(text)}`));
}

function bracketed(parts: readonly string[]): string {
  return parts.length === 1 ? parts.join("") : `(${parts.join(" OR ")})`;
}
