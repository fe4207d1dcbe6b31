import { describe, expect, it } from "vitest";
import { createScheduler } from "../../src/scheduler/index.js";
import { step } from "./step.js";

const three = ["a", "b", "c"].map((id) => step(id));

describe("a suspended step", () => {
  it("gives up its place, and needs a new one to go on", () => {
    const scheduler = createScheduler({ steps: three, caps: { global: 1 } });
    expect(scheduler.start()).toEqual(["a"]);
    scheduler.suspend("a");
    expect(scheduler.state("a")).toBe("suspended");
    expect(scheduler.running()).toEqual(["a"]);
    expect(scheduler.start()).toEqual(["b"]);
    scheduler.resume("a");
    expect(scheduler.start()).toEqual([]);
    expect(scheduler.state("a")).toBe("suspended");
    scheduler.finish("b", "succeeded");
    expect(scheduler.start()).toEqual(["a"]);
    expect(scheduler.state("a")).toBe("running");
    scheduler.finish("a", "succeeded");
    expect(scheduler.start()).toEqual(["c"]);
    scheduler.finish("c", "succeeded");
    expect(scheduler.done).toBe(true);
  });

  it("is not pushed aside by steps with shorter paths", () => {
    const steps = [step("a", { remaining_ms: 9 }), step("b", { remaining_ms: 5 }), step("c")];
    const scheduler = createScheduler({ steps, caps: { global: 1 } });
    scheduler.start();
    scheduler.suspend("a");
    expect(scheduler.start()).toEqual(["b"]);
    scheduler.resume("a");
    scheduler.finish("b", "succeeded");
    expect(scheduler.start()).toEqual(["a"]);
  });

  it("keeps its dependents waiting, and frees them by its end", () => {
    const scheduler = createScheduler({ steps: [step("a"), step("b", { dependencies: ["a"] })] });
    scheduler.start();
    scheduler.suspend("a");
    expect(scheduler.start()).toEqual([]);
    expect(scheduler.done).toBe(false);
    scheduler.finish("a", "succeeded");
    expect(scheduler.start()).toEqual(["b"]);
  });

  it("can end while it waits, before and after it wants to go on, and is then never named or asked for", () => {
    for (const resumed of [false, true]) {
      const asked: string[] = [];
      const admits = (id: string) => asked.push(id) > 0;
      const scheduler = createScheduler({ steps: three, caps: { global: 1 }, admits });
      scheduler.start();
      scheduler.suspend("a");
      if (resumed) scheduler.resume("a");
      expect(scheduler.finish("a", "failed").skipped).toEqual([]);
      expect(scheduler.start()).toEqual(["b"]);
      scheduler.finish("b", "succeeded");
      expect(scheduler.start()).toEqual(["c"]);
      expect(asked).toEqual(["a", "b", "c"]);
      expect(scheduler.state("a")).toBe("failed");
    }
  });

  it("asks its limits again before it goes on, and is held until they say yes", () => {
    let room = 1;
    const admits = () => {
      room -= 1;
      return room >= 0;
    };
    const scheduler = createScheduler({ steps: [step("a"), step("b")], admits });
    expect(scheduler.start()).toEqual(["a"]);
    expect(scheduler.held()).toEqual(["b"]);
    scheduler.suspend("a");
    scheduler.resume("a");
    expect(scheduler.start()).toEqual([]);
    expect(scheduler.held()).toEqual(["a", "b"]);
    scheduler.finish("a", "failed");
    expect(scheduler.held()).toEqual(["b"]);
    room = 9;
    expect(scheduler.start()).toEqual(["b"]);
  });

  it("leaves the place to those with whom it was merged, until the last of them needs it no more", () => {
    const merged = ["a", "b"].map((id) => step(id, { lane: "x", merges: 2 }));
    const scheduler = createScheduler({ steps: [...merged, step("c")], caps: { global: 1 } });
    expect(scheduler.start()).toEqual(["a", "b"]);
    scheduler.suspend("a");
    expect(scheduler.start()).toEqual([]);
    scheduler.resume("a");
    expect(scheduler.start()).toEqual([]);
    scheduler.finish("b", "succeeded");
    expect(scheduler.start()).toEqual(["a"]);
    expect(scheduler.start()).toEqual([]);
    scheduler.finish("a", "succeeded");
    expect(scheduler.start()).toEqual(["c"]);
  });

  it("has a place of its own when it goes on before the others of its group have ended", () => {
    const merged = ["a", "b"].map((id) => step(id, { lane: "x", merges: 2 }));
    const scheduler = createScheduler({ steps: [...merged, step("c"), step("d")], caps: { global: 2 } });
    expect(scheduler.start()).toEqual(["a", "b", "c"]);
    scheduler.suspend("a");
    scheduler.finish("c", "succeeded");
    scheduler.resume("a");
    expect(scheduler.start()).toEqual(["a"]);
    scheduler.finish("b", "succeeded");
    expect(scheduler.start()).toEqual(["d"]);
    scheduler.finish("d", "succeeded");
    scheduler.finish("a", "succeeded");
    expect(scheduler.done).toBe(true);
  });

  it("goes on after everything else was cancelled, whenever it asks", () => {
    for (const early of [true, false]) {
      const scheduler = createScheduler({ steps: three, caps: { global: 1 } });
      scheduler.start();
      scheduler.suspend("a");
      if (early) scheduler.resume("a");
      expect(scheduler.cancelPending()).toEqual(["b", "c"]);
      if (!early) scheduler.resume("a");
      expect(scheduler.start()).toEqual(["a"]);
      scheduler.finish("a", "succeeded");
      expect(scheduler.done).toBe(true);
    }
  });

  it("is aborted by stop like one that runs", () => {
    const scheduler = createScheduler({ steps: three, onFailure: "stop", caps: { global: 2 } });
    scheduler.start();
    scheduler.suspend("a");
    expect(scheduler.finish("b", "failed")).toMatchObject({ cancelled: ["c"], cancel: ["a"], stopped: true });
    expect(scheduler.finish("a", "cancelled").stopped).toBe(true);
    expect(scheduler.done).toBe(true);
  });

  it("counts as running in a snapshot: what it did is not known", () => {
    const scheduler = createScheduler({ steps: three, caps: { global: 1 } });
    scheduler.start();
    scheduler.suspend("a");
    const restore = scheduler.snapshot();
    expect(restore.steps[0]).toEqual({ id: "a", state: "running" });
    expect(createScheduler({ steps: three, caps: { global: 1 }, restore }).start()).toEqual([]);
    const other = { steps: [{ id: "a", state: "suspended" as const }], stopped: false };
    expect(createScheduler({ steps: [step("a")], restore: other }).running()).toEqual(["a"]);
  });

  it("lets nothing overtake when steps go one after another", () => {
    const scheduler = createScheduler({ steps: three, inOrder: true });
    expect(scheduler.start()).toEqual(["a"]);
    scheduler.suspend("a");
    expect(scheduler.start()).toEqual([]);
    scheduler.resume("a");
    expect(scheduler.start()).toEqual(["a"]);
    scheduler.suspend("a");
    scheduler.finish("a", "failed");
    expect(scheduler.start()).toEqual(["b"]);
  });

  it("lets nothing overtake when it wants to go on and a limit says no", () => {
    let open = true;
    const scheduler = createScheduler({ steps: three, inOrder: true, admits: (id) => open || id !== "a" });
    scheduler.start();
    scheduler.suspend("a");
    open = false;
    scheduler.resume("a");
    expect(scheduler.start()).toEqual([]);
    open = true;
    expect(scheduler.start()).toEqual(["a"]);
  });

  it("is suspended once and resumed once", () => {
    const scheduler = createScheduler({ steps: three, caps: { global: 1 } });
    expect(() => scheduler.suspend("a")).toThrow("ready, not running");
    scheduler.start();
    expect(() => scheduler.resume("a")).toThrow("running, not suspended");
    scheduler.suspend("a");
    expect(() => scheduler.suspend("a")).toThrow("suspended, not running");
    scheduler.resume("a");
    expect(() => scheduler.resume("a")).toThrow(TypeError);
    expect(() => scheduler.suspend("nobody")).toThrow(TypeError);
  });
});
