import type { JsonSchema, OperationManifest } from "@pm-orchestrator/core";
import type { GivenParam } from "./pairs.js";

/**
 * The params of a call: text is read as what the operation's schema wants. What cannot be read so stays text, and the
 * engine says what is wrong with it.
 */
export function coerceParams(
  given: ReadonlyMap<string, GivenParam>,
  manifest: OperationManifest | undefined,
): Record<string, unknown> {
  const entries = [...given].map(([key, param]): [string, unknown] => [
    key,
    "json" in param ? param.json : coerce(param.text, schemaOf(key, manifest)),
  ]);
  return Object.fromEntries(entries);
}

function schemaOf(key: string, manifest: OperationManifest | undefined): JsonSchema | undefined {
  const aliases = manifest?.aliases ?? {};
  const name = Object.hasOwn(aliases, key) ? (aliases[key] ?? key) : key;
  const properties = manifest?.params["properties"];
  if (!isSchema(properties) || !Object.hasOwn(properties, name)) return undefined;
  const schema = properties[name];
  return isSchema(schema) ? schema : undefined;
}

function coerce(text: string, schema: JsonSchema | undefined): unknown {
  const choices = schema === undefined ? [] : alternatives(schema);
  const has = (type: string) => choices.some((choice) => typesOf(choice).includes(type));
  // Where text will do, text it is.
  if (choices.length === 0 || has("string")) return text;
  if (has("boolean") && (text === "true" || text === "false")) return text === "true";
  if ((has("integer") || has("number")) && /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text))
    return Number(text);
  const list = choices.find((choice) => typesOf(choice).includes("array"));
  if (list === undefined) return text;
  const items = list["items"];
  const parts = text === "" ? [] : text.split(",").map((part) => part.trim());
  return parts.map((part) => coerce(part, isSchema(items) ? items : undefined));
}

/** The schema, or what it lets one choose between. */
function alternatives(schema: JsonSchema): JsonSchema[] {
  const choices = schema["anyOf"] ?? schema["oneOf"];
  return Array.isArray(choices) ? choices.filter(isSchema).flatMap(alternatives) : [schema];
}

function typesOf(schema: JsonSchema): string[] {
  const { type, enum: values } = schema;
  if (typeof type === "string") return [type];
  if (Array.isArray(type)) return type.filter((name) => typeof name === "string");
  return Array.isArray(values) && values.some((value) => typeof value === "string") ? ["string"] : [];
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
