import { describe, expect, it } from "vitest";
import type { GivenAnswer } from "../../src/index.js";
import { createOpenApiDescription } from "../../src/openapi/description.js";
import type { OpenApiDocument } from "../../src/openapi/document.js";

const document: OpenApiDocument = {
  components: {
    schemas: {
      Thing: {
        type: "object",
        properties: { type: { type: "string" } },
        discriminator: { propertyName: "type" },
      },
      Party: {
        allOf: [
          { $ref: "#/components/schemas/Thing" },
          { properties: { links: { type: "object", properties: { self: { type: "string" } } } } },
        ],
      },
      Person: {
        allOf: [
          { $ref: "#/components/schemas/Party" },
          { properties: { nick: { type: "string" }, links: { properties: { avatar: { type: "string" } } } } },
        ],
      },
      Note: {
        type: "object",
        required: ["id", "text"],
        properties: {
          id: { type: "integer", readOnly: true },
          text: { type: "string" },
          due: { type: "string", format: "date", nullable: true },
          rank: { type: "integer", minimum: 0, exclusiveMinimum: true },
          secret: { type: "string", writeOnly: true },
          author: { $ref: "#/components/schemas/Party" },
          answers: { type: "array", items: { $ref: "#/components/schemas/Note" } },
          anything: {},
        },
      },
    },
  },
  paths: {
    "/notes": {
      post: {
        requestBody: {
          required: true,
          content: { "application/json": { schema: { $ref: "#/components/schemas/Note" } } },
        },
        responses: {
          "201": { content: { "application/json": { schema: { $ref: "#/components/schemas/Note" } } } },
        },
      },
    },
    "/notes/{id}": {
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "integer" } }],
      get: {
        parameters: [
          { name: "part", in: "query", schema: { type: "array", items: { enum: ["text", "author"] } } },
          {
            name: "tags",
            in: "query",
            explode: false,
            schema: { type: "array", items: { type: "integer" } },
          },
          { name: "as", in: "query", required: true, schema: { type: "string" } },
        ],
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/Note" } } } },
        },
      },
    },
    "/notes/mine": { get: { deprecated: true, responses: { "2XX": { content: { "text/plain": {} } } } } },
    "/files/{path}": {
      get: { responses: { "204": {} } },
      put: {
        requestBody: {
          content: {
            "multipart/form-data": {
              schema: {
                type: "object",
                required: ["file"],
                properties: { file: { type: "string", format: "binary" } },
              },
            },
          },
        },
        responses: { "204": {} },
      },
    },
  },
};

const api = createOpenApiDescription([
  { document, closes: { request: true, answer: true }, openEnded: ["path"], prefix: "/v1" },
]);
const post = (body: unknown) =>
  api.requestProblems({ method: "POST", path: "/v1/notes", contentType: "application/json", body });
const get = (path: string) => api.requestProblems({ method: "GET", path });
const answer = (given: Partial<GivenAnswer>) =>
  api.answerProblems(
    { method: "GET", path: "/v1/notes/1?as=x" },
    { status: 200, contentType: "application/json", ...given },
  );

describe("a path", () => {
  it("is found by its most literal template", () => {
    expect(api.endpointsOf({ method: "GET", path: "/v1/notes/mine" })).toEqual(["GET /v1/notes/mine"]);
    expect(api.endpointsOf({ method: "GET", path: "/v1/notes/1?as=x" })).toEqual(["GET /v1/notes/{id}"]);
    expect(api.endpointsOf({ method: "GET", path: "/v1/files/a/b.ts" })).toEqual(["GET /v1/files/{path}"]);
    expect(api.endpointsOf({ method: "GET", path: "/v1/notes/1/2" })).toEqual([]);
    expect(api.endpointsOf({ method: "GET", path: "/notes/1" })).toEqual([]);
  });

  it("is told when it is not described", () => {
    expect(get("/v1/constructor")).toEqual(["the description has no such path with this method"]);
  });
});

