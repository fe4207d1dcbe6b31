import { describe, expect, it } from "vitest";
import adapter from "../src/index.js";
import { simulatedLinear } from "./bench.js";

describe("the example of every operation", () => {
  it.each(Object.entries(adapter.operations))(
    "%s works on a fresh simulator, with the calls that are declared",
    async (name, { example, expectedCalls = 1, result }) => {
      const linear = simulatedLinear();
      const data = await linear.run(name, { ...example });
      expect(result.parse(data)).toEqual(data);
      expect(linear.calls).toBe(expectedCalls);
    },
  );

  it("and the probe", async () => {
    const { operation, params } = adapter.probe;
    const linear = simulatedLinear();
    await expect(linear.run(operation, { ...params })).resolves.toBeDefined();
    expect(linear.calls).toBe(1);
  });
});
