import {
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

/** Statuses that an operation does not name get this JSON body. */
export function addStatuses(
  operation: OperationObject,
  statuses: readonly number[],
  schema: SchemaObject,
): void {
  const responses = operation.responses ?? {};
  operation.responses = responses;
  for (const status of statuses) {
    responses[status] ??= {
      description: "Not in the description.",
      content: { "application/json": { schema } },
    };
  }
}

/** Endpoints that belong to no description, such as an address that the vendor hands out for an upload. */
export function addEndpoint(document: OpenApiDocument, endpoint: string, operation: OperationObject): void {
  const [method = "", path = ""] = endpoint.split(" ");
  const item = document.paths[path] ?? {};
  if (item[method.toLowerCase()] !== undefined) throw new Error(`${endpoint} is described by now.`);
  document.paths[path] = { ...item, [method.toLowerCase()]: operation };
}
