import { describe, expect, it } from "vitest";
import adapter from "../../src/index.js";
import { allPages, MINTED_ID, simulatedLinear, variablesOf } from "../bench.js";

const id = expect.stringMatching(MINTED_ID);

describe("list_initiatives", () => {
  it("finds by name and status, and pages", async () => {
    const linear = simulatedLinear();
    const answer = await linear.run("list_initiatives", { query: "tru", status: "Active" });
    expect(await variablesOf(linear, "ListInitiatives")).toEqual({
      filter: { name: { containsIgnoreCase: "tru" }, status: { eq: "Active" } },
      first: 50,
    });
    expect(answer).toEqual({
      initiatives: [
        {
          id,
          name: "Trust",
          status: "Active",
          health: "atRisk",
          owner: "Maya Lindqvist",
          target_date: "2026-03-31",
          description: "Partners can rely on us.",
          updated: expect.any(String),
          url: expect.stringContaining("/initiative/trust-"),
        },
      ],
      page: { complete: true },
    });
    expect(adapter.operations["list_initiatives"]?.result.parse(answer)).toEqual(answer);
    const { pages } = await allPages(linear, "list_initiatives", { limit: 1, list: "initiatives" });
    expect(pages).toBe(2);
  });
});
