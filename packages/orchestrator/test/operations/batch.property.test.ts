import type { BatchStep, OnFailure, RunEvent } from "@pm-orchestrator/core";
import { batchAnswerSchema, runEventSchema } from "@pm-orchestrator/core/schemas";
import fc from "fast-check";
import { expect, it } from "vitest";
import { boxed } from "../support/behaviours.js";

type Kind = "echo" | "fail" | "hang" | "lookup" | "store";

/** A random plan: steps depend on earlier ones only, by depends_on or by a reference; ids are as odd as they may be. */
const plans = fc
  .array(
    fc.record({
      kind: fc.constantFrom<Kind>("echo", "echo", "echo", "lookup", "store", "fail", "hang"),
      ties: fc.array(fc.record({ to: fc.nat(), reference: fc.boolean() }), { maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((nodes) =>
    nodes.map(({ kind, ties }, index): BatchStep => {
      const earlier =
        index === 0 ? [] : ties.map(({ to, reference }) => ({ id: idOf(to % index), reference }));
      const referred = earlier
        .filter(({ reference }) => reference)
        .map(({ id }) => `\${{ steps.${id}.data.text }}`);
      return {
        id: idOf(index),
        system: "box",
        operation: kind,
        params: { text: [`t${index}`, ...referred].join(" ") },
        depends_on: earlier.filter(({ reference }) => !reference).map(({ id }) => id),
      };
    }),
  );

const ODD_IDS = ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf"];

function idOf(index: number): string {
  return ODD_IDS[index] ?? `s${index}`;
}

const scenarios = fc.record({
  operations: plans,
  on_failure: fc.constantFrom<OnFailure>("skip_dependents", "stop", "continue"),
  /** After how many events the caller gives up; never, when it is more than there are. */
  abortAfter: fc.integer({ min: 0, max: 60 }),
});

it("whatever is planned and whatever happens: every step has one true end, and all counts agree", async () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  process.on("unhandledRejection", note);
  try {
    await fc.assert(
      fc.asyncProperty(scenarios, async ({ operations, on_failure, abortAfter }) => {
        const events: RunEvent[] = [];
        const controller = new AbortController();
        const box = boxed();
        // What hangs ends by the caller or by the deadline, which must therefore be short.
        const answer = await box.batchParallelExecute(
          { operations, on_failure, timeout_ms: 25 },
          {
            signal: controller.signal,
            onEvent(event) {
              events.push(event);
              if (events.length > abortAfter) controller.abort();
            },
          },
        );
        expect(batchAnswerSchema.safeParse(answer).error?.issues).toBeUndefined();
        const results = answer.data?.results ?? [];
        expect(results.map(({ id }) => id)).toEqual(operations.map(({ id }) => id));
        for (const { status, success, error, started_at, completed_at, metadata } of results) {
          expect(success).toBe(status === "succeeded");
          expect(error === undefined).toBe(success);
          expect(started_at === null).toBe(metadata.attempts === 0);
          expect(completed_at === null).toBe(started_at === null);
          if (status === "skipped") expect(error?.number).toBe(6104);
        }
        const { operations_executed, operations_successful, operations_failed, operations_skipped } =
          answer.metadata;
        expect(operations_successful + operations_failed).toBe(operations_executed);
        expect(operations_executed + operations_skipped).toBe(operations.length);
        expect(operations_successful).toBe(results.filter(({ success }) => success).length);
        for (const event of events) expect(runEventSchema.safeParse(event).success).toBe(true);
        expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
        expect(events.filter(({ event }) => event === "operation_completed")).toHaveLength(
          operations_executed,
        );
        expect(events.at(-1)).toMatchObject({ event: "run_completed", summary: { operations_successful } });
        // A step never starts before everything that it waits for has ended; what it refers to has succeeded.
        const byId = new Map(results.map((result) => [result.id, result]));
        for (const [id, dependencies] of Object.entries(answer.metadata.dependency_graph)) {
          if (byId.get(id)?.started_at === null) continue;
          for (const dependency of dependencies) {
            const before = byId.get(dependency);
            if (on_failure === "skip_dependents") expect(before?.status).toBe("succeeded");
          }
        }
      }),
      { numRuns: 120 },
    );
    expect(unhandled).toEqual([]);
  } finally {
    process.off("unhandledRejection", note);
  }
});
