import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CLOUD_ONLY } from "../../src/data-center/unsupported.js";
import adapter from "../../src/index.js";

/** The rows of the README's table: the operations of each, and the reason. */
function rowsOfReadme(): [name: string, reason: string][] {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const [, table = ""] = /<!-- checked:data-center.*?-->([\s\S]*?)<!-- \/checked -->/.exec(readme) ?? [];
  return table.split("\n").flatMap((row) => {
    const [, operations = "", reason = ""] = row.split("|");
    return [...operations.matchAll(/`(\w+)`/g)].map(([, name = ""]): [string, string] => [
      name,
      reason.trim(),
    ]);
  });
}

describe("what does not work with Data Center", () => {
  it("are operations of the adapter", () => {
    expect(Object.keys(adapter.operations)).toEqual(expect.arrayContaining(Object.keys(CLOUD_ONLY)));
  });

  it("stands in the README as the error says it", () => {
    const told = Object.entries(CLOUD_ONLY).map(([name, { reason }]): [string, string] => [name, reason]);
    expect(rowsOfReadme().toSorted()).toEqual(told.toSorted());
  });
});
