import { type AdapterDefinition, type AnyOperation, defineAdapter } from "@pm-orchestrator/core";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { buildManifest } from "../../src/manifest/index.js";
import notes from "../readme-example.js";

const identity = { name: "@acme/adapter-notes", version: "1.2.3" };
const getNote = notes.operations.get_note as AnyOperation;

/** The notes adapter with one operation changed. */
function withOperation(over: Partial<AnyOperation>): AdapterDefinition {
  return { ...notes, operations: { get_note: { ...getNote, ...over } } };
}

describe("buildManifest", () => {
  it("is everything of the definition but the code", () => {
    const { operations, ...rest } = buildManifest(notes, identity);
    expect(rest).toEqual({
      contract: 1,
      kind: "notes",
      title: "Notes",
      package: "@acme/adapter-notes",
      version: "1.2.3",
      settings: [
        { name: "base_url", address: true, summary: "Address", default: "https://notes.example" },
        { name: "api_token", env: "NOTES_API_TOKEN", secret: true, summary: "API token" },
      ],
      credentials: [{ name: "api_token", settings: ["api_token"] }],
      slots: {},
      limits: {},
      errors: {
        NOTE_NOT_FOUND: { number: 10_001, when: "No such note" },
        NOTES_API_ERROR: { number: 10_401, when: "Anything else" },
      },
      probe: { operation: "get_note", params: { note_id: "1" } },
    });
    expect(Object.keys(operations)).toEqual(["get_note", "cache_status"]);
    expect(operations["get_note"]).toEqual({
      summary: "One note",
      effect: "read",
      retry: "natural",
      signature: "get_note(note_id) → {id, text, author}",
      params: {
        type: "object",
        properties: { note_id: { type: "string", minLength: 1 } },
        required: ["note_id"],
        additionalProperties: false,
      },
      result: {
        type: "object",
        properties: { id: { type: "string" }, text: { type: "string" }, author: { type: "string" } },
        required: ["id"],
        additionalProperties: false,
      },
      upstream: ["GET /v1/notes/{id}"],
      expected_calls: 1,
      expected_ms: 400,
      example: { note_id: "1" },
    });
  });

  it("carries what an operation declares beyond that", () => {
    const manifest = buildManifest(
      withOperation({
        aliases: { id: "note_id" },
        queryParams: ["note_id"],
        caches: ["notes"],
        invalidates: ["users"],
        limits: ["account"],
        coalesce: { into: "get_notes", by: "note_id", list: "note_ids", most: 100 },
        expectedCalls: 0,
        expectedMs: 1,
      }),
      identity,
    );
    expect(manifest.operations["get_note"]).toMatchObject({
      aliases: { id: "note_id" },
      query_params: ["note_id"],
      caches: ["notes"],
      invalidates: ["users"],
      limits: ["account"],
      coalesce: { into: "get_notes", by: "note_id", list: "note_ids", most: 100 },
      expected_calls: 0,
      expected_ms: 1,
    });
  });

  it("is the same every time, survives JSON, and shares nothing with the definition", () => {
    const manifest = buildManifest(notes, identity);
    const text = JSON.stringify(manifest);
    expect(JSON.stringify(buildManifest(notes, identity))).toBe(text);
    expect(JSON.parse(text)).toEqual(manifest);
    manifest.probe.params["note_id"] = "changed";
    manifest.operations["get_note"]?.upstream.push("changed");
    expect(JSON.stringify(buildManifest(notes, identity))).toBe(text);
  });

  it("says what a caller may leave out, and keeps results by importance", () => {
    const { params, result } =
      buildManifest(
        withOperation({
          params: z.strictObject({ b: z.string(), a: z.int().min(1).max(9).default(5).describe("how many") }),
          result: z.object({
            z: z.string(),
            y: z.array(z.object({ x: z.boolean().nullable() })),
            a: z.string(),
          }),
        }),
        identity,
      ).operations["get_note"] ?? {};
    expect(params).toEqual({
      type: "object",
      properties: {
        b: { type: "string" },
        a: { type: "integer", minimum: 1, maximum: 9, default: 5, description: "how many" },
      },
      required: ["b"],
      additionalProperties: false,
    });
    expect(Object.keys(result?.["properties"] as object)).toEqual(["z", "y", "a"]);
  });

  it.each([
    ["a date in the result", { result: z.object({ at: z.date() }) }],
    ["a transform of the result", { result: z.object({ at: z.string().transform(Number) }) }],
    ["a bigint", { params: z.strictObject({ n: z.bigint() }) }],
    ["a type of one's own", { params: z.strictObject({ n: z.custom<string>() }) }],
    ["a map", { result: z.object({ m: z.map(z.string(), z.string()) }) }],
  ])("throws for what JSON Schema cannot say: %s", (_name, over) => {
    expect(() => buildManifest(withOperation(over), identity)).toThrow(
      /cannot be represented in JSON Schema/,
    );
  });

  it("treats names that objects inherit as ordinary", () => {
    const definition = defineAdapter({ ...notes, operations: { constructor: getNote, get_note: getNote } });
    const manifest = buildManifest(definition, identity);
    expect(Object.keys(manifest.operations)).toEqual(["constructor", "get_note"]);
    expect(manifest.operations["constructor"]?.signature).toBe("constructor(note_id) → {id, text, author}");
  });
});
