import fc from "fast-check";
import { expect, it } from "vitest";
import { nextToken } from "../src/paging.js";

it("gives no token at the end", () => {
  expect(nextToken(undefined)).toBeUndefined();
});

it("keeps what continues the list, and neither address nor filter", () => {
  fc.assert(
    fc.property(fc.webUrl(), fc.nat(), fc.string(), (address, page, q) => {
      const link = new URL(address);
      link.search = new URLSearchParams({ page: String(page), q, state: "OPEN", ctx: "abc" }).toString();
      const token = nextToken(link.href) ?? "";
      expect(Buffer.from(token, "base64url").toString()).toBe(`page=${page}&ctx=abc`);
    }),
    { numRuns: 25 },
  );
});
