/** How the ids of a tenant's entries of one system begin: nothing is shared across tenants. */
export function prefix(tenant: string, system: string): string {
  // With their lengths no two pairs of names come to the same.
  return `${tenant.length}:${system.length}:${tenant}${system}\0`;
}

/** The {@link prefix} with which an id begins. */
export function prefixOf(id: string): string {
  const first = id.indexOf(":");
  const second = id.indexOf(":", first + 1);
  const names = Number(id.slice(0, first)) + Number(id.slice(first + 1, second));
  return id.slice(0, second + 1 + names + 1);
}
