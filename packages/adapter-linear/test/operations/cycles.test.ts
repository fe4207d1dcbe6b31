import { describe, expect, it } from "vitest";
import adapter from "../../src/index.js";
import { allPages, simulatedLinear, variablesOf } from "../bench.js";

describe("list_cycles", () => {
  it.each([
    ["current", "isActive", 3],
    ["next", "isNext", 4],
    ["previous", "isPrevious", 2],
  ])("gives the %s one", async (type, field, number) => {
    const linear = simulatedLinear();
    const answer = await linear.run("list_cycles", { team: "PSN", type });
    expect(await variablesOf(linear, "ListCycles")).toEqual({
      filter: { team: { id: { eq: expect.any(String) } }, [field]: { eq: true } },
      first: 50,
    });
    expect(answer).toEqual({
      cycles: [
        {
          id: expect.any(String),
          number,
          ...(number === 3 ? { name: "Hardening" } : {}),
          starts: expect.any(String),
          ends: expect.any(String),
          progress: 0,
          type,
        },
      ],
      page: { complete: true },
    });
    expect(adapter.operations["list_cycles"]?.result.parse(answer)).toEqual(answer);
  });

  it("pages to the end, the latest first", async () => {
    const { items, pages } = await allPages<{ number: number }>(simulatedLinear(), "list_cycles", {
      team: "WEB",
      limit: 2,
      list: "cycles",
    });
    expect(items.map(({ number }) => number)).toEqual([5, 4, 3, 2, 1]);
    expect(pages).toBe(3);
  });
});
