import { getEventListeners } from "node:events";
import {
  type Attempt,
  type BatchStep,
  type FailedAttempt,
  orchestratorError,
  type RunEvent,
  type StepContext,
} from "@pm-orchestrator/core";
import { describe, expect, it } from "vitest";
import { createOrchestrator } from "../../src/index.js";
import { installAdapter } from "../support/adapter-package.js";

/** Longer than any test: whoever waits so long was not ended. Unit: milliseconds. */
const LONG_MS = 50_000;
const SHORT_MS = 120;

const failure = (over: Partial<FailedAttempt>): FailedAttempt => ({
  error: orchestratorError("OPERATION_EXECUTION_FAILED", { message: "It did not go well." }),
  why: "trouble",
  again: true,
  ...over,
});

const lost = () =>
  failure({
    error: orchestratorError("OUTCOME_UNKNOWN", { message: "Lost.", details: { reconciliation: "none" } }),
    again: false,
  });

function latch() {
  let open: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

/** A system whose operations come into the state that their name says and stay there; and what its calls went through. */
function stage() {
  const state = latch();
  const failing = latch();
  const calls = { begun: 0, ended: 0 };
  /** A call that is never answered, and ends with the signal of its step. */
  const unanswered = ({ signal, gate, meter }: StepContext) =>
    gate.call(
      () =>
        new Promise<Attempt<never>>((_resolve, reject) => {
          const end = meter.begin();
          calls.begun += 1;
          const stop = () => {
            calls.ended += 1;
            end();
            reject(orchestratorError("OPERATION_CANCELLED", { message: "Ended." }));
          };
          signal.addEventListener("abort", stop, { once: true });
          setTimeout(state.open, 5);
        }),
    );
  const answered = ({ gate }: StepContext) => gate.call(async () => ({ value: "done" }));
  const { folder, name } = installAdapter({
    manifest: { limits: { tight: { summary: "", budget: { requests: 1, perMs: LONG_MS } } } },
    operations: {
      echo: { run: (params) => params },
      fail: {
        run: async () => {
          await failing.opened;
          throw new Error("broken");
        },
      },
      call: { run: (_params, step) => unanswered(step) },
      limited: { limits: ["tight"], run: (_params, step) => answered(step) },
      two_calls: {
        limits: ["tight"],
        run: async (_params, step) => {
          await answered(step);
          return answered(step);
        },
      },
      retried: {
        run: (_params, { gate }) => gate.call(async () => ({ failed: failure({ waitMs: 20_000 }) })),
      },
      look_up: { run: (_params, step) => step.cache.get("things", "all", () => unanswered(step)) },
      lost_write: {
        effect: "write",
        run: (_params, { gate }) => gate.call(async () => ({ failed: lost() })),
        reconcile: (_params, step) => unanswered(step),
      },
    },
  });
  const orchestrator = createOrchestrator({ systems: { box: { adapter: name } } }, { resolveFrom: [folder] });
  return { orchestrator, state, failing, calls };
}

const step = (id: string, operation: string, over: Partial<BatchStep> = {}): BatchStep => ({
  id,
  system: "box",
  operation,
  params: {},
  ...over,
});

interface State {
  name: string;
  /** What leads there; the last of them is in the state. */
  steps: BatchStep[];
  /** Told by the event of the last step; else by the calls. */
  reachedAt?: RunEvent["event"];
  /** How the last one ends. */
  status: "cancelled" | "unknown";
  calls?: number;
  /** At the deadline; nobody waits past it for a retry, which then fails at once. */
  atDeadline?: { status: string; number: number };
}

const TIMED_OUT = { status: "failed", number: 6005 };
const NEVER_STARTED = { status: "cancelled", number: 6005 };

const STATES: State[] = [
  {
    name: "pending",
    steps: [step("a", "call"), step("b", "echo", { depends_on: ["a"] })],
    status: "cancelled",
    calls: 1,
    atDeadline: NEVER_STARTED,
  },
  {
    name: "held by a limit",
    steps: [step("a", "limited", { params: { text: "a" } }), step("b", "limited", { params: { text: "b" } })],
    reachedAt: "operation_waiting",
    status: "cancelled",
    atDeadline: NEVER_STARTED,
  },
  {
    name: "waiting for room",
    steps: [step("a", "two_calls")],
    reachedAt: "operation_waiting",
    status: "cancelled",
    atDeadline: TIMED_OUT,
  },
  {
    name: "pausing before another attempt",
    steps: [step("a", "retried")],
    reachedAt: "operation_retried",
    status: "cancelled",
  },
  { name: "calling", steps: [step("a", "call")], status: "cancelled", calls: 1, atDeadline: TIMED_OUT },
  {
    name: "joined to an identical read",
    steps: [step("a", "call"), step("b", "call")],
    status: "cancelled",
    calls: 1,
    atDeadline: TIMED_OUT,
  },
  {
    name: "waiting for a look-up of another step",
    steps: [step("a", "look_up", { params: { text: "a" } }), step("b", "look_up", { params: { text: "b" } })],
    status: "cancelled",
    calls: 1,
    atDeadline: TIMED_OUT,
  },
  {
    name: "looking up what became of a write",
    steps: [step("a", "lost_write")],
    status: "unknown",
    calls: 1,
    atDeadline: { status: "unknown", number: 6105 },
  },
];

const ENDS = ["signal", "deadline", "time limit of the step", "stop", "close"] as const;

const cases = STATES.flatMap((state) => ENDS.map((end) => ({ state, end })))
  .filter(
    ({ state, end }) => state.atDeadline !== undefined || (end !== "deadline" && !end.startsWith("time")),
  )
  // Whoever loses the call that it shared to another's time limit makes it itself: that is tried apart.
  .filter(({ state, end }) => state.steps.length === 1 || !end.startsWith("time"));

const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === "Timeout").length;

