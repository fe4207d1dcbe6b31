import type { JsonSchema } from "@pm-orchestrator/core";

/** Deeper than this a shape says only `{…}`: the vendor's documents can nest without end. */
const DEEPEST = 4;

/**
 * A JSON Schema of a result in short: `{key, status: {id, name}, comments?: {author, body}[]}`. Names are what references
 * read; text has no hint.
 */
export function shapeOf(schema: JsonSchema, depth = 0): string {
  const choices = schema["anyOf"] ?? schema["oneOf"];
  if (Array.isArray(choices)) {
    return [...new Set((choices as JsonSchema[]).map((choice) => shapeOf(choice, depth) || "text"))].join(
      "|",
    );
  }
  if (Array.isArray(schema["enum"])) return (schema["enum"] as unknown[]).map(String).join("|");
  switch (schema["type"]) {
    case "integer":
    case "number":
      return "number";
    case "boolean":
      return "bool";
    case "null":
      return "null";
    case "array": {
      const items = shapeOf((schema["items"] ?? {}) as JsonSchema, depth);
      return items.includes("|") && !items.startsWith("{") ? `(${items})[]` : `${items}[]`;
    }
    case "object":
      return objectShape(schema, depth);
    default:
      return "";
  }
}

function objectShape(schema: JsonSchema, depth: number): string {
  const properties = Object.entries((schema["properties"] ?? {}) as Record<string, JsonSchema>);
  if (properties.length === 0) return "object";
  if (depth >= DEEPEST) return "{…}";
  const required = new Set((schema["required"] ?? []) as string[]);
  const fields = properties.map(([name, property]) => {
    const shape = shapeOf(property, depth + 1);
    return `${name}${required.has(name) ? "" : "?"}${shape === "" ? "" : `: ${shape}`}`;
  });
  return `{${fields.join(", ")}}`;
}
