import { describe, expect, it } from "vitest";
import { batchRequestSchema, delegateRequestSchema, gatherRequestSchema } from "../../src/schemas/index.js";
import { batch, batchStep, gather, gatherStep, issuesOf } from "./request-fixtures.js";

const selecting = (select: unknown) =>
  [
    [gatherRequestSchema, { operations: [{ ...gatherStep, select }] }, "operations[0].select"],
    [batchRequestSchema, { operations: [{ ...batchStep, select }] }, "operations[0].select"],
    [delegateRequestSchema, { ...gatherStep, select }, "select"],
  ] as const;

const budgeted = (max_tokens: unknown) =>
  [
    [gatherRequestSchema, { ...gather, max_tokens }],
    [batchRequestSchema, { ...batch, max_tokens }],
    [delegateRequestSchema, { ...gatherStep, max_tokens }],
  ] as const;

describe("select", () => {
  it("is a text of at most a thousand characters on every step", () => {
    for (const good of ["key", "x".repeat(1000)])
      for (const [schema, request] of selecting(good)) expect(issuesOf(schema, request)).toEqual([]);
    for (const bad of ["", "x".repeat(1001), 5, null, ["key"], {}])
      for (const [schema, request, path] of selecting(bad))
        expect(issuesOf(schema, request)).toEqual([
          expect.stringMatching(`^${path.replace(/[[\]]/g, "\\$&")}: `),
        ]);
  });
});

describe("max_tokens", () => {
  it("is a whole number from one on, for a whole request", () => {
    for (const good of [1, 6000, 10_000_000])
      for (const [schema, request] of budgeted(good)) expect(issuesOf(schema, request)).toEqual([]);
    for (const bad of [0, -1, 1.5, 10_000_001, "5", null])
      for (const [schema, request] of budgeted(bad))
        expect(issuesOf(schema, request)).toEqual([expect.stringMatching(/^max_tokens: /)]);
  });
});