describe("a step that is ended", () => {
  it.each(cases)("by $end while it is $state.name", async ({ state, end }) => {
    const { orchestrator, state: reached, failing, calls } = stage();
    // Importing the adapter takes longer than the rest.
    await orchestrator.smartDelegate({ system: "box", operation: "echo", params: {} });
    const timersBefore = timers();
    const caller = new AbortController();
    const events: RunEvent[] = [];
    const last = state.steps.at(-1)?.id;
    const limited = { timeout_ms: SHORT_MS };
    const steps = end.startsWith("time") ? state.steps.map((one) => ({ ...one, ...limited })) : state.steps;
    const begun = performance.now();
    const running = orchestrator.batchParallelExecute(
      {
        operations: [step("done", "echo"), ...(end === "stop" ? [step("failing", "fail")] : []), ...steps],
        on_failure: end === "stop" ? "stop" : "skip_dependents",
        timeout_ms: end === "deadline" ? SHORT_MS : LONG_MS,
      },
      {
        signal: caller.signal,
        onEvent: (event) => {
          events.push(event);
          const isLast = "operation_id" in event && event.operation_id === last;
          if (isLast && event.event === state.reachedAt) setTimeout(reached.open, 5);
        },
      },
    );
    await reached.opened;
    if (end === "signal") caller.abort();
    if (end === "stop") failing.open();
    if (end === "close") await orchestrator.close();
    const answer = await running;
    const results = answer.data?.results ?? [];
    const expected =
      end === "deadline" || end.startsWith("time")
        ? state.atDeadline
        : { status: state.status, number: state.status === "unknown" ? 6105 : 6107 };
    expect({ status: results.at(-1)?.status, number: results.at(-1)?.error?.number }).toEqual(expected);
    expect(results[0]).toMatchObject({ id: "done", status: "succeeded" });
    // At once: not after the wait, nor after the time that a deaf adapter is given.
    expect(performance.now() - begun).toBeLessThan(5000);
    expect(calls).toEqual({ begun: state.calls ?? 0, ended: state.calls ?? 0 });
    expect(answer.metadata.api_calls).toBe(state.calls ?? 0);
    expect(results.reduce((sum, { metadata }) => sum + metadata.mcp_calls, 0)).toBe(state.calls ?? 0);
    // Nothing is left behind.
    expect(timers()).toBeLessThanOrEqual(timersBefore);
    expect(getEventListeners(caller.signal, "abort")).toEqual([]);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, place) => place + 1));
    expect(events.at(-1)?.event).toBe("run_completed");
    const ends = events.flatMap((event) =>
      event.event === "operation_completed" || event.event === "operation_skipped"
        ? [event.operation_id]
        : [],
    );
    expect(ends.sort()).toEqual(results.map(({ id }) => id).sort());
  });
});

it("does not wait for an adapter whose code never comes to its end", async () => {
  const { folder, name } = installAdapter({
    operations: { echo: { run: (params) => params } },
    code: "await new Promise(() => {}); export default {};",
  });
  const orchestrator = createOrchestrator({ systems: { box: { adapter: name } } }, { resolveFrom: [folder] });
  const answer = await orchestrator.smartDelegate({
    system: "box",
    operation: "echo",
    params: {},
    timeout_ms: SHORT_MS,
  });
  expect(answer).toMatchObject({ success: false, error: { number: 6005 }, metadata: { mcp_calls: 0 } });
});
