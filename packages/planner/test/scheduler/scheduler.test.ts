import { describe, expect, it } from "vitest";
import { createScheduler } from "../../src/scheduler/index.js";
import { step } from "./step.js";

/** a fails; b waits for a; c needs a's result; d waits for c; e needs b's result; f is on its own. */
const family = [
  step("a"),
  step("b", { dependencies: ["a"] }),
  step("c", { dependencies: ["a"], references: ["a"] }),
  step("d", { dependencies: ["c"] }),
  step("e", { dependencies: ["b"], references: ["b"] }),
  step("f"),
  step("g", { dependencies: ["f"] }),
];

describe("createScheduler", () => {
  it("starts what can start, longest remaining path first, then in request order", () => {
    const scheduler = createScheduler({
      steps: [
        step("a"),
        step("b", { remaining_ms: 9 }),
        step("c", { remaining_ms: 5, dependencies: ["a"] }),
        step("d"),
      ],
    });
    expect(scheduler.start()).toEqual(["b", "a", "d"]);
    expect(scheduler.start()).toEqual([]);
    expect(scheduler.running()).toEqual(["a", "b", "d"]);
    expect(scheduler.state("c")).toBe("pending");
    expect(scheduler.finish("a", "succeeded")).toEqual({
      skipped: [],
      cancelled: [],
      cancel: [],
      stopped: false,
    });
    expect(scheduler.state("c")).toBe("ready");
    expect(scheduler.start()).toEqual(["c"]);
    for (const id of ["b", "c", "d"]) scheduler.finish(id, "succeeded");
    expect(scheduler.done).toBe(true);
  });

  it("skips dependents and lets the others go on", () => {
    const scheduler = createScheduler({ steps: family });
    expect(scheduler.start()).toEqual(["a", "f"]);
    const { skipped } = scheduler.finish("a", "failed");
    expect(skipped).toEqual(["b", "c", "d", "e"].map((id) => ({ id, because: "a" })));
    expect(scheduler.because("e")).toBe("a");
    expect(scheduler.because("f")).toBeUndefined();
    scheduler.finish("f", "succeeded");
    expect(scheduler.start()).toEqual(["g"]);
    scheduler.finish("g", "succeeded");
    expect(scheduler.done).toBe(true);
  });

  it("treats an unknown outcome and a cancelled step like a failure", () => {
    for (const outcome of ["unknown", "cancelled"] as const) {
      const scheduler = createScheduler({ steps: family });
      scheduler.start();
      expect(scheduler.finish("a", outcome).skipped).toHaveLength(4);
      expect(scheduler.state("a")).toBe(outcome);
    }
  });

  it("continues with what is tied by order alone", () => {
    const scheduler = createScheduler({ steps: family, onFailure: "continue" });
    scheduler.start();
    expect(scheduler.finish("a", "failed").skipped).toEqual([{ id: "c", because: "a" }]);
    expect(scheduler.start()).toEqual(["b", "d"]);
    expect(scheduler.finish("b", "failed").skipped).toEqual([{ id: "e", because: "b" }]);
  });

  it("names the root of a skip, not the step in between", () => {
    const scheduler = createScheduler({
      steps: [
        step("root"),
        step("middle", { dependencies: ["root"], references: ["root"] }),
        step("last", { dependencies: ["middle"], references: ["middle"] }),
      ],
      onFailure: "continue",
    });
    scheduler.start();
    expect(scheduler.finish("root", "failed").skipped).toEqual([
      { id: "middle", because: "root" },
      { id: "last", because: "root" },
    ]);
    expect(scheduler.done).toBe(true);
  });

  it("stops at the first failure and tells what to abort", () => {
    const scheduler = createScheduler({ steps: family, onFailure: "stop", caps: { global: 2 } });
    expect(scheduler.start()).toEqual(["a", "f"]);
    expect(scheduler.finish("f", "failed")).toEqual({
      skipped: [],
      cancelled: ["b", "c", "d", "e", "g"],
      cancel: ["a"],
      stopped: true,
    });
    expect(scheduler.start()).toEqual([]);
    expect(scheduler.done).toBe(false);
    expect(scheduler.finish("a", "cancelled")).toEqual({
      skipped: [],
      cancelled: [],
      cancel: [],
      stopped: true,
    });
    expect(scheduler.done).toBe(true);
  });

  it("keeps the caps, and lets no capped system block another", () => {
    const scheduler = createScheduler({
      steps: [
        ...["j1", "j2", "j3"].map((id) => step(id, { remaining_ms: 100 })),
        ...["s1", "s2"].map((id) => step(id, { system: "slack" })),
      ],
      caps: { global: 3, perSystem: { jira: 1 } },
    });
    expect(scheduler.start()).toEqual(["j1", "s1", "s2"]);
    scheduler.finish("s1", "succeeded");
    expect(scheduler.start()).toEqual([]);
    scheduler.finish("j1", "failed");
    expect(scheduler.start()).toEqual(["j2"]);
  });

  it("runs one after another in request order", () => {
    const scheduler = createScheduler({
      steps: [step("a"), step("b", { remaining_ms: 9 }), step("c", { system: "slack", remaining_ms: 99 })],
      inOrder: true,
      caps: { global: 8 },
    });
    const order: string[] = [];
    while (!scheduler.done) {
      const [id, ...others] = scheduler.start();
      expect(others).toEqual([]);
      if (id === undefined) throw new Error("Nothing started.");
      order.push(id);
      scheduler.finish(id, "succeeded");
    }
    expect(order).toEqual(["a", "b", "c"]);
  });

  it("cancels what has not started", () => {
    const scheduler = createScheduler({ steps: family, caps: { global: 1 } });
    scheduler.start();
    expect(scheduler.cancelPending()).toEqual(["b", "c", "d", "e", "f", "g"]);
    expect(scheduler.cancelPending()).toEqual([]);
    expect(scheduler.start()).toEqual([]);
    expect(scheduler.finish("a", "succeeded").skipped).toEqual([]);
    expect(scheduler.done).toBe(true);
  });

  it("is done at once without steps", () => {
    const scheduler = createScheduler({ steps: [] });
    expect([scheduler.done, scheduler.start(), scheduler.snapshot()]).toEqual([
      true,
      [],
      { steps: [], stopped: false },
    ]);
  });

  it("takes __proto__ and constructor as ids and systems", () => {
    const scheduler = createScheduler({
      steps: [
        step("constructor", { dependencies: ["__proto__"], references: ["__proto__"] }),
        step("__proto__", { system: "toString" }),
      ],
      caps: { perSystem: JSON.parse('{"__proto__": 1}') },
    });
    expect(scheduler.start()).toEqual(["__proto__"]);
    expect(scheduler.finish("__proto__", "failed").skipped).toEqual([
      { id: "constructor", because: "__proto__" },
    ]);
  });

  it("goes on where a snapshot was taken", () => {
    const options = { steps: family, onFailure: "continue", caps: { global: 2 } } as const;
    const first = createScheduler(options);
    first.start();
    first.finish("a", "failed");
    first.start();
    const snapshot = JSON.parse(JSON.stringify(first.snapshot()));
    expect(snapshot.steps[2]).toEqual({ id: "c", state: "skipped", because: "a" });
    const second = createScheduler({ ...options, restore: snapshot });
    expect(second.snapshot()).toEqual(snapshot);
    expect(second.running()).toEqual(first.running());
    expect(second.start()).toEqual([]);
    for (const scheduler of [first, second]) scheduler.finish("f", "succeeded");
    expect(second.start()).toEqual(first.start());
  });

  it("refuses what only a mistake in the program can ask", () => {
    const scheduler = createScheduler({ steps: family });
    expect(() => scheduler.finish("a", "succeeded")).toThrow("ready, not running");
    expect(() => scheduler.state("nobody")).toThrow(TypeError);
    expect(() => createScheduler({ steps: [step("a"), step("a")] })).toThrow("Two steps");
    expect(() => createScheduler({ steps: [step("a", { dependencies: ["b"] })] })).toThrow("does not exist");
    expect(() => createScheduler({ steps: [step("a", { dependencies: ["a"] })] })).toThrow("cycle");
    for (const cap of [0, -1, 1.5, Number.NaN]) {
      expect(() => createScheduler({ steps: [], caps: { global: cap } })).toThrow("cap");
      expect(() => createScheduler({ steps: [], caps: { perSystem: cap } })).toThrow("cap");
      expect(() => createScheduler({ steps: [], caps: { perSystem: { jira: cap } } })).toThrow("cap");
    }
    const restore = createScheduler({ steps: [step("a")] }).snapshot();
    expect(() => createScheduler({ steps: [step("b")], restore })).toThrow("snapshot");
    expect(() => createScheduler({ steps: [], restore })).toThrow("snapshot");
  });
});
