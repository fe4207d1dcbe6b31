import { describe, expect, it } from "vitest";
import { findOperationsAnswerSchema, findOperationsRequestSchema } from "../../src/schemas/index.js";

describe("findOperationsRequestSchema", () => {
  it.each([
    [{}],
    [{ system: "jira" }],
    [{ system: "jira", operation: "get_issue" }],
    [{ query: "x", system: "jira" }],
  ])("takes %j", (request) => {
    expect(findOperationsRequestSchema.safeParse(request).success).toBe(true);
  });

  it.each([
    [null],
    [{ system: 7 }],
    [{ query: "" }],
    [{ query: "x".repeat(1001) }],
    [{ sytem: "jira" }],
    [{ operation: "a", query: "b" }],
  ])("refuses %j", (request) => {
    expect(findOperationsRequestSchema.safeParse(request).success).toBe(false);
  });
});

describe("findOperationsAnswerSchema", () => {
  it("keeps an answer as it is", () => {
    const answer = { success: true, data: { systems: { a: { read: ["b"] } } }, metadata: { operations: 1 } };
    expect(findOperationsAnswerSchema.parse(answer)).toEqual(answer);
    expect(
      findOperationsAnswerSchema.safeParse({ ...answer, data: { systems: { a: { reed: [] } } } }).success,
    ).toBe(false);
  });
});
