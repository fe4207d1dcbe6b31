import { describe, expect, it } from "vitest";
import adapter from "../../src/index.js";
import { simulatedLinear } from "../bench.js";

const lists = Object.entries(adapter.operations).filter(([, { params }]) => "page_token" in params.shape);

describe("a page_token of another list", () => {
  it.each(lists)("is refused by %s", async (name, { example }) => {
    const linear = simulatedLinear();
    const params = { ...example, page_token: "00000000-0000-4000-8000-000000000000" };
    await expect(linear.run(name, params)).rejects.toMatchObject({ number: 1108, system: "linear" });
  });
});
