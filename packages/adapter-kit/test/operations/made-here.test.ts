import { describe, expect, it } from "vitest";
import { MadeHere } from "../../src/operations/made-here.js";

interface Thing {
  id: string;
  age: number;
}

const traceOf = ({ id, age }: Thing) => ({ id, madeAt: Date.now() - age });
const MINUTE_MS = 60_000;

describe("what may have been made by a write whose answer got lost", () => {
  it("is the only one that was made just now", () => {
    const old = { id: "1", age: 60 * MINUTE_MS };
    const fresh = { id: "2", age: MINUTE_MS };
    expect(new MadeHere().only([old, fresh], traceOf)).toBe(fresh);
    expect(new MadeHere().only([old], traceOf)).toBeUndefined();
    expect(new MadeHere().only([], traceOf)).toBeUndefined();
    expect(new MadeHere().only([{ id: "3", age: Number.NaN }], traceOf)).toBeUndefined();
  });

  it("may be a little ahead of our clock", () => {
    const ahead = { id: "1", age: -MINUTE_MS };
    expect(new MadeHere().only([ahead], traceOf)).toBe(ahead);
  });

  it("is none of several", () => {
    const twins = [
      { id: "1", age: 0 },
      { id: "2", age: 0 },
    ];
    expect(new MadeHere().only(twins, traceOf)).toBeUndefined();
  });

  it("is not what another step reported, nor reported twice", () => {
    const made = new MadeHere();
    made.note("1");
    const [mine, other] = [
      { id: "2", age: 0 },
      { id: "1", age: 0 },
    ];
    expect(made.only([mine, other], traceOf)).toBe(mine);
    expect(made.only([mine, other], traceOf)).toBeUndefined();
  });

  it("is remembered within bounds", () => {
    const made = new MadeHere();
    for (let number = 0; number <= 10_000; number++) made.note(String(number));
    expect(made.only([{ id: "0", age: 0 }], traceOf)).toBeDefined();
    expect(made.only([{ id: "10000", age: 0 }], traceOf)).toBeUndefined();
  });
});
