import { type OpenApiDocument, resolved, type SchemaObject } from "./document.js";

/** Values that came as text, read as the type that the schema asks for; text that does not read so stays text. */
export function typedValue(document: OpenApiDocument, schema: SchemaObject, text: string): unknown {
  const type = typeOf(document, schema);
  if ((type === "integer" || type === "number") && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (type === "boolean" && /^(true|false)$/.test(text)) return text === "true";
  return text;
}

/** The type that a schema asks for, through references and compositions; the first where there are several. */
export function typeOf(document: OpenApiDocument, schema: SchemaObject): string | undefined {
  const target = resolved(document, schema);
  const own = [target.type ?? []].flat().find((type) => type !== "null");
  if (own !== undefined) return own;
  for (const part of [target.allOf, target.anyOf, target.oneOf].flatMap((parts) => parts ?? [])) {
    const found = typeOf(document, part);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The schema of a list's elements. */
export function elementOf(document: OpenApiDocument, schema: SchemaObject): SchemaObject {
  const { items } = resolved(document, schema);
  return items === undefined || Array.isArray(items) ? {} : items;
}
