import { describe, expect, it } from "vitest";
import { createScheduler } from "../../src/scheduler/index.js";
import { step } from "./step.js";

/** Limits with so much room each, by the lane's name; every yes takes one. Remembers who asked. */
function limits(room: Record<string, number>, laneOf: (id: string) => string) {
  const asked: string[] = [];
  const admits = (id: string) => {
    asked.push(id);
    const lane = laneOf(id);
    const left = room[lane] ?? Number.POSITIVE_INFINITY;
    if (left < 1) return false;
    room[lane] = left - 1;
    return true;
  };
  return { asked, admits, room };
}

const firstLetter = (id: string) => id.slice(0, 1);

/** Steps whose lane is the first letter of their id. */
function lettered(...ids: string[]) {
  return ids.map((id) => step(id, { lane: firstLetter(id) }));
}

describe("lanes", () => {
  it("are passed over without room, and let the others go", () => {
    const { admits, asked } = limits({ a: 1 }, firstLetter);
    const scheduler = createScheduler({ steps: lettered("a1", "a2", "b1", "a3", "b2"), admits });
    expect(scheduler.start()).toEqual(["a1", "b1", "b2"]);
    expect(asked).toEqual(["a1", "a2", "b1", "b2"]);
    expect(scheduler.held()).toEqual(["a2", "a3"]);
    expect(scheduler.state("a2")).toBe("ready");
  });

  it("are asked again at the next start, once each", () => {
    const { admits, asked, room } = limits({ a: 0 }, firstLetter);
    const scheduler = createScheduler({ steps: lettered("a1", "a2"), admits });
    expect(scheduler.start()).toEqual([]);
    expect(scheduler.held()).toEqual(["a1", "a2"]);
    room["a"] = 1;
    expect(scheduler.start()).toEqual(["a1"]);
    expect(scheduler.held()).toEqual(["a2"]);
    room["a"] = 9;
    expect(scheduler.start()).toEqual(["a2"]);
    expect(scheduler.held()).toEqual([]);
    expect(asked).toEqual(["a1", "a1", "a2", "a2"]);
  });

  it("are not asked for steps that have no place", () => {
    const { admits, asked } = limits({}, firstLetter);
    const scheduler = createScheduler({
      steps: [...lettered("a1", "b1"), step("c1", { system: "slack", lane: "c" })],
      caps: { perSystem: { jira: 1 } },
      admits,
    });
    expect(scheduler.start()).toEqual(["a1", "c1"]);
    expect(asked).toEqual(["a1", "c1"]);
    expect(scheduler.held()).toEqual([]);
    scheduler.finish("a1", "succeeded");
    expect(scheduler.start()).toEqual(["b1"]);
  });

  it("with room go in the order of the remaining paths, across lanes and systems", () => {
    const scheduler = createScheduler({
      steps: [
        step("a1", { lane: "a", remaining_ms: 1 }),
        step("a2", { lane: "a", remaining_ms: 5 }),
        step("b1", { lane: "b", remaining_ms: 4 }),
        step("c1", { system: "slack", remaining_ms: 3 }),
        step("b2", { lane: "b", remaining_ms: 2 }),
      ],
    });
    expect(scheduler.start()).toEqual(["a2", "b1", "c1", "b2", "a1"]);
  });

  it("of two systems are two, also under one name", () => {
    const { admits } = limits({ jira: 0 }, (id) => id);
    const scheduler = createScheduler({
      steps: [step("jira", { lane: "x" }), step("slack", { system: "slack", lane: "x" })],
      admits,
    });
    expect(scheduler.start()).toEqual(["slack"]);
    expect(scheduler.held()).toEqual(["jira"]);
    const odd = [step("one", { system: "a", lane: "b\0c" }), step("two", { system: "a\0b", lane: "c" })];
    const other = createScheduler({ steps: odd, admits: (id) => id === "two" });
    expect(other.start()).toEqual(["two"]);
  });

  it("take in what becomes ready later", () => {
    const { admits, room } = limits({ a: 1 }, firstLetter);
    const [a1, a2, b1] = lettered("a1", "a2", "b1").map((each) =>
      each.id === "a2" ? { ...each, dependencies: ["b1"], remaining_ms: 9 } : each,
    );
    const scheduler = createScheduler({ steps: [a1, a2, b1].flatMap((each) => each ?? []), admits });
    expect(scheduler.start()).toEqual(["a1", "b1"]);
    scheduler.finish("b1", "succeeded");
    expect(scheduler.start()).toEqual([]);
    expect(scheduler.held()).toEqual(["a2"]);
    room["a"] = 1;
    expect(scheduler.start()).toEqual(["a2"]);
  });

  it("forget what was cancelled or skipped while it was held", () => {
    const { admits, room } = limits({ a: 0 }, firstLetter);
    const scheduler = createScheduler({ steps: lettered("a1", "b1"), admits });
    scheduler.start();
    expect(scheduler.cancelPending()).toEqual(["a1"]);
    expect(scheduler.held()).toEqual([]);
    room["a"] = 9;
    expect(scheduler.start()).toEqual([]);
  });

  it("by the thousand cost no look at each other", () => {
    const size = 3_000;
    const steps = Array.from({ length: size }, (_, n) => step(`s${n}`, { lane: `l${n}`, remaining_ms: n }));
    const scheduler = createScheduler({ steps, caps: { global: 1 } });
    const order: string[] = [];
    while (!scheduler.done) {
      for (const id of scheduler.start()) {
        order.push(id);
        scheduler.finish(id, "succeeded");
      }
    }
    expect(order).toEqual(steps.map(({ id }) => id).toReversed());
  });
});

