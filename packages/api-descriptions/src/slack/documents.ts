import type { OpenApiDocument, SchemaObject } from "../openapi/document.js";

/** One method of the official description. */
export interface SlackMethodObject {
  deprecated?: boolean;
  parameters?: (Omit<SchemaObject, "required"> & { name: string; in: string; required?: boolean })[];
  responses: Record<string, { schema?: SchemaObject }>;
}

/** Slack's own description: Swagger 2.0, of 2020. */
export interface SlackDocument {
  paths: Record<string, Record<string, SlackMethodObject>>;
  definitions: Record<string, SchemaObject>;
}

/** One method of the reference that was gathered from Slack's pages: newer, and not official. */
export interface SlackReferenceMethod {
  deprecated?: boolean;
  args: SchemaObject;
  output?: SchemaObject;
  errors?: Record<string, unknown>;
}

export type SlackReference = Record<string, SlackReferenceMethod>;

/** What is known of a method, from both. */
export interface SlackMethod {
  official: SlackMethodObject | undefined;
  reference: SlackReferenceMethod | undefined;
  /** Arguments by name: the official schema, or the reference's where the description lacks one. */
  args: ReadonlyMap<string, SchemaObject>;
  required: readonly string[];
}

export function slackMethod(
  document: SlackDocument,
  reference: SlackReference,
  name: string,
): SlackMethod | undefined {
  const item = Object.hasOwn(document.paths, `/${name}`) ? document.paths[`/${name}`] : undefined;
  const official = item?.["get"] ?? item?.["post"];
  const described = Object.hasOwn(reference, name) ? reference[name] : undefined;
  if (official === undefined && described === undefined) return undefined;
  const args = new Map(Object.entries(described?.args.properties ?? {}));
  for (const { name: argument, in: _place, required: _required, ...schema } of official?.parameters ?? []) {
    args.set(argument, schema);
  }
  // The token stands in a header, whatever either of them says.
  args.delete("token");
  const required =
    official === undefined
      ? (described?.args.required ?? [])
      : (official.parameters ?? []).filter((one) => one.required === true).map((one) => one.name);
  return {
    official,
    reference: described,
    args,
    required: required.filter((argument) => argument !== "token"),
  };
}

/** The description as its schemas are referred to. */
export function asOpenApi(document: SlackDocument): OpenApiDocument {
  return document as unknown as OpenApiDocument;
}
