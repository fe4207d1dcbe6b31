import { expect, it } from "vitest";
import { mintFor } from "../../src/index.js";

const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

it("gives one id for one purpose of one step", () => {
  const mint = mintFor("run-1:create");
  expect(mint("issue")).toMatch(UUID_V4);
  expect(mint("issue")).toBe(mintFor("run-1:create")("issue"));
});

it("gives another id for another purpose or another step", () => {
  const ids = [
    mintFor("run-1:create")("issue"),
    mintFor("run-1:create")("issue 2"),
    mintFor("run-1:create 2")("issue"),
    mintFor("run-2:create")("issue"),
  ];
  expect(new Set(ids).size).toBe(ids.length);
});
