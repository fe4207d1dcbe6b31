import { describe, expect, it } from "vitest";
import { z } from "zod";
import { page, pageSchema, pagingParams } from "../../src/index.js";

describe("page", () => {
  it.each([
    [page("t-2", 40), { next: "t-2", total: 40, complete: false }],
    [page("t-2"), { next: "t-2", complete: false }],
    [page(undefined, 0), { total: 0, complete: true }],
    [page(null), { complete: true }],
    [page(""), { complete: true }],
  ])("%j", (made, expected) => {
    expect(made).toEqual(expected);
    expect(pageSchema.parse(made)).toEqual(expected);
  });
});

describe("pagingParams", () => {
  const schema = (largest?: number) => z.strictObject(pagingParams(largest));

  it("asks for 50, or for what the vendor gives at most", () => {
    expect(schema().parse({})).toEqual({ limit: 50 });
    expect(schema(20).parse({})).toEqual({ limit: 20 });
    expect(schema(1000).parse({ limit: 1000, page_token: "x" })).toEqual({ limit: 1000, page_token: "x" });
  });

  it.each([
    { limit: 0 },
    { limit: 101 },
    { limit: 1.5 },
    { limit: "5" },
    { page_token: "" },
    { page_token: null },
  ])("refuses %j", (params) => {
    expect(schema().safeParse(params).success).toBe(false);
  });
});
