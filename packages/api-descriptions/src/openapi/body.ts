import { type FormField, isForm, type SentRequest } from "../exchange.js";
import {
  type BodyObject,
  type OpenApiDocument,
  type OperationObject,
  resolved,
  type SchemaObject,
} from "./document.js";
import type { SchemaChecks } from "./schemas.js";
import { elementOf, typedValue, typeOf } from "./text-values.js";

/** What is wrong with a request's body. */
export function bodyProblems(
  document: OpenApiDocument,
  checks: SchemaChecks,
  { operation, request }: { operation: OperationObject; request: SentRequest },
): string[] {
  const described = operation.requestBody && resolved(document, operation.requestBody);
  if (request.body === undefined) {
    return described?.required === true ? ["body: there must be one"] : [];
  }
  if (described === undefined) return ["body: there must be none"];
  const { contentType = "no media type" } = request;
  const schema = schemaFor(described, contentType);
  if (schema === undefined) {
    return [`body: is ${contentType}, not one of ${Object.keys(described.content ?? {}).join(", ")}`];
  }
  if (isForm(contentType)) return formProblems(document, checks, { schema, request });
  if (!/[/+]json/.test(contentType)) return [];
  return checks.problems(schema, request.body, { direction: "request", where: "body" });
}

/** The schema for a media type: its own, or that of a range such as `*` `/` `*`; undefined when it is not described. */
export function schemaFor({ content = {} }: BodyObject, contentType: string): SchemaObject | undefined {
  const [family = ""] = contentType.split("/");
  const exact = Object.keys(content).find((type) => type.split(";")[0]?.trim() === contentType);
  const fitting = [exact, `${family}/*`, "*/*"].find((type) => type !== undefined && type in content);
  return fitting === undefined ? undefined : (content[fitting]?.schema ?? {});
}

/** The fields of a form are the properties of its schema; a file is text to it. */
function formProblems(
  document: OpenApiDocument,
  checks: SchemaChecks,
  { schema, request }: { schema: SchemaObject; request: SentRequest },
): string[] {
  const target = resolved(document, schema);
  // A list of files, as some descriptions write a form: it names no field that could be checked.
  if (typeOf(document, target) === "array") return [];
  const values = new Map<string, unknown[]>();
  for (const [name, value] of request.body as FormField[]) {
    const property = target.properties?.[name] ?? {};
    const isList = typeOf(document, property) === "array";
    const one = isList ? elementOf(document, property) : property;
    const read = typeof value === "string" ? typedValue(document, one, value) : value.file;
    values.set(name, [...(values.get(name) ?? []), read]);
  }
  const whole = [...values].map(([name, all]): [string, unknown] => {
    const isList = typeOf(document, target.properties?.[name] ?? {}) === "array";
    return [name, isList || all.length > 1 ? all : all[0]];
  });
  return checks.problems(schema, Object.fromEntries(whole), { direction: "request", where: "form" });
}
