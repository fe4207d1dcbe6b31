/** A schema object of OpenAPI 3.0 or Swagger 2.0, as it stands in the file. */
export interface SchemaObject {
  $ref?: string;
  type?: string | string[];
  nullable?: boolean;
  readOnly?: boolean;
  writeOnly?: boolean;
  enum?: unknown[];
  properties?: Record<string, SchemaObject>;
  required?: string[];
  additionalProperties?: boolean | SchemaObject;
  items?: SchemaObject | SchemaObject[];
  allOf?: SchemaObject[];
  oneOf?: SchemaObject[];
  anyOf?: SchemaObject[];
  not?: SchemaObject;
  /** Our own, for corrections: what a request must have, where that differs from what an answer always has. */
  "x-required-in-requests"?: string[];
  [keyword: string]: unknown;
}

export interface ParameterObject {
  $ref?: string;
  name: string;
  in: string;
  required?: boolean;
  explode?: boolean;
  schema?: SchemaObject;
  [keyword: string]: unknown;
}

export interface BodyObject {
  $ref?: string;
  required?: boolean;
  content?: Record<string, { schema?: SchemaObject }>;
  [keyword: string]: unknown;
}

export interface OperationObject {
  deprecated?: boolean;
  parameters?: ParameterObject[];
  requestBody?: BodyObject;
  responses?: Record<string, BodyObject>;
  [keyword: string]: unknown;
}

export interface PathItem {
  parameters?: ParameterObject[];
  [method: string]: OperationObject | ParameterObject[] | undefined;
}

/** A whole description. */
export interface OpenApiDocument {
  paths: Record<string, PathItem>;
  components?: { schemas?: Record<string, SchemaObject>; [kind: string]: unknown };
  [part: string]: unknown;
}

/** Follows `$ref` within the document. Throws for a reference that leads nowhere. */
export function resolved<Found extends { $ref?: string }>(document: OpenApiDocument, object: Found): Found {
  let found = object;
  while (found.$ref !== undefined) found = at(document, found.$ref) as Found;
  return found;
}

/** What stands at a local reference such as `#/components/schemas/Issue`. */
export function at(document: OpenApiDocument, reference: string): unknown {
  const parts = reference.replace(/^#\//, "").split("/");
  const found = parts
    .map((part) => decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>((object, part) => {
      if (typeof object !== "object" || object === null || !Object.hasOwn(object, part)) return undefined;
      return (object as Record<string, unknown>)[part];
    }, document);
  if (found === undefined) throw new Error(`The description has nothing at ${reference}.`);
  return found;
}
