/** `Value` without the possibility of null in its fields: what {@link compact} leaves. */
export type Compact<Value> = {
  [Name in keyof Value as null extends Value[Name]
    ? never
    : undefined extends Value[Name]
      ? never
      : Name]: Value[Name];
} & {
  [Name in keyof Value as null extends Value[Name]
    ? Name
    : undefined extends Value[Name]
      ? Name
      : never]?: NonNullable<Value[Name]>;
};

const PLAIN = { enumerable: true, configurable: true, writable: true };

/**
 * Leaves out what is absent: null and undefined. Empty lists, empty text and `false` say something, so they stay; where an
 * empty text means that there is none, give `text || undefined`. Goes one level deep: results are built level by level.
 */
export function compact<Value extends Record<string, unknown>>(value: Value): Compact<Value> {
  const present: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const item = value[name];
    if (item === undefined || item === null) continue;
    // Names of fields may be a vendor's, and assigning this one would give the object another prototype.
    if (name === "__proto__") Object.defineProperty(present, name, { ...PLAIN, value: item });
    else present[name] = item;
  }
  return present as Compact<Value>;
}
