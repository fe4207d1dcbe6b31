import fc from "fast-check";
import type { SystemInfo } from "pm-orchestrator";
import { describe, expect, it } from "vitest";
import { abilitiesOf, lacksOf } from "../../src/doctor/abilities.js";

const NAMES = ["read", "search", "write", "delete", "list", "who"];

function known(
  over: { unusable?: SystemInfo["unusable"]; scopes?: Partial<NonNullable<SystemInfo["scopes"]>> } = {},
) {
  const manifest = { operations: Object.fromEntries(NAMES.map((name) => [name, {}])) };
  return {
    manifest: manifest as unknown as NonNullable<SystemInfo["manifest"]>,
    unusable: over.unusable ?? [],
    scopes: { granted: {}, lacking: [], unjudged: [], unknown: [], ...over.scopes },
  };
}

const lacking = (operation: string, ...missing: [scopes: string[], partly?: boolean][]) => ({
  operation,
  missing: missing.map(([any, partly = false]) => ({ any, of: "token", partly })),
});

describe("what operations can be used", () => {
  it("is everything while nothing is known to lack", () => {
    expect(abilitiesOf(known())).toEqual({ usable: NAMES, partly: [], unusable: [], unknown: [] });
  });

  it("is told by the worst that is known of each", () => {
    const unusable = [{ operation: "search", needs: ["user_token"] }];
    const scopes = {
      lacking: [
        lacking("read", [["names"], true]),
        lacking("search", [["names"], true]),
        lacking("write", [["write"]], [["names"], true]),
        lacking("list", [["names"], true]),
      ],
      unjudged: ["write", "list", "delete"],
    };
    expect(abilitiesOf(known({ unusable, scopes }))).toEqual({
      usable: ["who"],
      partly: ["read"],
      unusable: ["search", "write"],
      unknown: ["delete", "list"],
    });
  });

  it("puts every operation into exactly one list", () => {
    const some = fc.subarray(NAMES);
    fc.assert(
      fc.property(
        some,
        some,
        some,
        fc.array(fc.boolean(), { minLength: 1, maxLength: 3 }),
        (needing, without, unjudged, kinds) => {
          const unusable = needing.map((operation) => ({ operation, needs: ["x"] }));
          const scopes = {
            lacking: without.map((operation) =>
              lacking(operation, ...kinds.map((partly): [string[], boolean] => [["s"], partly])),
            ),
            unjudged,
          };
          const lists = Object.values(abilitiesOf(known({ unusable, scopes }))).flat() as string[];
          expect(lists.toSorted()).toEqual(NAMES.toSorted());
        },
      ),
    );
  });
});

describe("what lacks", () => {
  it("is said once for all operations that it concerns: settings, then scopes, then what works in part", () => {
    const unusable = [{ operation: "search", needs: ["user_token"] }];
    const scopes = {
      lacking: [
        lacking("list", [["names", "people"], true]),
        lacking("read", [["read", "admin", "all"]]),
        lacking("delete", [["read", "all"]], [["delete"]]),
      ],
    };
    const of = "token";
    expect(lacksOf(known({ unusable, scopes }))).toEqual([
      { kind: "setting", names: ["user_token"], partly: false, operations: ["search"] },
      { kind: "scope", names: ["read", "all"], of, partly: false, operations: ["read", "delete"] },
      { kind: "scope", names: ["delete"], of, partly: false, operations: ["delete"] },
      { kind: "scope", names: ["names", "people"], of, partly: true, operations: ["list"] },
    ]);
  });

  it("leaves out what matters only once something else is there", () => {
    const unusable = [{ operation: "search", needs: ["user_token"] }];
    const scopes = {
      lacking: [lacking("search", [["search"]]), lacking("write", [["write"]], [["names"], true])],
    };
    const names = lacksOf(known({ unusable, scopes })).map((lack) => lack.names);
    expect(names).toEqual([["user_token"], ["write"]]);
  });
});
