import type { JsonSchema } from "@pm-orchestrator/core";

/** A keyword's value; never something that every JavaScript object has. */
export function own(node: Readonly<Record<string, unknown>>, keyword: string): unknown {
  return Object.hasOwn(node, keyword) ? node[keyword] : undefined;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function recordOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

/** The JSON types that the schema allows; undefined when it does not say. `const` and `enum` say it by example. */
export function typesOf(node: JsonSchema): readonly string[] | undefined {
  const type = own(node, "type");
  if (typeof type === "string") return [type];
  if (Array.isArray(type)) return type.map(String);
  const values = Object.hasOwn(node, "const") ? [node["const"]] : own(node, "enum");
  return Array.isArray(values) ? [...new Set(values.map(typeOfValue))] : undefined;
}

function typeOfValue(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

/** `a string or null`. */
export function typesInWords(types: readonly string[]): string {
  return types.map(typeInWords).join(" or ");
}

function typeInWords(type: string): string {
  if (type === "null") return type;
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

/** What a `$ref` within the same schema points at; undefined for anything else. */
export function resolvePointer(root: JsonSchema, ref: string): unknown {
  if (ref === "#") return root;
  if (!ref.startsWith("#/")) return undefined;
  let node: unknown = root;
  for (const token of ref.slice(2).split("/")) {
    if (typeof node !== "object" || node === null) return undefined;
    const key = decodePointerToken(token);
    if (!Object.hasOwn(node, key)) return undefined;
    node = (node as Record<string, unknown>)[key];
  }
  return node;
}

function decodePointerToken(token: string): string {
  try {
    return decodeURIComponent(token).replaceAll("~1", "/").replaceAll("~0", "~");
  } catch {
    // A stray percent sign: the token means itself.
    return token.replaceAll("~1", "/").replaceAll("~0", "~");
  }
}

/** Whether a `patternProperties` pattern takes the name. One that JavaScript cannot read might. */
export function matches(pattern: string, name: string): boolean {
  try {
    return new RegExp(pattern, "u").test(name);
  } catch {
    return true;
  }
}

/** The indexes of a list of that length, for people. */
export function indexes(length: number): string[] {
  if (length < 2) return length === 1 ? ["[0]"] : [];
  return [`[0] to [${length - 1}]`];
}
