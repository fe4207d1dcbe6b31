import { describe, expect, it, onTestFinished } from "vitest";
import { type SelectBounds, Selector } from "../../src/select/evaluate.js";

function selector(bounds?: SelectBounds): Selector {
  const made = new Selector(bounds);
  onTestFinished(() => made.close());
  return made;
}

describe("evaluating an expression", () => {
  it("gives what it selects, one question after another", async () => {
    const { evaluate } = bound(selector());
    const data = { a: [{ b: 1 }, { b: 2 }], ["__proto__"]: 1 };
    expect(
      await Promise.all([evaluate(data, "a[].b"), evaluate(data, "a[0]"), evaluate(data, "nope")]),
    ).toEqual([{ value: [1, 2] }, { value: { b: 1 } }, { value: null }]);
  });

  it("tells why it cannot be evaluated, and goes on", async () => {
    const { evaluate } = bound(selector());
    expect(await evaluate({ a: "x" }, "abs(a)")).toEqual({ failed: expect.stringContaining("abs") });
    expect(await evaluate({ a: "x" }, "a")).toEqual({ value: "x" });
  });

  it("ends what doubles a list with every few letters, and goes on", async () => {
    const { evaluate } = bound(selector({ timeoutMs: 300, characters: 1_000_000 }));
    const doubling = `[1,2]${" | [@,@][]".repeat(60)}`.replace("[1,2]", "[`1`,`2`]");
    expect(await evaluate({}, doubling)).toEqual({ failed: expect.stringMatching(/ended|memory/) });
    expect(await evaluate({ a: 1 }, "a")).toEqual({ value: 1 });
  });

  it("takes no more, and gives no more, than its bounds", async () => {
    const { evaluate } = bound(selector({ timeoutMs: 5000, characters: 100 }));
    expect(await evaluate("x".repeat(200), "@")).toEqual({ failed: expect.stringContaining("too large") });
    expect(await evaluate("x".repeat(60), "[@,@]")).toEqual({ failed: expect.stringContaining("more than") });
  });

  it("knows nothing of the process it runs in", async () => {
    const { evaluate } = bound(selector());
    expect(await evaluate({}, "constructor")).toEqual({ value: null });
    expect(await evaluate({}, '"__proto__"')).toEqual({ value: null });
  });
});

function bound(made: Selector) {
  return { evaluate: (data: unknown, expression: string) => made.evaluate(data, expression) };
}
