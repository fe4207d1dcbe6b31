import { isPmoError, type PmoError } from "@pm-orchestrator/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FAULTS, type FaultPlan, readFaultPlan } from "../../src/index.js";

/** One rule of each fault with everything that it takes. */
const everything: FaultPlan = {
  seed: -7,
  rules: [
    {
      fault: "rate_limited",
      kind: "jira",
      method: "post",
      path: "/rest/**",
      write: true,
      probability: 0.5,
      times: 2,
      after: 0,
      headers: "retry_after",
      retry_after: "Mon, 01 Dec 2025 10:00:07 GMT",
      retry_after_as: "date",
    },
    { fault: "status", status: 503, retry_after: 0, applied: true },
    { fault: "reset_before" },
    { fault: "reset_after" },
    { fault: "slow_body", over_ms: 0 },
    { fault: "truncated_json", applied: false },
    { fault: "html_page", status: 503, applied: false },
    { fault: "endless_redirect" },
    { fault: "wrong_content_type", content_type: "text/csv; charset=utf-8", applied: true },
    { fault: "huge_answer", bytes: 14, applied: false },
    { fault: "expired_token" },
    { fault: "no_answer", applied: true },
  ],
  limits: [{ kind: "slack", per_second: 0.5, burst: 1, headers: "none", per: "path" }],
};

async function refusal(value: unknown, source = {}): Promise<PmoError> {
  const error = await readFaultPlan(value, source).catch((thrown: unknown) => thrown);
  if (!isPmoError(error)) throw new Error("It was not refused.");
  expect([error.code, error.number]).toEqual(["INVALID_REQUEST", 6007]);
  expect(error.suggestions.length).toBeGreaterThan(0);
  return error;
}

