import type { OpenApiDocument, ParameterObject } from "../openapi/document.js";
import type { KnownDefect } from "./known-defect.js";
import { addEndpoint } from "./patches.js";

/** What the schema lacks, as SDL, and endpoints that are no part of it. */
export interface LinearDraft {
  sdl: string;
  extensions: string[];
  beside: OpenApiDocument;
}

function pathParameters(...names: string[]): ParameterObject[] {
  return names.map((name) => ({ name, in: "path", required: true, schema: { type: "string" } }));
}

/** Where Linear's schema says less than Linear does: files lie beside the API. */
export const linearDefects: readonly KnownDefect<LinearDraft>[] = [
  {
    id: "upload-address",
    reason:
      "fileUpload hands out an address to which the bytes are put, in a storage that is not Linear's own; it is no " +
      "part of the schema. https://linear.app/developers/how-to-upload-a-file-to-linear",
    patch: ({ beside }) =>
      addEndpoint(beside, "PUT /storage/{number}/{name}", {
        parameters: [
          ...pathParameters("number", "name"),
          { name: "signature", in: "query", required: true, schema: { type: "string" } },
        ],
        requestBody: { required: true, content: { "*/*": {} } },
        responses: { "200": {}, default: { content: { "*/*": {} } } },
      }),
    witness: { request: "PUT /storage/7/notes.md?signature=abc", body: { any: "bytes" } },
  },
  {
    id: "file-address",
    reason:
      "Files in issues lie at uploads.linear.app and are read with the credentials of the API; the schema only has " +
      "their addresses. https://linear.app/developers/file-storage-authentication",
    patch: ({ beside }) =>
      addEndpoint(beside, "GET /{workspace}/{folder}/{file}", {
        parameters: pathParameters("workspace", "folder", "file"),
        responses: { default: { content: { "*/*": {} } } },
      }),
    witness: { request: "GET /uploads/1/flow.svg" },
  },
];
