import { describe, expect, it } from "vitest";
import { describedBeside } from "../../src/beside.js";
import {
  addEndpoint,
  addProperty,
  addQuery,
  type OpenApiDraft,
  operationOf,
  operationsOf,
} from "../../src/known-defects/patches.js";
import { createOpenApiDescription } from "../../src/openapi/description.js";
import type { OpenApiDocument } from "../../src/openapi/document.js";

const closes = { request: true, answer: true };
const draft = (): OpenApiDraft => ({
  documents: {
    old: { paths: { "/notes": { get: { responses: {} }, parameters: [] } } },
    new: { paths: { "/notes": { post: { responses: {} } } } },
  },
  prefixes: { old: "", new: "/v2" },
});

describe("patches", () => {
  it("find operations by the name that upstream gives them", () => {
    expect([...operationsOf(draft())].map(({ endpoint }) => endpoint)).toEqual([
      "GET /notes",
      "POST /v2/notes",
    ]);
    expect(operationOf(draft(), "POST /v2/notes")).toEqual({ responses: {} });
    expect(() => operationOf(draft(), "POST /notes")).toThrow(/has no POST \/notes/);
  });

  it("refuse to correct what is there by now", () => {
    const schema = { properties: { text: {} } };
    addProperty(schema, "due", {});
    expect(() => addProperty(schema, "due", {})).toThrow(/by now/);
    const document: OpenApiDocument = { paths: {} };
    addEndpoint(document, "PUT /uploads/{id}", {});
    expect(() => addEndpoint(document, "PUT /uploads/{id}", {})).toThrow(/by now/);
  });

  it("add parameters", () => {
    const corrected = draft();
    addQuery(corrected, "GET /notes", { page: { type: "integer" } });
    expect(operationOf(corrected, "GET /notes").parameters).toEqual([
      { name: "page", in: "query", schema: { type: "integer" } },
    ]);
  });
});

it("an address that the vendor hands out stands beside its description", () => {
  const beside: OpenApiDocument = { paths: {} };
  addEndpoint(beside, "PUT /uploads/{id}", { responses: { "200": {} } });
  const main = createOpenApiDescription([{ document: draft().documents["old"] ?? beside, closes }]);
  const both = describedBeside(main, createOpenApiDescription([{ document: beside, closes }]));
  const upload = { method: "PUT", path: "/uploads/7" };
  expect(both.endpointsOf(upload)).toEqual(["PUT /uploads/{id}"]);
  expect(both.requestProblems(upload)).toEqual([]);
  expect(both.answerProblems(upload, { status: 500 })).toHaveLength(1);
  expect(both.endpointProblem("PUT /uploads/{id}")).toBeUndefined();
  expect(both.endpointProblem("PUT /notes")).toBe("PUT /notes is not in the description");
  expect(both.requestProblems({ method: "PUT", path: "/nowhere" })).toHaveLength(1);
});