describe("parameters", () => {
  it.each([["/v1/notes/1?as=x&part=text&part=author&tags=1,2"], ["/v1/notes/1?as="]])(
    "that fit: %s",
    (path) => {
      expect(get(path)).toEqual([]);
    },
  );

  it.each([
    ["/v1/notes/one?as=x", 'path id must be integer, but is "one"'],
    ["/v1/notes/1", 'query: "as" is required'],
    ["/v1/notes/1?as=x&as=y", "query as is given 2 times, but is no list"],
    ["/v1/notes/1?as=x&part=body", 'query part/0 is "body", not one of ["text","author"]'],
    ["/v1/notes/1?as=x&tags=1,b", 'query tags/1 must be integer, but is "b"'],
    ["/v1/notes/1?as=x&__proto__=1", 'query: "__proto__" is not among part, tags, as'],
  ])("that do not: %s", (path, problem) => {
    expect(get(path)).toEqual([problem]);
  });
});

describe("a body", () => {
  it("that fits", () => {
    const author = { type: "Person", nick: "ann", links: { self: "x", avatar: "y" } };
    expect(post({ text: "x", due: null, secret: "s", author, anything: { free: 1 } })).toEqual([]);
  });

  it.each([
    [{ text: "x", txt: "y" }, 'body has "txt", which the description does not name'],
    [{ text: "x", id: 1 }, "body/id must not be sent: it is read-only"],
    [{}, "body must have required property 'text'"],
    [{ text: "x", due: "soon" }, 'body/due must match format "date", but is "soon"'],
    [{ text: "x", rank: 0 }, "body/rank must be > 0, but is 0"],
    [
      { text: "x", author: { type: "Person", nik: "a" } },
      'body/author has "nik", which the description does not name',
    ],
    [{ text: "x", author: { nick: "a" } }, 'body/author has "nick", which the description does not name'],
    [{ text: "x", answers: [{ text: 1 }] }, "body/answers/0/text must be string, but is 1"],
    ["text", 'body must be object, but is "text"'],
  ])("that does not: %j", (body, problem) => {
    expect(post(body)).toEqual([problem]);
  });

  it("that is not there, not wanted, or of another kind", () => {
    expect(api.requestProblems({ method: "POST", path: "/v1/notes" })).toEqual(["body: there must be one"]);
    const unwanted = { method: "GET", path: "/v1/files/a", contentType: "application/json", body: {} };
    expect(api.requestProblems(unwanted)).toEqual(["body: there must be none"]);
    const other = { method: "POST", path: "/v1/notes", contentType: "text/plain", body: "x" };
    expect(api.requestProblems(other)).toEqual(["body: is text/plain, not one of application/json"]);
  });

  it("as a form, field by field", () => {
    const form = (body: unknown) =>
      api.requestProblems({ method: "PUT", path: "/v1/files/a/b", contentType: "multipart/form-data", body });
    expect(form([["file", { file: "a.txt" }]])).toEqual([]);
    expect(form([["data", { file: "a.txt" }]])).toEqual([
      "form must have required property 'file'",
      'form has "data", which the description does not name',
    ]);
  });
});

describe("an answer", () => {
  it("that fits", () => {
    expect(answer({ body: { id: 1, text: "x", answers: [{ id: 2, text: "y" }] } })).toEqual([]);
  });

  it.each([
    [{ body: { id: 1, text: "x", more: 1 } }, 'answer 200 has "more", which the description does not name'],
    [{ body: { id: 1, text: "x", secret: "s" } }, "answer 200/secret must not be answered: it is write-only"],
    [{ body: { text: "x" } }, "answer 200 must have required property 'id'"],
    [{ status: 404, body: {} }, "answer: status 404 is not among 200"],
    [{}, "answer 200: has no body, but should be application/json"],
    [{ contentType: "text/html", body: "<p>" }, "answer 200: is text/html, not application/json"],
  ])("that does not: %j", (given, problem) => {
    expect(answer(given)).toEqual([problem]);
  });

  it("without a body has none", () => {
    const request = { method: "GET", path: "/v1/files/a" };
    expect(api.answerProblems(request, { status: 204 })).toEqual([]);
    expect(api.answerProblems(request, { status: 204, body: "x" })).toEqual([
      "answer 204: has a body, of which the description says nothing",
    ]);
  });
});

it("says what must not be declared", () => {
  expect(api.endpointProblem("GET /v1/notes/{id}")).toBeUndefined();
  expect(api.endpointProblem("GET /v1/notes/mine")).toBe("GET /v1/notes/mine is deprecated");
  expect(api.endpointProblem("GET /v1/notes/{key}")).toBe("GET /v1/notes/{key} is not in the description");
  expect(api.endpointProblem("PUT /v1/notes/{id}")).toBe("PUT /v1/notes/{id} is not in the description");
});
