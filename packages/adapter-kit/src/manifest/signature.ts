import type { JsonSchema } from "@pm-orchestrator/core";

/** A result with more fields than this is cut in the signature, visibly. */
const FIELDS_SHOWN = 6;

/**
 * One line that is enough to call an operation:
 * `get_issue(issue_key, expand?: comments|changelog) → {key, summary, status, …}`.
 */
export function signatureOf(name: string, params: JsonSchema, result: JsonSchema): string {
  const required = new Set((params["required"] as string[] | undefined) ?? []);
  const shown = Object.entries(properties(params)).map(([param, schema]) => {
    const type = typeHint(schema);
    return `${param}${required.has(param) ? "" : "?"}${type === "" ? "" : `: ${type}`}`;
  });
  const fields = Object.keys(properties(result));
  const cut = fields.length > FIELDS_SHOWN ? [...fields.slice(0, FIELDS_SHOWN), "…"] : fields;
  return `${name}(${shown.join(", ")}) → {${cut.join(", ")}}`;
}

function properties(schema: JsonSchema): Record<string, JsonSchema> {
  return (schema["properties"] as Record<string, JsonSchema> | undefined) ?? {};
}

/** Text needs no hint; choices are spelt out; lists are marked by `[]`. */
function typeHint(schema: JsonSchema): string {
  const choices = schema["enum"];
  if (Array.isArray(choices)) return choices.join("|");
  switch (schema["type"]) {
    case "integer":
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "object":
      return "object";
    case "array": {
      const items = typeHint((schema["items"] as JsonSchema | undefined) ?? {});
      return items.includes("|") ? `(${items})[]` : `${items === "" ? "text" : items}[]`;
    }
    default:
      return "";
  }
}
