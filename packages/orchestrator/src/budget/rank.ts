import type { JsonSchema } from "@pm-orchestrator/core";

/** A result's schema at some place: its properties are in order of importance. */
export interface Ranks {
  /** The fields' names in a schema's order; what it does not name comes last, as it comes. */
  order(names: readonly string[]): string[];
  field(name: string): Ranks;
  item(): Ranks;
}

/** Ranks by a manifest's JSON Schema. A schema that says nothing ranks nothing. */
export function ranksOf(schema: JsonSchema | undefined, root: JsonSchema | undefined = schema): Ranks {
  const choices = schema === undefined ? [] : choicesOf(schema, root, 0);
  const place = new Map<string, number>();
  for (const { properties } of choices as { properties?: object }[])
    for (const name of Object.keys(properties ?? {})) if (!place.has(name)) place.set(name, place.size);
  const child = (pick: (choice: JsonSchema) => unknown) =>
    ranksOf(merged(choices.map(pick).filter(isSchema)), root);
  return {
    order: (names) => [...names].sort((a, b) => (place.get(a) ?? place.size) - (place.get(b) ?? place.size)),
    field: (name) =>
      child(({ properties, additionalProperties }) =>
        isSchema(properties) && Object.hasOwn(properties, name) ? properties[name] : additionalProperties,
      ),
    item: () => child(({ items }) => items),
  };
}

/** Deeper than this, references and choices lead nowhere new. */
const DEEPEST = 8;

/** The schemas that a schema stands for: its alternatives, and what it refers to. */
function choicesOf(schema: JsonSchema, root: JsonSchema | undefined, depth: number): JsonSchema[] {
  if (depth > DEEPEST) return [];
  const { anyOf, oneOf, allOf, $ref } = schema as Record<string, unknown>;
  const referred = typeof $ref === "string" ? resolved($ref, root) : undefined;
  const inner = [anyOf, oneOf, allOf].flatMap((list) => (Array.isArray(list) ? list.filter(isSchema) : []));
  return [
    schema,
    ...[...inner, ...(referred === undefined ? [] : [referred])].flatMap((choice) =>
      choicesOf(choice, root, depth + 1),
    ),
  ];
}

function resolved(reference: string, root: JsonSchema | undefined): JsonSchema | undefined {
  if (reference === "#") return root;
  let at: unknown = root;
  for (const part of reference.replace(/^#\//, "").split("/")) {
    at = isSchema(at) && Object.hasOwn(at, part) ? at[part] : undefined;
  }
  return isSchema(at) ? at : undefined;
}

function merged(schemas: readonly JsonSchema[]): JsonSchema | undefined {
  return schemas.length < 2 ? schemas[0] : { anyOf: schemas };
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
