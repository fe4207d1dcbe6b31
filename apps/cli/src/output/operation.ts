import type { JsonSchema, OperationManifest } from "@pm-orchestrator/core";
import { indented } from "./data.js";
import { tableLines } from "./table.js";
import type { Terminal } from "./terminal.js";
import { count, durationText } from "./text.js";

/** Everything about one operation, for people. */
export async function operationLines(
  system: string,
  operation: string,
  { described, terminal }: { described: OperationManifest; terminal: Terminal },
): Promise<string[]> {
  const { palette } = terminal;
  const { summary, effect, signature, params, result, aliases = {}, example } = described;
  const calls = `${count(described.expected_calls, "call")}, about ${durationText(described.expected_ms)}`;
  return [
    `${palette.strong(`${system} ${operation}`)}  ${effect === "read" ? effect : palette.warning(effect)}`,
    summary,
    "",
    palette.faint(signature),
    "",
    palette.name("params:"),
    ...indented(await fieldTable(params, { aliases, terminal })),
    palette.name("result:"),
    ...indented(await fieldTable(result, { aliases: {}, terminal })),
    `${palette.name("costs:")} ${calls}`,
    `${palette.name("example:")} pmo call ${system} ${operation} ${exampleText(example)}`.trimEnd(),
  ];
}

async function fieldTable(
  schema: JsonSchema,
  { aliases, terminal }: { aliases: Readonly<Record<string, string>>; terminal: Terminal },
): Promise<string[]> {
  const properties = Object.entries((schema["properties"] ?? {}) as Record<string, JsonSchema>);
  if (properties.length === 0) return ["(none)"];
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  const rows = properties.map(([name, property]) => {
    const others = Object.keys(aliases).filter((alias) => aliases[alias] === name);
    const description = typeof property["description"] === "string" ? property["description"] : "";
    const also = others.length === 0 ? "" : `(also: ${others.join(", ")})`;
    return [
      `${name}${required.includes(name) ? "!" : ""}`,
      typeText(property),
      `${description} ${also}`.trim(),
    ];
  });
  return tableLines({ columns: ["name", "type", ""], rows }, { ...terminal, columns: terminal.columns - 2 });
}

/** `integer`, `comments|changelog`, `list of text`. */
function typeText(schema: JsonSchema): string {
  const { type, enum: values, const: constant, items } = schema;
  const choices = schema["anyOf"] ?? schema["oneOf"];
  if (Array.isArray(choices)) return choices.map((choice) => typeText(choice as JsonSchema)).join(" or ");
  if (Array.isArray(values)) return values.map(String).join("|");
  if (constant !== undefined) return String(constant);
  if (type === "array") return `list of ${typeText((items ?? {}) as JsonSchema)}`;
  if (type === "string") return "text";
  return typeof type === "string" ? type : "anything";
}

const PLAIN_WORD = /^[\w@#:./,+-]+$/;

/** Params as they would be typed. */
function exampleText(example: Readonly<Record<string, unknown>>): string {
  return Object.entries(example)
    .map(([key, value]) => {
      const list =
        Array.isArray(value) && value.every((item) => typeof item === "string" && !item.includes(","));
      const isText = typeof value === "string" || list;
      const text = list ? value.join(",") : typeof value === "string" ? value : JSON.stringify(value);
      const quoted = PLAIN_WORD.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
      return `${key}${isText ? "=" : ":="}${quoted}`;
    })
    .join(" ");
}
