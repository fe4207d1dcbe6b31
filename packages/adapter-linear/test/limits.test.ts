import { describe, expect, it } from "vitest";
import adapter from "../src/index.js";
import { exhaustedBudgets, readLinearBudget } from "../src/limits.js";
import { answering } from "./bench.js";

const now = Date.now();

/** Headers as Linear gives them: what is left, and how many milliseconds until there is more. */
function headersOf(budgets: Record<string, readonly [remaining: number, resetsInMs: number]>): Headers {
  const headers = new Headers();
  for (const [name, [remaining, resetsInMs]] of Object.entries(budgets)) {
    headers.set(`x-ratelimit-${name}-remaining`, String(remaining));
    headers.set(`x-ratelimit-${name}-reset`, String(now + resetsInMs));
  }
  return headers;
}

describe("what Linear says of its limits", () => {
  it("is the budget that is used up longest", () => {
    const headers = headersOf({
      requests: [0, 20_000],
      complexity: [0, 90_000],
      endpoint: [3, 900_000],
    });
    expect(exhaustedBudgets(headers, now).map(({ name, domain }) => [name, domain])).toEqual([
      ["complexity", "complexity"],
      ["requests", "requests"],
    ]);
    const budget = readLinearBudget(headers);
    expect(budget).toMatchObject({ remaining: 0, domain: "complexity" });
    expect(budget?.resetsInMs).toBeGreaterThan(80_000);
  });

  it("is the scarcest one when none is used up", () => {
    expect(readLinearBudget(headersOf({ requests: [4000, 10_000], endpoint: [12, 30_000] }))).toMatchObject({
      remaining: 12,
      domain: "search",
    });
  });

  it("is nothing without headers that make sense", () => {
    expect(readLinearBudget(new Headers())).toBeUndefined();
    expect(
      readLinearBudget(
        new Headers({ "x-ratelimit-requests-remaining": "-1", "x-ratelimit-requests-reset": "x" }),
      ),
    ).toBeUndefined();
  });

  it("names the limit domain of a refusal", async () => {
    const linear = answering(() =>
      Response.json(
        { errors: [{ message: "Slow", extensions: { code: "RATELIMITED" } }] },
        { status: 400, headers: headersOf({ endpoint: [0, 40_000], requests: [4000, 10_000] }) },
      ),
    );
    await expect(linear.run("search_issues", { query: "token" })).rejects.toMatchObject({
      code: "LINEAR_API_RATE_LIMIT",
      details: { rate_limit: ["endpoint"], limit_domain: "search" },
    });
  });

  it("belongs to domains that searches and everything else draw on", () => {
    const drawing = (domain: string) =>
      Object.entries(adapter.operations)
        .filter(([, operation]) => operation.limits?.some((limit) => limit === domain))
        .map(([name]) => name);
    expect(drawing("search")).toEqual(["search_issues", "list_documents"]);
    expect(drawing("requests").length).toBeGreaterThan(drawing("complexity").length - 1);
  });
});
