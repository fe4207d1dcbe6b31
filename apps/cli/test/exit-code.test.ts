import { describe, expect, it } from "vitest";
import { type AnswerOutcome, exitCodeOf, exitCodeOfError } from "../src/exit-code.js";

function error(number: number, details: Record<string, unknown> = {}) {
  return { code: "X", number, message: "", details, suggestions: [], retryable: false };
}

/** A run whose steps ended so: true for success, else the number of the error. */
function run(...steps: (true | number)[]): AnswerOutcome {
  const results = steps.map((step) =>
    step === true
      ? { success: true, status: "succeeded" }
      : { success: false, status: "failed", error: error(step) },
  );
  const success = steps.includes(true);
  return { success, data: { results }, ...(success ? {} : { error: error(6103) }) };
}

describe("the exit code of an answer", () => {
  it.each<[string, AnswerOutcome, number]>([
    ["everything succeeded", run(true, true), 0],
    ["a call that succeeded", { success: true, data: { key: "TRAIN-1" } }, 0],
    [
      "a call that found a list of its own called results",
      { success: true, data: { results: [{ id: 1 }] } },
      0,
    ],
    ["some failed", run(true, 2003), 1],
    ["some lacked credentials, others succeeded", run(true, 6011), 1],
    ["all failed", run(2003, 2401), 1],
    ["all lacked credentials or packages", run(6011, 6006), 3],
    ["all were unauthorised or lacked a scope", run(2404, 4404, 4406), 3],
    ["an unauthorised one and what depended on it", run(1404, 6104), 3],
    ["a failed one and one without credentials", run(2003, 6011), 1],
    ["everything cancelled", run(6107, 6107), 1],
    ["stopped after a success", { ...run(true, 2003), success: false, error: error(6101) }, 1],
    ["all succeeded, but the deadline passed", { ...run(true), success: false, error: error(6005) }, 1],
    ["a call that failed", { success: false, error: error(2003) }, 1],
    ["a call that is unauthorised", { success: false, error: error(5404) }, 3],
    ["a refused request", { success: false, error: error(6007) }, 2],
    ["a call that fails without saying why", { success: false }, 1],
  ])("%s", (_, answer, code) => {
    expect(exitCodeOf(answer)).toBe(code);
    expect(exitCodeOf(answer, true)).toBe(130);
  });
});

describe("the exit code of an error", () => {
  it.each([6001, 6002, 6003, 6004, 6007, 6008, 6009, 6010, 6012, 6013, 6017])(
    "%i is a wrong request",
    (number) => {
      expect(exitCodeOfError({ number })).toBe(2);
    },
  );

  it.each([6006, 6011, 6018, 6019, 1404, 2404, 3404, 4404, 5404, 2406])("%i is a wrong set-up", (number) => {
    expect(exitCodeOfError({ number })).toBe(3);
  });

  it.each([6005, 6101, 6102, 6103, 6105, 2401, 10404])("%i is a failure", (number) => {
    expect(exitCodeOfError({ number })).toBe(1);
  });

  it("takes a wrong request for worse than a wrong set-up", () => {
    expect(exitCodeOfError(error(6011, { defects: [error(6011), error(6002)] }))).toBe(2);
    expect(exitCodeOfError(error(6011, { defects: [error(6011), error(6006)] }))).toBe(3);
  });
});
