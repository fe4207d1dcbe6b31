import type { JsonSchema } from "@pm-orchestrator/core";
import { receiptSchema } from "../operations/receipt.js";

/** A result with more fields than this is cut in the signature, visibly. */
const FIELDS_SHOWN = 6;
/** Fields that a write answers beside its receipt, as many as are shown. */
const MORE_FIELDS_SHOWN = 3;
/** More choices than this are cut to the first three: the schema has them all. */
const CHOICES_SHOWN = 6;
const CHOICES_LEFT = 3;
/** Optional params are left out, visibly, where the line would become longer: a hundred lines must stay readable. */
const LONGEST = 190;

/** What pages are asked by. Their names say what they hold. */
const PLAIN = new Set(["limit", "page_token"]);
const RECEIPT = Object.keys(receiptSchema.shape);

/**
 * One line that is enough to call an operation, cheap enough to read with its whole system:
 * `get_issue(issue_key, expand?: comments|changelog) → {key, summary, …}`.
 *
 * Params that must be given stand first, then the others by importance. `receipt` is what every write answers.
 */
export function signatureOf(name: string, params: JsonSchema, result: JsonSchema): string {
  const gives = resultText(Object.keys(properties(result)));
  const required = new Set((params["required"] as string[] | undefined) ?? []);
  const all = Object.entries(properties(params)).map(([param, schema]) => ({
    isRequired: required.has(param),
    text: paramText(param, schema, required.has(param)),
  }));
  const ordered = [...all.filter(({ isRequired }) => isRequired), ...all.filter((one) => !one.isRequired)];
  const shown: string[] = [];
  let length = name.length + gives.length + "() → ".length;
  for (const { text, isRequired } of ordered) {
    if (!isRequired && length + text.length > LONGEST) {
      shown.push("…");
      break;
    }
    shown.push(text);
    length += text.length + ", ".length;
  }
  return `${name}(${shown.join(", ")}) → ${gives}`;
}

function paramText(name: string, schema: JsonSchema, isRequired: boolean): string {
  const type = PLAIN.has(name) ? "" : typeHint(schema);
  return `${name}${isRequired ? "" : "?"}${type === "" ? "" : `: ${type}`}`;
}

function resultText(fields: readonly string[]): string {
  if (!RECEIPT.every((field) => fields.includes(field))) return braces(fields, FIELDS_SHOWN);
  const more = fields.filter((field) => !RECEIPT.includes(field));
  return more.length === 0 ? "receipt" : `receipt + ${braces(more, MORE_FIELDS_SHOWN)}`;
}

function braces(fields: readonly string[], most: number): string {
  return `{${(fields.length > most ? [...fields.slice(0, most), "…"] : fields).join(", ")}}`;
}

function properties(schema: JsonSchema): Record<string, JsonSchema> {
  return (schema["properties"] as Record<string, JsonSchema> | undefined) ?? {};
}

/** Text needs no hint; choices are spelt out; lists are marked by `[]`. */
function typeHint(schema: JsonSchema): string {
  const choices = schema["enum"];
  if (Array.isArray(choices)) {
    return (choices.length > CHOICES_SHOWN ? [...choices.slice(0, CHOICES_LEFT), "…"] : choices).join("|");
  }
  switch (schema["type"]) {
    case "integer":
    case "number":
      return "number";
    case "boolean":
      return "bool";
    case "object":
      return "object";
    case "array": {
      const items = typeHint((schema["items"] as JsonSchema | undefined) ?? {});
      return items.includes("|") ? `(${items})[]` : `${items}[]`;
    }
    default:
      return "";
  }
}
