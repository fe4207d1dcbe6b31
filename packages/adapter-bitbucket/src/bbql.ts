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
