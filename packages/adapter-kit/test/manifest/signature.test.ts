import type { JsonSchema } from "@pm-orchestrator/core";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { signatureOf } from "../../src/manifest/index.js";

const schemaOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: "input" }) as JsonSchema;

describe("signatureOf", () => {
  it("is the line of the design", () => {
    const params = z.strictObject({
      issue_key: z.string(),
      expand: z.array(z.enum(["comments", "changelog"])).optional(),
      view: z.enum(["short", "long"]).optional(),
      limit: z.int().default(50),
      rate: z.number(),
      all: z.boolean(),
      fields: z.record(z.string(), z.unknown()).optional(),
      labels: z.array(z.string()),
      counts: z.array(z.int()).optional(),
      rows: z.array(z.object({ a: z.string() })).optional(),
    });
    const result = z.object({ key: z.string(), summary: z.string() });
    expect(signatureOf("get_issue", schemaOf(params), schemaOf(result))).toBe(
      "get_issue(issue_key, rate: number, all: bool, labels: [], expand?: (comments|changelog)[], view?: short|long, limit?, fields?: object, counts?: number[], rows?: object[]) → {key, summary}",
    );
  });

  it("calls a receipt a receipt, and names what comes with it", () => {
    const receipt = z.object({
      id: z.string(),
      key: z.string().optional(),
      identifier: z.string().optional(),
      url: z.string(),
      changed: z.array(z.string()),
    });
    const more = receipt.extend({ a: z.string(), b: z.string(), c: z.string(), d: z.string() });
    expect(signatureOf("x", {}, schemaOf(receipt))).toBe("x() → receipt");
    expect(signatureOf("x", {}, schemaOf(more))).toBe("x() → receipt + {a, b, c, …}");
    expect(signatureOf("x", {}, schemaOf(receipt.omit({ url: true })))).toBe(
      "x() → {id, key, identifier, changed}",
    );
  });

  it("cuts many choices to the first three, visibly", () => {
    const choice = (count: number) =>
      schemaOf(z.strictObject({ a: z.enum(Array.from({ length: count }, (_, index) => `c${index}`)) }));
    expect(signatureOf("x", choice(6), {})).toBe("x(a: c0|c1|c2|c3|c4|c5) → {}");
    expect(signatureOf("x", choice(7), {})).toBe("x(a: c0|c1|c2|…) → {}");
  });

  it("leaves out optional params of a long line, never those that must be given", () => {
    const names = (count: number, letter: string) =>
      Array.from({ length: count }, (_, index) => `${letter}_long_name_of_param_${index}`);
    const params = (needed: string[], optional: string[]) =>
      schemaOf(
        z.strictObject(
          Object.fromEntries([
            ...optional.map((name) => [name, z.string().optional()]),
            ...needed.map((name) => [name, z.string()]),
          ]),
        ),
      );
    const few = signatureOf("x", params(names(2, "n"), names(20, "o")), {});
    expect(few.length).toBeLessThanOrEqual(200);
    expect(few).toMatch(/^x\(n_long_name_of_param_0, n_long_name_of_param_1, o_long.*, …\) → \{\}$/);
    const many = signatureOf("x", params(names(20, "n"), []), {});
    for (const name of names(20, "n")) expect(many).toContain(name);
  });

  it("cuts results with many fields, visibly", () => {
    const fields = (count: number) =>
      schemaOf(
        z.object(Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, z.string()]))),
      );
    expect(signatureOf("x", {}, fields(6))).toBe("x() → {f0, f1, f2, f3, f4, f5}");
    expect(signatureOf("x", {}, fields(7))).toBe("x() → {f0, f1, f2, f3, f4, f5, …}");
  });

  it("needs nothing", () => {
    expect(signatureOf("ping", {}, {})).toBe("ping() → {}");
  });
});
