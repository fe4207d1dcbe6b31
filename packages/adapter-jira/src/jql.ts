/** A value as text in JQL: quoted, so that nothing in it is read as part of the query. */
export function jqlText(value: string): string {
  return `"${value.replaceAll(/[\\"]/g, "\\$&")}"`;
}

/** Several values as a list in JQL. */
export function jqlList(values: readonly string[]): string {
  return `(${values.map(jqlText).join(", ")})`;
}
