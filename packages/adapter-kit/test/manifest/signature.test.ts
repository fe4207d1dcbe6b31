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
      "get_issue(issue_key, expand?: (comments|changelog)[], view?: short|long, limit?: number, rate: number, all: boolean, fields?: object, labels: text[], counts?: number[], rows?: object[]) → {key, summary}",
    );
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
