import { at, type OpenApiDocument, type SchemaObject } from "./document.js";

/** The kinds of which a value described by one schema may be: which property tells, and the schema of each value. */
export interface Subtypes {
  property: string;
  /** Value of the property → reference to the schema that then holds. */
  schemas: ReadonlyMap<string, string>;
}

/**
 * What inherits (`allOf`) from each schema that has a discriminator. Where there is no mapping, the property's value is
 * the name of the schema, as OpenAPI 3.0 has it. The root of everything is left out: all schemas of the file hang on it.
 */
export function subtypesIn(document: OpenApiDocument): ReadonlyMap<string, Subtypes> {
  const all = Object.entries(document.components?.schemas ?? {});
  const found = new Map<string, { property: string; schemas: Map<string, string> }>();
  for (const [name, schema] of all) {
    const reference = `#/components/schemas/${name}`;
    const parents = ancestorsOf(document, schema);
    const root = parents.at(-1);
    const property = root && discriminatorOf(document, root);
    if (property === undefined) continue;
    for (const parent of parents.slice(0, -1)) {
      const known = found.get(parent) ?? { property, schemas: new Map<string, string>() };
      known.schemas.set(name, reference);
      found.set(parent, known);
    }
  }
  return found;
}

/** From the nearest to the root. */
function ancestorsOf(document: OpenApiDocument, schema: SchemaObject): string[] {
  const parents: string[] = [];
  let current: SchemaObject | undefined = schema;
  while (current !== undefined) {
    const parent: string | undefined = current.allOf?.find(({ $ref }) => $ref !== undefined)?.$ref;
    if (parent === undefined || parents.includes(parent)) return parents;
    parents.push(parent);
    current = at(document, parent) as SchemaObject;
  }
  return parents;
}

function discriminatorOf(document: OpenApiDocument, reference: string): string | undefined {
  const { discriminator } = at(document, reference) as { discriminator?: { propertyName?: string } };
  return discriminator?.propertyName;
}
