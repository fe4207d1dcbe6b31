import {
  type BodyObject,
  type OpenApiDocument,
  type OperationObject,
  type ParameterObject,
  resolved,
  type SchemaObject,
} from "../openapi/document.js";

/** The OpenAPI documents of one API, to be corrected. */
export interface OpenApiDraft {
  /** By the short name that the API gives them, e.g. `v2`. */
  documents: Readonly<Record<string, OpenApiDocument>>;
  /** What stands before the paths of a document. */
  prefixes: Readonly<Record<string, string>>;
}

/** The operation of an endpoint as `upstream` names it: `GET /wiki/api/v2/pages`. Throws when it is not there. */
export function operationOf(draft: OpenApiDraft, endpoint: string): OperationObject {
  const [method = "", path = ""] = endpoint.split(" ");
  for (const [name, document] of Object.entries(draft.documents)) {
    const prefix = draft.prefixes[name] ?? "";
    const item = path.startsWith(prefix) ? document.paths[path.slice(prefix.length)] : undefined;
    const operation = item?.[method.toLowerCase()];
    if (operation !== undefined && !Array.isArray(operation)) return operation;
  }
  throw new Error(`The description has no ${endpoint} to correct.`);
}

/** Every operation, with the name of its endpoint and its document. */
export function* operationsOf(
  draft: OpenApiDraft,
): Generator<{ endpoint: string; operation: OperationObject; document: OpenApiDocument }> {
  for (const [name, document] of Object.entries(draft.documents)) {
    for (const [path, item] of Object.entries(document.paths)) {
      for (const [method, operation] of Object.entries(item)) {
        if (operation === undefined || Array.isArray(operation) || !METHODS.has(method)) continue;
        const endpoint = `${method.toUpperCase()} ${draft.prefixes[name] ?? ""}${path}`;
        yield { endpoint, operation, document };
      }
    }
  }
}

const METHODS = new Set(["get", "put", "post", "patch", "delete", "head", "options"]);

/** The schema of a component. Throws when it is not there. */
export function componentOf(document: OpenApiDocument | undefined, name: string): SchemaObject {
  const schema = document?.components?.schemas?.[name];
  if (schema === undefined) throw new Error(`The description has no schema ${name} to correct.`);
  return schema;
}

/** Parameters of the query that the vendor takes and the description lacks. */
export function addQuery(
  draft: OpenApiDraft,
  endpoint: string,
  parameters: Readonly<Record<string, SchemaObject>>,
): void {
  const operation = operationOf(draft, endpoint);
  const added = Object.entries(parameters).map(
    ([name, schema]): ParameterObject => ({ name, in: "query", schema }),
  );
  operation.parameters = [...(operation.parameters ?? []), ...added];
}

/** The schema of an operation's JSON body, references followed. Throws when it has none. */
export function bodySchemaOf(
  document: OpenApiDocument | undefined,
  operation: OperationObject,
): SchemaObject {
  const body = operation.requestBody;
  const schema = document && body && resolved(document, body).content?.["application/json"]?.schema;
  if (document === undefined || schema === undefined) throw new Error("There is no JSON body to correct.");
  return resolved(document, schema);
}

/** What a vendor answers to anybody, whatever is asked: too much, not allowed, not there, broken. */
const COMMON_FAILURES = [400, 401, 403, 404, 429, 500, 503];

/** Gives every failure of an operation a JSON body of this schema: those that it names without one, and these. */
export function addFailures(
  document: OpenApiDocument,
  operation: OperationObject,
  { schema, statuses = COMMON_FAILURES }: { schema: SchemaObject; statuses?: readonly number[] },
): void {
  const responses: Record<string, BodyObject> = { ...operation.responses };
  const named = Object.keys(responses).filter((status) => Number(status) >= 400);
  for (const status of [...named, ...statuses.map(String)]) {
    const response = responses[status] && resolved(document, responses[status]);
    if (response !== undefined && Object.keys(response.content ?? {}).length > 0) continue;
    responses[status] = { ...response, content: { "application/json": { schema } } };
  }
  operation.responses = responses;
}

/** A further property of a schema. Throws when it is there by now. */
export function addProperty(schema: SchemaObject, name: string, property: SchemaObject): void {
  if (schema.properties !== undefined && Object.hasOwn(schema.properties, name)) {
    throw new Error(`${name} is described by now.`);
  }
  schema.properties = { ...schema.properties, [name]: property };
}

/** The part of an `allOf` that holds the properties of its own. */
export function ownPart(schema: SchemaObject): SchemaObject {
  const own = schema.allOf?.find(({ properties }) => properties !== undefined);
  if (own === undefined) throw new Error("The schema has no part with properties to correct.");
  return own;
}

/** The property of a schema. Throws when it is not there. */
export function propertyOf(schema: SchemaObject, name: string): SchemaObject {
  const property = schema.properties?.[name];
  if (property === undefined) throw new Error(`The schema has no property ${name} to correct.`);
  return property;
}

/** Endpoints that belong to no description, such as an address that the vendor hands out for an upload. */
export function addEndpoint(document: OpenApiDocument, endpoint: string, operation: OperationObject): void {
  const [method = "", path = ""] = endpoint.split(" ");
  const item = document.paths[path] ?? {};
  if (item[method.toLowerCase()] !== undefined) throw new Error(`${endpoint} is described by now.`);
  document.paths[path] = { ...item, [method.toLowerCase()]: operation };
}
