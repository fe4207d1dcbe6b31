import { orchestratorError } from "@pm-orchestrator/core";
import { describe, expect, it } from "vitest";
import { eachAlone } from "../../src/index.js";

describe("eachAlone", () => {
  it("keeps the order, and gives each failure where its value would stand", async () => {
    const refused = orchestratorError("OPERATION_EXECUTION_FAILED", { message: "no" });
    const work = async (n: number) => {
      if (n === 2) throw refused;
      return n * 10;
    };
    await expect(eachAlone([1, 2, 3], work)).resolves.toEqual([10, refused, 30]);
  });

  it("does not take a mistake of the program for the failure of one", async () => {
    const mistaken = async () => {
      throw new TypeError("a mistake");
    };
    await expect(eachAlone([1], mistaken)).rejects.toThrow("a mistake");
  });
});
