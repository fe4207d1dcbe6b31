import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeEach, describe, expect, it } from "vitest";
import type { CoverageRecord } from "../src/index.js";

const script = fileURLToPath(new URL("../../../scripts/coverage.mjs", import.meta.url));
const whole = {
  get_note: { succeeded: 1, params: ["id"], endpoints: ["GET /notes/{id}"] },
  constructor: { succeeded: 2, params: [], endpoints: [] },
};
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "coverage-"));
  mkdirSync(join(root, "docs"));
  mkdirSync(join(root, "packages", "adapter-notes", "test"), { recursive: true });
  mkdirSync(join(root, "packages", "adapter-notes", ".vitest", "coverage"), { recursive: true });
  cpSync(script, join(root, "scripts", "coverage.mjs"));
  const operations = {
    get_note: { params: { properties: { id: {}, part: {} } }, upstream: ["GET /notes/{id}", "GET /parts"] },
    constructor: { params: {}, upstream: [] },
  };
  write("manifest.json", { kind: "notes", title: "Notes", operations });
});

function write(path: string, content: unknown) {
  writeFileSync(join(root, "packages", "adapter-notes", path), JSON.stringify(content));
}

/** The record of one test file, which exists unless told otherwise. */
function record(name: string, changed: Partial<CoverageRecord>, exists = true) {
  if (exists) write(`test/${name}`, {});
  const standard = {
    kind: "notes",
    file: `test/${name}`,
    described: true,
    operations: {},
    skipped_checks: 0,
  };
  write(`.vitest/coverage/${name}.json`, { ...standard, ...changed });
}

function run(...args: string[]) {
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    [join(root, "scripts", "coverage.mjs"), ...args],
    {
      encoding: "utf8",
    },
  );
  return { status, said: (stderr + stdout).trim().split("\n") };
}

describe("the coverage of all test files together", () => {
  it("is whole, and its document fresh", () => {
    record("a.test.ts", { operations: whole });
    const rest = { succeeded: 0, params: ["part"], endpoints: ["GET /parts"] };
    record("b.test.ts", { operations: { get_note: rest } });
    expect(run()).toEqual({ status: 0, said: ["Coverage is whole: 1 adapter."] });
    const text = readFileSync(join(root, "docs", "coverage.md"), "utf8");
    expect(text).toContain("2 operations, 2 of them covered.");
    expect(text).toContain("| `get_note` | `id`<br>`part` | `GET /notes/{id}`<br>`GET /parts` |");
    expect(run("--check").status).toBe(0);
  });

  it("names every gap, and is red", () => {
    const strange = { succeeded: 0, params: ["id"], endpoints: ["GET /notes/{id}", "GET /else"] };
    record("a.test.ts", { operations: { get_note: strange } });
    record("gone.test.ts", { operations: whole }, false);
    const { status, said } = run("--check");
    expect(status).toBe(1);
    expect(said.sort()).toEqual([
      "docs/coverage.md is stale: run `npm run coverage` and commit the result.",
      "notes constructor: never ran to its end",
      "notes get_note: GET /else is called and not declared",
      "notes get_note: GET /parts was never called",
      "notes get_note: never ran to its end",
      "notes get_note: part was never given",
    ]);
    expect(run().status).toBe(0);
    expect(readFileSync(join(root, "docs", "coverage.md"), "utf8")).toContain("**`part` was never given**");
  });

  it("leaves endpoints and document alone where there were no descriptions, aloud", () => {
    const given = { succeeded: 1, params: ["id", "part"], endpoints: [] };
    const operations = { ...whole, get_note: given };
    record("a.test.ts", { operations, described: false, skipped_checks: 7 });
    const { status, said } = run("--check");
    expect(status).toBe(0);
    expect(said[0]).toMatch(/^SKIPPED 7 checks of 1 adapters/);
    expect(existsSync(join(root, "docs", "coverage.md"))).toBe(false);
  });

  it("is not to be had without tests", () => {
    expect(run()).toEqual({ status: 1, said: ["adapter-notes: no record of its tests; run them first."] });
  });
});
