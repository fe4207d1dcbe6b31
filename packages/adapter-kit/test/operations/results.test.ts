import { describe, expect, expectTypeOf, it } from "vitest";
import { changedFields, compact, receiptSchema } from "../../src/index.js";

describe("compact", () => {
  it("leaves out what is absent, and keeps what says something", () => {
    const value = {
      a: null,
      b: undefined,
      c: "",
      d: 0,
      e: false,
      f: [],
      g: {},
      h: Number.NaN,
      i: { j: null },
    };
    expect(compact(value)).toEqual({ c: "", d: 0, e: false, f: [], g: {}, h: Number.NaN, i: { j: null } });
  });

  it("keeps the order of importance, and names that objects inherit", () => {
    const given = JSON.parse('{"z":1,"__proto__":{"x":1},"a":null,"constructor":"c"}') as Record<
      string,
      unknown
    >;
    const made = compact(given);
    expect(JSON.stringify(made)).toBe('{"z":1,"__proto__":{"x":1},"constructor":"c"}');
    expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
  });

  it("knows which fields may be gone", () => {
    const given: { key: string; assignee: string | null; due?: string | undefined } = {
      key: "A-1",
      assignee: null,
    };
    const made = compact(given);
    expectTypeOf(made).toExtend<{ key: string; assignee?: string; due?: string }>();
    expect(made).toEqual({ key: "A-1" });
  });
});

describe("changedFields", () => {
  it("names what was given, in its order, but what says where", () => {
    const params = { issue_key: "A-1", title: "x", due: undefined, labels: [], done: false, parent: null };
    expect(changedFields(params, ["issue_key"])).toEqual(["title", "labels", "done", "parent"]);
    expect(changedFields({})).toEqual([]);
  });
});

describe("receiptSchema", () => {
  it("says what was written, and where to see it", () => {
    const receipt = { id: "1", key: "A-1", url: "https://acme.example/A-1", changed: ["title"] };
    expect(receiptSchema.parse(receipt)).toEqual(receipt);
    for (const field of ["id", "url", "changed"]) {
      expect(receiptSchema.safeParse({ ...receipt, [field]: undefined }).success).toBe(false);
    }
  });
});
