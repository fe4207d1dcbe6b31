import type { WireError } from "@pm-orchestrator/core";
import type { SystemInfo } from "pm-orchestrator";
import { describe, expect, it } from "vitest";
import type { Diagnosis } from "../../src/doctor/diagnose.js";
import { reportLines } from "../../src/doctor/report.js";
import { paletteOf } from "../../src/output/terminal.js";

const plain = { isRich: false, columns: 80, palette: paletteOf(false) };
const rich = { ...plain, isRich: true };

const error = (code: string, number: number): WireError => ({
  code,
  number,
  message: `This is ${code}.`,
  details: {},
  suggestions: ["Do something."],
  retryable: false,
});

const told = { granted: { token: ["read"] }, lacking: [], unjudged: [], unknown: [] };

const box: Diagnosis = {
  system: "box",
  package: "box-adapter",
  state: "ok",
  version: "1.2.0",
  contract: 1,
  credentials: "present",
  probes: [{ credentials: ["token"], operation: "who", latency_ms: 12.3 }],
  scopes: told,
  operations: { usable: ["who", "read"], partly: [], unusable: [], unknown: [] },
};

const info = {
  name: "box",
  manifest: { title: "Box", errors: { BOX_SCOPE_MISSING: { number: 9406, when: "" } } },
} as unknown as SystemInfo;

const report = (diagnosis: Diagnosis, look: Parameters<typeof reportLines>[2] = plain) =>
  reportLines([diagnosis], [info], look);

const missing = (any: string[], partly = false) => ({ any, of: "token", partly });

describe("of a system", () => {
  it("is one line when nothing lacks", async () => {
    expect(await report(box)).toEqual([
      "system  package      version  contract  credentials  call       operations  state",
      "box     box-adapter  1.2.0    1         token        who 12 ms  all 2       ok",
    ]);
  });

  it("tells each scope that lacks, what would do as well, and for which operations", async () => {
    const lines = await report({
      ...box,
      scopes: {
        ...told,
        lacking: [
          { operation: "write", missing: [missing(["write", "admin"])] },
          { operation: "delete", missing: [missing(["a", "b", "c", "d", "e", "f"])] },
          { operation: "list", missing: [missing(["names"], true)] },
        ],
      },
      unusable: [{ operation: "search", needs: ["user_token"] }],
      operations: { usable: ["who"], partly: ["list"], unusable: ["write", "delete", "search"], unknown: [] },
    });
    expect(lines[1]).toMatch(/ 2 of 5 +ok$/);
    expect(lines.slice(2)).toEqual([
      "",
      "box: without user_token there is no search.",
      "box: token lacks the scope write (or admin): no write.",
      "box: token lacks the scope a (or one of 5 others): no delete.",
      "box: token lacks the scope names, so not every use works of list.",
    ]);
  });

  it("says what the vendor does not tell, and what happens then", async () => {
    const lines = await report({
      ...box,
      scopes: { granted: {}, lacking: [], unjudged: ["read"], unknown: ["token"] },
      operations: { usable: ["who"], partly: [], unusable: [], unknown: ["read"] },
    });
    expect(lines[1]).toMatch(/ at most 2 +ok$/);
    expect(lines.slice(2)).toEqual([
      "",
      "box: Box does not tell the scopes of token, so whether 1 operation may be used shows only in use: an error 9406 then names the scope that lacks.",
    ]);
  });

  it("has a row for each set of credentials, and the failure of each", async () => {
    const lines = await report({
      ...box,
      state: "failed",
      probes: [
        { credentials: ["token"], operation: "who", latency_ms: 12 },
        {
          credentials: ["user_token"],
          operation: "who",
          latency_ms: 9,
          error: error("BOX_UNAUTHORIZED", 9404),
        },
      ],
      error: error("BOX_UNAUTHORIZED", 9404),
    });
    expect(lines[1]).toMatch(/^box +box-adapter +1\.2\.0 +1 +token +who 12 ms +all 2 +ok$/);
    expect(lines[2]).toMatch(/^box +user_token +who 9 ms +failed$/);
    expect(lines.slice(3)).toEqual([
      "",
      "box, with user_token:",
      "error 9404 BOX_UNAUTHORIZED: This is BOX_UNAUTHORIZED.",
      "  → Do something.",
    ]);
  });

  it("tells a call that was refused for want of a scope by the scope, if it is known, else by the error", async () => {
    const probes = [
      { credentials: ["token"], operation: "who", latency_ms: 12, error: error("BOX_SCOPE_MISSING", 9406) },
    ];
    const scopes = { ...told, lacking: [{ operation: "who", missing: [missing(["who"])] }] };
    const operations = { usable: ["read"], partly: [], unusable: ["who"], unknown: [] };
    const known = await report({ ...box, probes, scopes, operations });
    expect(known[1]).toMatch(/ 1 of 2 +scope missing$/);
    expect(known.slice(2)).toEqual(["", "box: token lacks the scope who: no who."]);
    const untold = await report({ ...box, probes });
    expect(untold.slice(2)).toEqual([
      "",
      "error 9406 BOX_SCOPE_MISSING: This is BOX_SCOPE_MISSING.",
      "  → Do something.",
    ]);
  });

  it("says nothing of operations when nobody knows whether the credentials are good", async () => {
    const { scopes: _scopes, operations: _operations, ...failed } = box;
    const fault = error("BOX_UNAUTHORIZED", 9404);
    const probes = [{ credentials: ["token"], operation: "who", latency_ms: 12, error: fault }];
    const lines = await report({ ...failed, state: "failed", probes, error: fault });
    expect(lines[1]).toMatch(/ who 12 ms +- +failed$/);
    expect(lines).toHaveLength(5);
  });

  it("tells what is not configured, and what is not there", async () => {
    const { probes: _probes, scopes: _scopes, operations: _operations, ...rest } = box;
    const absent = error("SYSTEM_NOT_CONFIGURED", 6011);
    const lines = await report({ ...rest, state: "not configured", credentials: "missing", error: absent });
    expect(lines[1]).toMatch(/ missing +- +- +not configured$/);
    expect(lines.slice(2)).toEqual(["", "box is not configured: Do something."]);
    const { version: _version, contract: _contract, ...unknown } = rest;
    const gone = await report({ ...unknown, state: "failed", credentials: "unknown", error: absent });
    expect(gone[1]).toMatch(/^box +box-adapter +- +- +unknown +- +- +failed$/);
    expect(gone[3]).toContain("6011");
  });
});

describe("on a terminal", () => {
  const many = Array.from({ length: 20 }, (_, index) => `operation_${index}`);
  const lackingAll: Diagnosis = {
    ...box,
    scopes: {
      ...told,
      lacking: many.map((operation) => ({ operation, missing: [missing(["write"])] })),
    },
    operations: { usable: ["who"], partly: [], unusable: many, unknown: [] },
  };

  it("fits into its width, and says how many names it leaves out", async () => {
    const lines = await report(lackingAll, rich);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
    const text = lines.join(" ").replace(/\s+/g, " ");
    expect(text).toContain("operation_7 and 12 more (--json names them).");
    expect(text).not.toContain("box-adapter");
  });

  it("is a pipe that gets every name, on one line", async () => {
    expect((await report(lackingAll)).at(-1)).toBe(
      `box: token lacks the scope write: no ${many.join(", ")}.`,
    );
  });
});
