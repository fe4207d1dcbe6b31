import { type BodyObject, resolved, type SchemaObject } from "../openapi/document.js";
import type { KnownDefect } from "./known-defect.js";
import {
  addEndpoint,
  addFailures,
  addProperty,
  bodySchemaOf,
  componentOf,
  type OpenApiDraft,
  operationsOf,
  propertyOf,
} from "./patches.js";

/** What v2 says of a failure. */
const FAILURE = {
  type: "object",
  required: ["errors"],
  properties: {
    errors: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        required: ["status", "code", "title"],
        properties: {
          status: { type: "integer" },
          code: { type: "string" },
          title: { type: "string" },
          detail: { type: "string", nullable: true },
        },
      },
    },
  },
};

/** What v1 says of a failure, and the gateway in front of both of who may not enter. */
const OLD_FAILURE = {
  type: "object",
  required: ["message"],
  properties: {
    statusCode: { type: "integer" },
    code: { type: "integer" },
    message: { type: "string" },
    reason: { type: "string" },
    data: {
      type: "object",
      properties: {
        authorized: { type: "boolean" },
        valid: { type: "boolean" },
        errors: { type: "array", items: {} },
        successful: { type: "boolean" },
      },
    },
  },
};

/** Where the descriptions of Confluence are known to be wrong. */
export const confluenceDefects: readonly KnownDefect<OpenApiDraft>[] = [
  {
    id: "failures",
    reason:
      "Any endpoint may answer 400, 401, 403, 404, 429 or 5xx, v2 with a list of errors, v1 with a message; the " +
      "descriptions name some of them, nearly all without a body. " +
      "https://developer.atlassian.com/cloud/confluence/rest/v2/intro/#status-code",
    patch(draft) {
      for (const { operation, document } of operationsOf(draft)) {
        const isNew = document === draft.documents["v2"];
        addFailures(document, operation, {
          schema: isNew ? { anyOf: [FAILURE, OLD_FAILURE] } : OLD_FAILURE,
        });
      }
    },
    witness: {
      request: "GET /wiki/api/v2/pages/4711",
      answer: {
        status: 404,
        body: { errors: [{ status: 404, code: "NOT_FOUND", title: "Not Found", detail: null }] },
      },
    },
  },
  {
    id: "bodies-to-write",
    reason:
      "The body of a page, post or comment is said to be of exactly one of two forms, which are both open, so that " +
      "whatever is one is also the other. Either is accepted.",
    patch({ documents: { v2 } }) {
      const requests = (v2?.components?.["requestBodies"] ?? {}) as Record<string, BodyObject>;
      const schemas = [
        ...Object.values(requests).map((requestBody) => bodySchemaOf(v2, { requestBody })),
        ...Object.values(v2?.components?.schemas ?? {}),
      ];
      const bodies = schemas.flatMap(({ properties }): SchemaObject[] =>
        properties?.["body"] === undefined ? [] : [properties["body"]],
      );
      const found = bodies.filter(({ oneOf }) => oneOf !== undefined);
      if (v2 === undefined || found.length === 0)
        throw new Error("There is no body of two forms to correct.");
      for (const body of found) {
        body.anyOf = (body.oneOf ?? []).map((form) => ({
          ...resolved(v2, form),
          additionalProperties: false,
        }));
        delete body.oneOf;
      }
    },
    witness: {
      request: "POST /wiki/api/v2/pages",
      body: { spaceId: "65537", title: "New", body: { representation: "storage", value: "<p>Text</p>" } },
    },
  },
  {
    id: "space-alias",
    reason: "A single space is answered with its alias, as in a list, whose description has it.",
    patch({ documents: { v2 } }) {
      addProperty(componentOf(v2, "SpaceSingle"), "currentActiveAlias", { type: "string" });
    },
    witness: {
      request: "GET /wiki/api/v2/spaces/65537",
      answer: { status: 200, body: { id: "65537", key: "TECH", currentActiveAlias: "TECH" } },
    },
  },
  {
    id: "unknown-content",
    reason:
      "An id of which there is no content has the type null, as the endpoint's own text says; its schema knows texts only. " +
      "https://developer.atlassian.com/cloud/confluence/rest/v2/api-group-content/#api-content-convert-ids-to-types-post",
    patch({ documents: { v2 } }) {
      const results = propertyOf(componentOf(v2, "ContentIdToContentTypeResponse"), "results");
      const types = results.additionalProperties;
      if (typeof types !== "object") throw new Error("There is no type of content to correct.");
      results.additionalProperties = { anyOf: [types, { type: "string", nullable: true, enum: [null] }] };
    },
    witness: {
      request: "POST /wiki/api/v2/content/convert-ids-to-types",
      answer: { status: 200, body: { results: { "4711": null } } },
    },
  },
  {
    id: "files",
    reason:
      "Where a file's download leads to is described nowhere: to the wiki itself, or to a store of files.",
    patch({ documents: { v1 } }) {
      if (v1 === undefined) throw new Error("There is no description of v1 to correct.");
      const text = { schema: { type: "string" } };
      addEndpoint(v1, "GET /wiki/download/attachments/{id}/{filename}", {
        parameters: [
          { name: "id", in: "path", required: true, ...text },
          { name: "filename", in: "path", required: true, ...text },
          { name: "version", in: "query", ...text },
          { name: "api", in: "query", ...text },
        ],
        responses: {
          "200": { content: { "*/*": {} } },
          "404": { content: { "application/json": { schema: OLD_FAILURE } } },
        },
      });
    },
    witness: { request: "GET /wiki/download/attachments/98432/claims.json?version=1&api=v2" },
  },
];
