import { describe, expect, it } from "vitest";
import { KINDS, manifestOf } from "../../src/tokens/compare.js";
import { MUST_KEEP, RECEIPT } from "../../src/tokens/must-keep.js";
import { onSimulator } from "../../src/tokens/simulated.js";

interface Schema {
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
}

/** Whether a result's schema has a field, and whether every result must. */
function fieldOf(schema: Schema, path: string): { known: boolean; required: boolean } {
  const [name = "", ...rest] = path.split(".");
  const choices = [schema, ...(schema.anyOf ?? [])];
  const owner = choices.find(({ properties }) => properties !== undefined && Object.hasOwn(properties, name));
  const field = owner?.properties?.[name];
  if (field === undefined) return { known: false, required: false };
  if (rest.length > 0) return fieldOf(field.items ?? field, rest.join("."));
  return { known: true, required: owner?.required?.includes(name) ?? false };
}

/** The values at a path, in every item of the lists along it. */
function valuesAt(data: unknown, path: string): unknown[] {
  return path
    .split(".")
    .reduce<unknown[]>(
      (values, name) =>
        values
          .flatMap((value) => (Array.isArray(value) ? value : [value]))
          .map((value) => (value as Record<string, unknown> | null)?.[name]),
      [data],
    );
}

describe.each(KINDS)("what results of %s must keep", (kind) => {
  const { operations } = manifestOf(kind);
  const wanted = Object.entries(MUST_KEEP[kind]).map(([operation, fields]): [string, string[]] => [
    operation,
    fields.flatMap((field) => (field === "receipt" ? [...RECEIPT] : [field])),
  ]);

  it.each(wanted)("is in the schema of %s", (operation, fields) => {
    const schema = operations[operation]?.result as Schema;
    expect(fields.filter((field) => !fieldOf(schema, field).known)).toEqual([]);
  });

  it("is in what they answer, wherever it is not optional", async () => {
    const compared = new Map((await onSimulator(kind)).map(({ operation, data }) => [operation, data]));
    for (const [operation, fields] of wanted) {
      const schema = operations[operation]?.result as Schema;
      const data = compared.get(operation);
      expect(data, operation).toBeDefined();
      const missing = fields
        .filter((field) => fieldOf(schema, field).required)
        .filter((field) => valuesAt(data, field).some((value) => value === undefined));
      expect(missing, operation).toEqual([]);
    }
  });
});
