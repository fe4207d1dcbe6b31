/** Said once in every answer that has a table. */
export const TABLE_NOTICE =
  '{"columns", "rows"} stands for a list of objects; null where an object has no such field.';

/** How a table begins in a line of data. */
export const TABLE_START = '{"columns":[';

/**
 * Data with its lists of like objects as tables: `{"columns": […], "rows": [[…], …]}`, where that is shorter. It stays
 * JSON, on one line, and nothing is lost: a list in which something is null stays as it is, and so does everything when
 * the data has such an object of its own.
 */
export function withTables(data: unknown): unknown {
  return looksLikeTable(data) ? data : tabled(data);
}

function tabled(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(tabled);
    return tableOf(value, items) ?? items;
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, tabled(inner)]));
}

/** The table of a list, where every item is an object without nulls, and the table is the shorter form. */
function tableOf(list: readonly unknown[], items: readonly unknown[]): object | undefined {
  if (list.length < 2 || !list.every(isObject)) return undefined;
  if (list.some((item) => Object.values(item).some((value) => value === null || value === undefined)))
    return undefined;
  const columns = [...new Set(list.flatMap((item) => Object.keys(item)))];
  const rows = (items as Record<string, unknown>[]).map((item) =>
    columns.map((name) => (Object.hasOwn(item, name) ? item[name] : null)),
  );
  const table = { columns, rows };
  return JSON.stringify(table).length < JSON.stringify(items).length ? table : undefined;
}

function looksLikeTable(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(looksLikeTable);
  if (!isObject(value)) return false;
  return (
    (Object.hasOwn(value, "columns") && Object.hasOwn(value, "rows")) ||
    Object.values(value).some(looksLikeTable)
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
