import { type Attempt, type FailedAttempt, orchestratorError } from "@pm-orchestrator/core";
import { describe, expect, it } from "vitest";
import { isAfterLoss, noticingLoss } from "../../src/http/after-loss.js";

type Why = FailedAttempt["why"];

function failed(why: Why, details: Record<string, unknown> = {}): Attempt<object> {
  const error = orchestratorError("OUTCOME_UNKNOWN", { message: "Lost.", details });
  return { failed: { error, why, again: true } };
}

/** Whether the last of these attempts is known to come after one that may have been applied. */
async function afterAll(...attempts: Attempt<object>[]): Promise<boolean> {
  const rest = [...attempts];
  const { attempt } = noticingLoss(async () => rest.shift() ?? { value: {} });
  let ended: Attempt<object> = { value: {} };
  for (const _ of attempts) ended = await attempt();
  return isAfterLoss("failed" in ended ? ended.failed.error : ended.value);
}

describe("what comes after an attempt that may have been applied", () => {
  it("is known as such, be it an answer or a refusal", async () => {
    await expect(afterAll(failed("trouble"), { value: {} })).resolves.toBe(true);
    await expect(afterAll(failed("trouble", { status: 500 }), failed("refused"))).resolves.toBe(true);
    await expect(afterAll(failed("trouble"), failed("rate_limited"), { value: {} })).resolves.toBe(true);
  });

  it.each<[string, Attempt<object>]>([
    ["could not be sent", failed("unreachable")],
    ["was one too many", failed("rate_limited", { status: 429 })],
    ["was closed", failed("trouble", { status: 503 })],
  ])("is nothing of the kind when the one before %s", async (_what, first) => {
    await expect(afterAll(first, failed("refused"))).resolves.toBe(false);
  });

  it("is not the attempt itself, nor one of another call", async () => {
    await expect(afterAll(failed("trouble"))).resolves.toBe(false);
    await expect(afterAll({ value: {} })).resolves.toBe(false);
    await afterAll(failed("trouble"), { value: {} });
    await expect(afterAll(failed("refused"))).resolves.toBe(false);
  });

  it("leaves unknown what became of the call, unless something answered", async () => {
    const ends = async (...attempts: Attempt<object>[]) => {
      const rest = [...attempts];
      const noticed = noticingLoss(async () => rest.shift() ?? { value: {} });
      let ended: Attempt<object> = { value: {} };
      for (const _ of attempts) ended = await noticed.attempt();
      return { noticed, error: "failed" in ended ? ended.failed.error : undefined };
    };
    const refusal = (why: Why) => {
      const error = orchestratorError("CIRCUIT_OPEN", { message: "No." });
      return { failed: { error, why, again: true } };
    };
    const leaves = async (...attempts: Attempt<object>[]) => {
      const { noticed, error } = await ends(...attempts);
      return noticed.leavesUnknown(error);
    };
    await expect(leaves(failed("trouble"), refusal("rate_limited"))).resolves.toBe(true);
    await expect(leaves(failed("trouble"), refusal("unreachable"))).resolves.toBe(true);
    await expect(leaves(failed("trouble"), refusal("refused"))).resolves.toBe(false);
    await expect(leaves(refusal("rate_limited"), refusal("rate_limited"))).resolves.toBe(false);
    // A failure that tells by itself that it may have happened.
    await expect(leaves(refusal("trouble"))).resolves.toBe(false);
    const { noticed } = await ends(refusal("trouble"));
    expect(noticed.leavesUnknown(new Error("cancelled while it waited"))).toBe(true);
  });

  it.each([undefined, null, "text", {}, new Error("other")])("is nothing else: %s", (other) => {
    expect(isAfterLoss(other)).toBe(false);
  });
});
