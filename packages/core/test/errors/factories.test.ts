import { describe, expect, it } from "vitest";
import { defineErrors, orchestratorError } from "../../src/index.js";

const errors = defineErrors({
  ISSUE_NOT_FOUND: { number: 2003, when: "No such issue", suggestions: ["Check the key."] },
  JIRA_API_RATE_LIMIT: { number: 2402, when: "Too many", suggestions: ["Wait."], retryable: true },
});

describe("defineErrors", () => {
  it("fills in what the table fixes", () => {
    const cause = new Error("below");
    const error = errors.create("ISSUE_NOT_FOUND", {
      message: "No TRAIN-9.",
      system: "jira",
      details: { key: "TRAIN-9" },
      cause,
    });
    expect(error.toJSON()).toEqual({
      code: "ISSUE_NOT_FOUND",
      number: 2003,
      system: "jira",
      message: "No TRAIN-9.",
      details: { key: "TRAIN-9" },
      suggestions: ["Check the key."],
      retryable: false,
    });
    expect(error.cause).toBe(cause);
  });

  it("puts the occurrence's suggestions first, and says none twice", () => {
    const { suggestions } = errors.create("ISSUE_NOT_FOUND", {
      message: "x",
      suggestions: ["Did you mean TRAIN-90?", "Check the key."],
    });
    expect(suggestions).toEqual(["Did you mean TRAIN-90?", "Check the key."]);
  });

  it("takes retryable from the occurrence, else from the table", () => {
    const retryable = (given?: boolean) =>
      errors.create("JIRA_API_RATE_LIMIT", { message: "x", retryable: given }).retryable;
    expect([retryable(), retryable(true), retryable(false)]).toEqual([true, true, false]);
  });

  it("gives the table back", () => {
    expect(errors.table.ISSUE_NOT_FOUND.number).toBe(2003);
  });

  it("refuses two codes with one number, and names both", () => {
    const entry = { number: 2003, when: "x", suggestions: ["x"] };
    expect(() => defineErrors({ FIRST: entry, SECOND: entry })).toThrow(
      new TypeError("SECOND and FIRST have the same number 2003."),
    );
  });

  it.each(["NEVER_HEARD_OF", "constructor", "__proto__", "toString"])(
    "refuses the unknown code %s",
    (code) => {
      expect(() => errors.create(code as "ISSUE_NOT_FOUND", { message: "x" })).toThrow(
        new TypeError(`${code} is not in the table of errors.`),
      );
    },
  );
});

describe("orchestratorError", () => {
  it("leaves the system out when there is none", () => {
    expect(orchestratorError("INVALID_REQUEST", { message: "x" }).toJSON()).not.toHaveProperty("system");
  });
});
