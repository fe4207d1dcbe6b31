import { describe, expect, it } from "vitest";
import { createSlackDescription } from "../../src/slack/description.js";

const api = createSlackDescription(
  {
    definitions: { ts: { type: "string", pattern: "^\\d+\\.\\d+$" } },
    paths: {
      "/notes.add": {
        post: {
          parameters: [
            { name: "token", in: "header", required: true, type: "string" },
            { name: "text", in: "formData", required: true, type: "string" },
            { name: "loud", in: "formData", type: "boolean" },
          ],
          responses: {
            "200": {
              schema: {
                type: "object",
                additionalProperties: false,
                required: ["ok", "ts"],
                properties: {
                  ok: { enum: [true] },
                  ts: { items: [{ $ref: "#/definitions/ts" }, { type: "null" }] },
                },
              },
            },
            default: { schema: { properties: { error: { type: "string", enum: ["too_long"] } } } },
          },
        },
      },
    },
  },
  {
    "notes.add": {
      args: { properties: { blocks: { type: "array", items: {} } } },
      errors: { no_text: {} },
    },
    "notes.drop": {
      deprecated: true,
      args: { required: ["token", "id"], properties: { id: { type: "integer" } } },
    },
  },
);
const send = (request: string, form?: [string, string][]) => ({
  method: request.split(" ")[0] ?? "",
  path: request.split(" ")[1] ?? "",
  ...(form === undefined ? {} : { contentType: "application/x-www-form-urlencoded", body: form }),
});

describe("Slack's description", () => {
  it.each([
    [
      send("POST /notes.add", [
        ["text", "x"],
        ["loud", "true"],
        ["blocks", "[1]"],
      ]),
      [],
    ],
    [send("GET /notes.add?text=x"), []],
    [
      send("POST /notes.add", [["loud", "very"]]),
      ['argument "text" is required', 'argument loud must be boolean, but is "very"'],
    ],
    [
      send("POST /notes.add", [
        ["text", "x"],
        ["constructor", "x"],
      ]),
      ['argument "constructor" is not among blocks, text, loud'],
    ],
    [send("POST /notes.drop", [["id", "1"]]), []],
    [send("POST /notes.drop"), ['argument "id" is required']],
    [send("DELETE /notes.add"), ["neither the description nor the reference has this method"]],
    [
      { method: "POST", path: "/notes.add", contentType: "text/plain", body: "x" },
      ["body: is text/plain, neither a form nor JSON"],
    ],
    [
      {
        method: "POST",
        path: "/notes.add",
        contentType: "application/json",
        body: { text: "x", loud: true },
      },
      [],
    ],
  ])("judges arguments wherever they stand (%#)", (request, problems) => {
    expect(api.requestProblems(request)).toEqual(problems);
  });

  it.each([
    [{ ok: true, ts: "1.2" }, []],
    [{ ok: true, ts: null }, []],
    [{ ok: true, ts: "1.2", more: 1 }, ['answer 200 has "more", which the description does not name']],
    [{ ok: false, error: "too_long" }, []],
    [{ ok: false, error: "no_text" }, []],
    [{ ok: false, error: "gone" }, ['answer 200/error is "gone", not one of ["too_long","no_text"]']],
    [{}, ['answer 200: has no "ok"']],
  ])("judges the answer %j", (body, problems) => {
    expect(api.answerProblems(send("POST /notes.add"), { status: 200, body })).toEqual(problems);
  });

  it("knows that Slack says in the body what failed", () => {
    expect(api.answerProblems(send("POST /notes.add"), { status: 404, body: {} })).toHaveLength(1);
  });

  it("says what must not be declared", () => {
    expect(api.endpointProblem("notes.add")).toBeUndefined();
    expect(api.endpointProblem("notes.drop")).toBe("notes.drop is deprecated");
    expect(api.endpointProblem("toString")).toContain("neither");
  });
});