describe("readFaultPlan", () => {
  it("takes every fault with everything that belongs to it", async () => {
    expect(new Set(everything.rules?.map(({ fault }) => fault))).toEqual(new Set(FAULTS));
    expect(await readFaultPlan(everything)).toEqual(everything);
    expect(await readFaultPlan({})).toEqual({});
  });

  it.each([
    ["nothing", null, "", /expected object/],
    ["a list", [], "", /expected object/],
    ["a seed that is no number", { seed: "x" }, "seed", /expected (?:int|number)/],
    ["a seed that is no whole number", { seed: 1.5 }, "seed", /int/],
    ["rules that are no list", { rules: {} }, "rules", /expected array/],
    ["a rule without a fault", { rules: [{}] }, "rules[0].fault", /^is required: one of rate_limited, /],
    ["a fault that is no text", { rules: [{ fault: 1 }] }, "rules[0].fault", /^is required/],
    [
      "a status that is none",
      { rules: [{ fault: "status", status: 404 }] },
      "rules[0].status",
      /500\|502\|503\|504/,
    ],
    ["a status that lacks", { rules: [{ fault: "status" }] }, "rules[0].status", /500/],
    [
      "a probability of 2",
      { rules: [{ fault: "no_answer", probability: 2 }] },
      "rules[0].probability",
      /<=1/,
    ],
    ["none at all", { rules: [{ fault: "no_answer", times: 0 }] }, "rules[0].times", />=1/],
    ["a half request", { rules: [{ fault: "no_answer", after: 0.5 }] }, "rules[0].after", /int/],
    ["no method", { rules: [{ fault: "no_answer", method: "FETCH" }] }, "rules[0].method", /one of GET/],
    ["a path without /", { rules: [{ fault: "no_answer", path: "rest/x" }] }, "rules[0].path", /start with/],
    ["a body for 204", { rules: [{ fault: "html_page", status: 204 }] }, "rules[0].status", /no body/],
    [
      "half a header",
      { rules: [{ fault: "rate_limited", retry_after: "a\nb" }] },
      "rules[0].retry_after",
      /./,
    ],
    [
      "a type in two lines",
      { rules: [{ fault: "wrong_content_type", content_type: "a\r\nb" }] },
      "rules[0].content_type",
      /one line/,
    ],
    ["a small huge answer", { rules: [{ fault: "huge_answer", bytes: 13 }] }, "rules[0].bytes", />=14/],
    ["longer than a timer", { rules: [{ fault: "slow_body", over_ms: 1e12 }] }, "rules[0].over_ms", /<=/],
    ["no rate", { limits: [{ per_second: 0, burst: 1 }] }, "limits[0].per_second", />0/],
    ["no room ever", { limits: [{ per_second: 1, burst: 0.5 }] }, "limits[0].burst", />=1/],
    ["a limit without burst", { limits: [{ per_second: 1 }] }, "limits[0].burst", /is required/],
  ])("refuses %s", async (_what, value, path, message) => {
    const { details } = await refusal(value);
    expect(details["issues"]).toEqual([{ path, message: expect.stringMatching(message) }]);
  });

  it.each([
    [{ rule: [] }, "", "Did you mean rules?"],
    [{ rules: [{ fault: "rate_limited", retry_afer: 1 }] }, "rules[0]", "Did you mean retry_after"],
    [{ rules: [{ fault: "reset_before", probabillity: 1 }] }, "rules[0]", "Did you mean probability?"],
    [{ limits: [{ per_second: 1, brust: 1, burst: 1 }] }, "limits[0]", "Did you mean burst?"],
    [{ rules: [{ fault: "reset_befor" }] }, "rules[0].fault", "Did you mean reset_before"],
    [
      { rules: [{ fault: "explosion" }] },
      "rules[0].fault",
      "Right instead of explosion: rate_limited, status",
    ],
    [{ rules: [{ fault: "slow_body", xyzzy: 1 }] }, "rules[0]", "over_ms"],
  ])("%j: helps along", async (value, path, suggestion) => {
    const error = await refusal(value);
    expect(error.details["issues"]).toEqual([expect.objectContaining({ path })]);
    expect(error.suggestions.join(" ")).toContain(suggestion);
  });

  it("does not offer a key that belongs to another fault", async () => {
    const error = await refusal({ rules: [{ fault: "reset_after", over_ms: 5 }] });
    expect(error.suggestions.join(" ")).not.toContain("over_ms,");
    expect(error.suggestions.join(" ")).not.toMatch(/Did you mean over_ms/);
  });

  it("tells everything that is wrong at once, and of which file", async () => {
    const error = await refusal(
      { sed: 1, rules: [{ fault: "status", status: 1 }, { fault: "nope" }] },
      { file: "faults.yaml" },
    );
    expect(error.message).toMatch(/^faults\.yaml does not fit: /);
    expect(error.details["file"]).toBe("faults.yaml");
    expect((error.details["issues"] as { path: string }[]).map(({ path }) => path).sort()).toEqual([
      "",
      "rules[0].status",
      "rules[1].fault",
    ]);
  });

  it("knows the kinds, if it is told", async () => {
    const plan = {
      rules: [{ fault: "no_answer", kind: "jria" }],
      limits: [{ kind: "xyzzy", per_second: 1, burst: 1 }],
    };
    expect(await readFaultPlan(plan)).toEqual(plan);
    const error = await refusal(plan, { kinds: ["jira", "linear"] });
    expect(error.details["issues"]).toEqual([
      { path: "rules[0].kind", message: "nothing of the kind jria is simulated" },
      { path: "limits[0].kind", message: "nothing of the kind xyzzy is simulated" },
    ]);
    expect(error.suggestions.slice(0, 2)).toEqual([
      "Did you mean jira?",
      "Right instead of xyzzy: jira, linear.",
    ]);
  });

  it("refuses or takes whatever data there is, and never fails otherwise", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.jsonValue(),
        fc.constantFrom("rules", "limits", "seed", "x"),
        async (value, key) => {
          for (const plan of [
            value,
            { [key]: value },
            { rules: [{ fault: "status", status: value }] },
            { rules: [value] },
          ]) {
            const error = await readFaultPlan(plan).catch((thrown: unknown) => thrown);
            if (error instanceof Error) expect(isPmoError(error)).toBe(true);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});
