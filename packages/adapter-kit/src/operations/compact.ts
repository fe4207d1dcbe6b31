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

/**
 * Leaves out what is absent: null and undefined. Empty lists, empty text and `false` say something, so they stay; where an
 * empty text means that there is none, give `text || undefined`. Goes one level deep: results are built level by level.
 */
export function compact<Value extends Record<string, unknown>>(value: Value): Compact<Value> {
  const present = Object.entries(value).filter(([, item]) => item !== undefined && item !== null);
  return Object.fromEntries(present) as Compact<Value>;
}