describe("merging", () => {
  it("starts up to so many of a lane as one, which is asked for and takes a place once", () => {
    const { admits, asked } = limits({}, firstLetter);
    const steps = [
      ...["a1", "a2", "a3", "a4", "a5"].map((id) => step(id, { lane: "a", merges: 3 })),
      step("b1", { lane: "b" }),
      step("b2", { lane: "b" }),
    ];
    const scheduler = createScheduler({ steps, caps: { global: 3 }, admits });
    expect(scheduler.start()).toEqual(["a1", "a2", "a3", "a4", "a5", "b1"]);
    expect(asked).toEqual(["a1", "a4", "b1"]);
    scheduler.finish("a1", "succeeded");
    scheduler.finish("a2", "failed");
    expect(scheduler.start()).toEqual([]);
    scheduler.finish("a3", "succeeded");
    expect(scheduler.start()).toEqual(["b2"]);
  });

  it("takes those with the longest remaining paths first, and only what is ready", () => {
    const scheduler = createScheduler({
      steps: [
        step("low", { lane: "a", merges: 2, remaining_ms: 1 }),
        step("high", { lane: "a", merges: 2, remaining_ms: 9 }),
        step("middle", { lane: "a", merges: 2, remaining_ms: 5 }),
        step("later", { lane: "a", merges: 2, remaining_ms: 5, dependencies: ["high"] }),
      ],
      caps: { global: 1 },
    });
    expect(scheduler.start()).toEqual(["high", "middle"]);
    scheduler.finish("high", "succeeded");
    scheduler.finish("middle", "succeeded");
    expect(scheduler.start()).toEqual(["later", "low"]);
  });

  it("never takes more than the most careful of a lane allows", () => {
    const merges = [5, 2, undefined].map((each, n) => step(`s${n}`, { lane: "a", merges: each }));
    const started = (count: number) =>
      createScheduler({ steps: merges.slice(0, count), caps: { global: 1 } }).start();
    expect(started(2)).toEqual(["s0", "s1"]);
    expect(started(3)).toEqual(["s0"]);
  });

  it("is no business of steps that go one after another", () => {
    const steps = ["a", "b"].map((id) => step(id, { lane: "x", merges: 9 }));
    expect(createScheduler({ steps, inOrder: true }).start()).toEqual(["a"]);
  });

  it("refuses numbers that are none", () => {
    for (const merges of [0, -1, 1.5, Number.NaN]) {
      expect(() => createScheduler({ steps: [step("a", { merges })] })).toThrow("merges");
    }
    expect(createScheduler({ steps: [step("a", { merges: Number.POSITIVE_INFINITY })] }).start()).toEqual([
      "a",
    ]);
  });
});

describe("limits of steps that go one after another", () => {
  it("let nothing overtake", () => {
    const { admits, room } = limits({ a: 0 }, firstLetter);
    const scheduler = createScheduler({ steps: lettered("a1", "b1"), inOrder: true, admits });
    expect(scheduler.start()).toEqual([]);
    expect(scheduler.held()).toEqual(["a1"]);
    room["a"] = 1;
    expect(scheduler.start()).toEqual(["a1"]);
    expect(scheduler.start()).toEqual([]);
    scheduler.finish("a1", "succeeded");
    expect(scheduler.start()).toEqual(["b1"]);
  });
});
