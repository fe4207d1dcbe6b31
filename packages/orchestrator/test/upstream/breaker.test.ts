import { type Attempt, orchestratorError } from "@pm-orchestrator/core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Breaker } from "../../src/upstream/breaker.js";

beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] }));
afterEach(() => vi.useRealTimers());

const error = orchestratorError("OPERATION_EXECUTION_FAILED", { message: "it is down" });
const trouble = async (): Promise<Attempt<string>> => ({ failed: { error, why: "trouble", again: true } });
const refused = async (): Promise<Attempt<string>> => ({ failed: { error, why: "refused", again: false } });
const well = async (): Promise<Attempt<string>> => ({ value: "well" });

async function broken(): Promise<Breaker> {
  const breaker = new Breaker("jira");
  for (let call = 0; call < 10; call += 1) await breaker.run(trouble);
  return breaker;
}

describe("the circuit breaker", () => {
  it("sends nothing after ten calls in trouble, and says when it will try again", async () => {
    const breaker = await broken();
    const attempt = vi.fn(well);
    await expect(breaker.run(attempt)).rejects.toMatchObject({
      code: "CIRCUIT_OPEN",
      number: 6106,
      system: "jira",
      retryable: true,
      details: {
        retry_at: new Date(Date.now() + 5000).toISOString(),
        last_failure: { message: "it is down" },
      },
    });
    expect(attempt).not.toHaveBeenCalled();
  });

  it("closes when the one call that tries goes through", async () => {
    const breaker = await broken();
    await vi.advanceTimersByTimeAsync(5001);
    await expect(breaker.run(well)).resolves.toEqual({ value: "well" });
    await expect(breaker.run(trouble)).resolves.toHaveProperty("failed");
    await expect(breaker.run(well)).resolves.toEqual({ value: "well" });
  });

  it("waits longer when that one fails too", async () => {
    const breaker = await broken();
    await vi.advanceTimersByTimeAsync(5001);
    await breaker.run(trouble);
    await vi.advanceTimersByTimeAsync(5001);
    await expect(breaker.run(well)).rejects.toMatchObject({ number: 6106 });
    await vi.advanceTimersByTimeAsync(5001);
    await expect(breaker.run(well)).resolves.toEqual({ value: "well" });
  });

  it("takes an answer that says no for a sign of life", async () => {
    const breaker = new Breaker("jira");
    for (let call = 0; call < 40; call += 1) await breaker.run(call % 9 === 8 ? refused : trouble);
    await expect(breaker.run(well)).resolves.toEqual({ value: "well" });
  });

  it("takes what was cancelled for no sign at all", async () => {
    const aborted = AbortSignal.abort();
    const never = new Breaker("jira");
    for (let call = 0; call < 40; call += 1) await never.run(trouble, aborted);
    await expect(never.run(well)).resolves.toEqual({ value: "well" });
    const breaker = new Breaker("jira");
    for (let call = 0; call < 19; call += 1) await breaker.run(call % 2 === 0 ? trouble : refused, aborted);
    for (let call = 0; call < 10; call += 1) {
      await breaker.run(trouble);
      await breaker.run(refused, aborted).catch(() => {});
    }
    await expect(breaker.run(well)).rejects.toMatchObject({ number: 6106 });
  });

  it.each([
    ["cancelled", (breaker: Breaker) => breaker.run(refused, AbortSignal.abort())],
    ["not sent", (breaker: Breaker) => breaker.run(() => Promise.reject(error)).catch(() => {})],
  ])("stays open when the one call that tries is %s, and the next one tries", async (_, tries) => {
    const breaker = await broken();
    await vi.advanceTimersByTimeAsync(5001);
    await tries(breaker);
    await breaker.run(trouble);
    await expect(breaker.run(well)).rejects.toMatchObject({ number: 6106 });
    await vi.advanceTimersByTimeAsync(9000);
    await expect(breaker.run(well)).rejects.toMatchObject({ number: 6106 });
    await vi.advanceTimersByTimeAsync(1001);
    await expect(breaker.run(well)).resolves.toEqual({ value: "well" });
  });

  it("passes on what an attempt throws", async () => {
    const breaker = new Breaker("jira");
    await expect(
      breaker.run(async () => {
        throw new TypeError("a mistake");
      }),
    ).rejects.toThrow("a mistake");
  });
});
