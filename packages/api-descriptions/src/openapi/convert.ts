import { at, type OpenApiDocument, resolved, type SchemaObject } from "./document.js";

/** What a schema is read for: `readOnly` binds requests, `writeOnly` answers. */
export type Direction = "request" | "answer";

/** How one schema is to be converted. */
export interface Conversion {
  direction: Direction;
  /**
   * Whether an object that names its properties may have no others. The parts of an `allOf` must stay open: their
   * whole is what is closed.
   */
  closed: boolean;
  /** Whether objects within may have no other properties either. */
  closes: boolean;
  /** Properties that several parts of an `allOf` describe: no part knows all that they may hold. */
  shared?: ReadonlySet<string>;
  /** Makes the id under which a referred schema is converted in its turn. */
  refer(reference: string, as: Pick<Conversion, "closed" | "shared">): string;
}

const COPIED = [
  "enum",
  "format",
  "pattern",
  "minimum",
  "maximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "uniqueItems",
  "minProperties",
  "maxProperties",
];
const TYPES = new Set(["array", "boolean", "integer", "null", "number", "object", "string"]);

/** A schema of OpenAPI 3.0 (or of Slack's Swagger 2.0) as JSON Schema 2019-09. */
export function convert(document: OpenApiDocument, schema: SchemaObject, conversion: Conversion): object {
  const { closed, shared = new Set<string>() } = conversion;
  if (schema.$ref !== undefined) return { $ref: conversion.refer(schema.$ref, { closed, shared }) };
  // Slack writes a list under `items` where it means "one of these".
  if (Array.isArray(schema.items)) {
    const { items, ...rest } = schema;
    const anyOf = { anyOf: items };
    return convert(document, schema.type === "array" ? { ...rest, items: anyOf } : anyOf, conversion);
  }
  const inner = (whole: SchemaObject, open = false) =>
    convert(document, whole, { ...conversion, closed: conversion.closes && !open, shared: new Set() });
  // The only part of a whole is the whole: descriptions write it so to add a sentence to a reference.
  const isAlone = schema.allOf?.length === 1 && !namesProperties(document, { ...schema, allOf: [] });
  const together = new Set([...shared, ...sharedProperties(document, schema)]);
  const part = (one: SchemaObject) =>
    convert(document, one, { ...conversion, closed: closed && isAlone, shared: together });
  const converted: Record<string, unknown> = {};
  for (const keyword of COPIED) if (schema[keyword] !== undefined) converted[keyword] = schema[keyword];
  addBounds(schema, converted);
  const types = [schema.type ?? []].flat().filter((type) => TYPES.has(type));
  if (types.length > 0) converted["type"] = types;
  if (schema.items !== undefined) converted["items"] = inner(schema.items);
  addProperties(schema, { ...conversion, shared: together }, { converted, inner });
  for (const keyword of ["allOf", "oneOf", "anyOf"] as const) {
    if (schema[keyword] !== undefined) converted[keyword] = schema[keyword].map(part);
  }
  if (schema.not !== undefined) converted["not"] = part(schema.not);
  addClosing(document, schema, { closed: closed && !isAlone, converted, inner });
  return schema.nullable === true ? orNull(converted) : converted;
}

/** OpenAPI 3.0 says with a flag whether a bound is exclusive. */
function addBounds(schema: SchemaObject, converted: Record<string, unknown>): void {
  for (const [flag, bound] of [
    ["exclusiveMinimum", "minimum"],
    ["exclusiveMaximum", "maximum"],
  ] as const) {
    if (schema[flag] !== true) continue;
    converted[flag] = schema[bound];
    delete converted[bound];
  }
}

function addProperties(
  schema: SchemaObject,
  { direction, shared }: Conversion,
  {
    converted,
    inner,
  }: { converted: Record<string, unknown>; inner(schema: SchemaObject, open?: boolean): object },
): void {
  const properties = Object.entries(schema.properties ?? {});
  const barred = direction === "request" ? "readOnly" : "writeOnly";
  const isBarred = (name: string) => schema.properties?.[name]?.[barred] === true;
  if (properties.length > 0) {
    converted["properties"] = Object.fromEntries(
      properties.map(([name, property]) => [
        name,
        property[barred] === true ? false : inner(property, shared?.has(name)),
      ]),
    );
  }
  const told = direction === "request" ? schema["x-required-in-requests"] : undefined;
  const all = told ?? (Array.isArray(schema.required) ? schema.required : []);
  const required = all.filter((name) => !isBarred(name));
  if (required.length > 0) converted["required"] = required;
}

function addClosing(
  document: OpenApiDocument,
  schema: SchemaObject,
  target: {
    closed: boolean;
    converted: Record<string, unknown>;
    inner(schema: SchemaObject): object;
  },
): void {
  const { additionalProperties: others } = schema;
  const { closed, converted, inner } = target;
  const saysMore = typeof others === "object" && Object.keys(others).length > 0;
  if (saysMore) converted["additionalProperties"] = inner(others);
  else if (others === false) converted["additionalProperties"] = false;
  else if (!namesProperties(document, schema)) {
    if (others !== undefined) converted["additionalProperties"] = true;
  } else if (closed) {
    // Generated descriptions say `additionalProperties: true`, or nothing, whether or not there are any.
    const composed = [schema.allOf, schema.oneOf, schema.anyOf].some((parts) => parts !== undefined);
    converted[composed ? "unevaluatedProperties" : "additionalProperties"] = false;
  }
}

/** Names that more than one part of a whole describes. */
function sharedProperties(document: OpenApiDocument, schema: SchemaObject): string[] {
  if (schema.allOf === undefined) return [];
  const names = [schema, ...schema.allOf].flatMap((part) => [
    ...(part === schema ? Object.keys(part.properties ?? {}) : propertyNames(document, part)),
  ]);
  return names.filter((name, index) => names.indexOf(name) !== index);
}

function propertyNames(document: OpenApiDocument, schema: SchemaObject): Set<string> {
  const target = resolved(document, schema);
  const parts = [target.allOf, target.oneOf, target.anyOf].flatMap((list) => list ?? []);
  return new Set([
    ...Object.keys(target.properties ?? {}),
    ...parts.flatMap((part) => [...propertyNames(document, part)]),
  ]);
}

/** Whether a schema says what the properties of an object are called. */
function namesProperties(
  document: OpenApiDocument,
  schema: SchemaObject,
  seen: ReadonlySet<string> = new Set(),
): boolean {
  if (schema.$ref !== undefined) {
    if (seen.has(schema.$ref)) return false;
    const target = at(document, schema.$ref) as SchemaObject;
    return namesProperties(document, target, new Set([...seen, schema.$ref]));
  }
  if (Object.keys(schema.properties ?? {}).length > 0) return true;
  return [schema.allOf, schema.oneOf, schema.anyOf]
    .flatMap((parts) => parts ?? [])
    .some((part) => namesProperties(document, part, seen));
}

function orNull(schema: Record<string, unknown>): object {
  const { type, enum: values, ...rest } = schema;
  if (Array.isArray(type) && Object.keys(rest).every((keyword) => !/Of$|^not$/.test(keyword))) {
    return {
      ...rest,
      type: [...type, "null"],
      ...(Array.isArray(values) ? { enum: [...values, null] } : {}),
    };
  }
  return { anyOf: [{ type: "null" }, schema] };
}
