import { describe, expect, it } from "vitest";
import { parsePath } from "../../src/kept/path.js";
import { readKept } from "../../src/kept/read.js";
import { KeptResults } from "../../src/kept/results.js";

const data = { text: "0123456789", list: [1, 2, 3, 4, 5], inner: [{ "odd name": null }], none: null };

function kept() {
  const results = new KeptResults();
  const handle = results.keep("mine", data);
  return (request: object) => readKept(results, "mine", { handle, ...request });
}

describe("reading a kept result", () => {
  it("gives any part of it, exactly", () => {
    const read = kept();
    expect(read({})).toEqual({ value: data });
    expect(read({ path: "list[2]" })).toEqual({ value: 3 });
    expect(read({ path: 'inner[0]["odd name"]' })).toEqual({ value: null });
    expect(read({ path: "text" })).toEqual({ value: "0123456789" });
  });

  it("gives slices, and says where the next one begins", () => {
    const read = kept();
    expect(read({ path: "text", offset: 3, limit: 4 })).toEqual({
      value: "3456",
      offset: 3,
      total: 10,
      next_offset: 7,
    });
    expect(read({ path: "list", offset: 3 })).toEqual({ value: [4, 5], offset: 3, total: 5 });
    expect(read({ path: "list", offset: 9 })).toEqual({ value: [], offset: 9, total: 5 });
  });

  it("keeps within its own budget, and tells the rest by paths of the whole", () => {
    const results = new KeptResults();
    const handle = results.keep("mine", {
      list: Array.from({ length: 50 }, (_, id) => ({ id, name: "a name" })),
    });
    const part = readKept(results, "mine", { handle, path: "list", offset: 10, max_tokens: 60 });
    const { length } = part.value as unknown[];
    expect(part).toMatchObject({
      offset: 10,
      total: 50,
      next_offset: 10 + length,
      omitted: { parts: [{ path: "list", offset: 10 + length, items: 40 - length }] },
    });
    expect((part.value as { id: number }[])[0]?.id).toBe(10);
  });

  it.each([
    [{ path: "nope" }, "text"],
    [{ path: "list[9]" }, "[0] to [4]"],
    [{ path: "constructor" }, "text"],
    [{ path: "list.length" }, "[0] to [4]"],
    [{ path: "a..b" }, "comments[0].body"],
    [{ path: "none", offset: 1 }, "Leave offset"],
  ])("says what there is instead of %j", (request, there) => {
    expect(() => kept()(request)).toThrow(
      expect.objectContaining({
        number: 6010,
        suggestions: expect.arrayContaining([expect.stringContaining(there)]),
      }),
    );
  });
});

describe("a handle", () => {
  it("is good for its own tenant alone, and as good as unknown for any other", () => {
    const results = new KeptResults();
    const handle = results.keep("mine", data);
    const refusal = (tenant: string, wanted: string) => {
      try {
        readKept(results, tenant, { handle: wanted });
      } catch (error) {
        return (error as { toJSON(): { message: string } }).toJSON();
      }
      throw new Error("It was read.");
    };
    const foreign = refusal("theirs", handle);
    expect(foreign).toMatchObject({
      number: 6016,
      suggestions: expect.arrayContaining([expect.stringContaining("select")]),
    });
    expect(foreign.message.replace(handle, "r_x")).toBe(refusal("mine", "r_x").message);
  });

  it("cannot be guessed, and is no path", () => {
    const results = new KeptResults();
    const handles = Array.from({ length: 100 }, () => results.keep("mine", data));
    expect(new Set(handles).size).toBe(100);
    for (const handle of handles) expect(handle).toMatch(/^r_[\w-]{16}$/);
  });

  it("goes when there are too many, or too much: what was read longest ago first", () => {
    const few = new KeptResults({ entries: 2, characters: 1000 });
    const [a, b] = [few.keep("t", 1), few.keep("t", 2)];
    few.get("t", a);
    few.keep("t", 3);
    expect([few.get("t", a)?.data, few.get("t", b)]).toEqual([1, undefined]);
    const small = new KeptResults({ entries: 10, characters: 100 });
    const first = small.keep("t", "x".repeat(60));
    const second = small.keep("t", "y".repeat(60));
    const huge = small.keep("t", "z".repeat(600));
    expect([small.get("t", first), small.get("t", huge)]).toEqual([undefined, undefined]);
    expect(small.get("t", second)?.data).toBe("y".repeat(60));
  });
});

describe("a path", () => {
  it("is written as omitted writes it", () => {
    expect(parsePath("")).toEqual([]);
    expect(parsePath('a.b-c[0]["x.y"].__proto__')).toEqual(["a", "b-c", 0, "x.y", "__proto__"]);
    for (const wrong of [".", "a.", "[", "[a]", '["x', "a b", '["\\q"]'])
      expect(parsePath(wrong)).toBeUndefined();
  });
});
