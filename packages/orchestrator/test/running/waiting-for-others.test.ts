import { type Attempt, type FailedAttempt, orchestratorError, type StepContext } from "@pm-orchestrator/core";
import { expect, it } from "vitest";
import { createOrchestrator } from "../../src/index.js";
import { installAdapter } from "../support/adapter-package.js";

const REFUSED: FailedAttempt = {
  error: orchestratorError("OPERATION_EXECUTION_FAILED", { message: "Too many." }),
  why: "rate_limited",
  again: true,
  waitMs: 5,
};

/** A call that is refused once, and then let through. */
function refusedOnce() {
  let refused = false;
  return async (): Promise<Attempt<string>> => {
    if (refused) return { value: "done" };
    refused = true;
    return { failed: REFUSED };
  };
}

/** More steps than places: what waits for another step's work must not hold the place that this one needs again. */
function crowded() {
  const call = refusedOnce();
  const calls: string[] = [];
  const { folder, name } = installAdapter({
    operations: {
      read: { run: (_params, { gate }) => gate.call(call) },
      store: {
        effect: "write",
        run: async ({ text }, { cache, gate }: StepContext) => {
          const found = await cache.get("things", "all", () => gate.call(call));
          calls.push(String(text));
          return { found };
        },
      },
    },
  });
  const orchestrator = createOrchestrator(
    { limits: { max_concurrent: 3 }, systems: { box: { adapter: name } } },
    { resolveFrom: [folder] },
  );
  return { orchestrator, calls };
}

it("identical reads wait for the one that is under way without a place", async () => {
  const { orchestrator } = crowded();
  const operations = Array.from({ length: 8 }, () => ({ system: "box", operation: "read", params: {} }));
  const answer = await orchestrator.lazyGatherContext({ operations, timeout_ms: 2000 });
  expect(answer.data?.results.map(({ status }) => status)).toEqual(operations.map(() => "succeeded"));
  expect(answer.error).toBeUndefined();
});

it("writes wait for a look-up that another makes without a place, and go on within the caps", async () => {
  const { orchestrator, calls } = crowded();
  const operations = Array.from({ length: 8 }, (_, nth) => ({
    id: `s${nth}`,
    system: "box",
    operation: "store",
    params: { text: `s${nth}` },
  }));
  const answer = await orchestrator.batchParallelExecute({ operations, timeout_ms: 2000 });
  expect(answer.data?.results.map(({ status }) => status)).toEqual(operations.map(() => "succeeded"));
  expect([...calls].sort()).toEqual(operations.map(({ id }) => id));
});

it("one after another stays one after another", async () => {
  const { orchestrator } = crowded();
  const operations = Array.from({ length: 3 }, () => ({ system: "box", operation: "read", params: {} }));
  const answer = await orchestrator.lazyGatherContext({ operations, parallel: false, timeout_ms: 2000 });
  expect(answer.data?.results.map(({ status }) => status)).toEqual(operations.map(() => "succeeded"));
});
