import { describe, expect, it } from "vitest";
import { batchRequestSchema, delegateRequestSchema } from "../../src/schemas/index.js";
import { batch, batchStep, gatherStep, issuesOf } from "./request-fixtures.js";

describe("fields that arrive later", () => {
  const inBatchStep = { approval: 5 };
  const inDelegate = { confirm: 5 };
  const inBatch = { confirm: 5, dry_run: 5, durable: 7, idempotency_key: 7 };
  const cases = [
    ...Object.entries(inBatchStep).map(([field, issue]) => ({
      schema: batchRequestSchema,
      field,
      issue,
      path: `operations[0].${field}`,
      at: (value: unknown) => ({ operations: [{ ...batchStep, [field]: value }] }),
    })),
    ...Object.entries(inDelegate).map(([field, issue]) => ({
      schema: delegateRequestSchema,
      field,
      issue,
      path: field,
      at: (value: unknown) => ({ ...gatherStep, [field]: value }),
    })),
    ...Object.entries(inBatch).map(([field, issue]) => ({
      schema: batchRequestSchema,
      field,
      issue,
      path: field,
      at: (value: unknown) => ({ ...batch, [field]: value }),
    })),
  ];

  it.each(cases)("$path is refused by name, whatever its value", ({ schema, field, issue, path, at }) => {
    for (const value of [true, false, null, 0, "", "x", [], {}]) {
      expect(issuesOf(schema, at(value))).toEqual([
        `${path}: ${field} is not yet supported (it arrives with issue ${issue})`,
      ]);
    }
  });
});
