import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchByName } from "../../src/index.js";

interface Team {
  id: string;
  key: string | null;
  name: string;
}

const ways = [(team: Team) => team.id, (team: Team) => team.key, (team: Team) => team.name];
const teams: Team[] = [
  { id: "t1", key: "PSN", name: "Platform" },
  { id: "t2", key: null, name: "platform" },
  { id: "t3", key: "OPS", name: "Operations" },
  { id: "t4", key: "ops", name: "psn" },
  { id: "t5", key: null, name: "Straße ﬁ" },
  { id: "t6", key: null, name: "Alex Kim" },
  { id: "t7", key: null, name: "Alex Kim" },
];

const found = (wanted: string) => {
  const match = matchByName(wanted, teams, ways);
  if (match.kind === "one") return match.found.id;
  return match.kind === "many" ? match.candidates.map(({ id }) => id) : undefined;
};

describe("matchByName", () => {
  it.each([
    ["t3", "t3", "an id"],
    ["PSN", "t1", "a key before a name that fits only without regard to case"],
    ["psn", "t4", "an exact name before a key that fits only without regard to case"],
    ["Platform", "t1", "the exact one of two that differ in case"],
    ["platform", "t2", "the exact one of two that differ in case"],
    ["OPERATIONS", "t3", "without regard to case"],
    ["  operations ", "t3", "without regard to space around it"],
    ["STRAßE fi", "t5", "without regard to how letters are composed"],
  ])("%j is %s: %s", (wanted, id) => {
    expect(found(wanted)).toBe(id);
  });

  it.each([
    ["PLATFORM", ["t1", "t2"]],
    ["Ops", ["t3", "t4"]],
    ["Alex Kim", ["t6", "t7"]],
    ["alex kim", ["t6", "t7"]],
  ])("%j is ambiguous", (wanted, ids) => {
    expect(found(wanted)).toEqual(ids);
  });

  it.each(["Plat", "Operation", "", " ", "null", "undefined"])(
    "%j is nobody: a part is never enough, and nothing is no name",
    (wanted) => {
      expect(found(wanted)).toBeUndefined();
    },
  );

  const word = fc.string({ unit: fc.constantFrom("a", "A", "b", "ä", "Ä", " "), maxLength: 3 });
  const candidate = fc.record({ id: fc.nat(5).map(String), key: fc.option(word), name: word });
  const fold = (text: string) => text.trim().normalize("NFKC").toLowerCase();
  const sameWay = (one: Team, other: Team, wanted: string, read: (text: string) => string) =>
    ways.some((way) => {
      const [a, b] = [way(one), way(other)];
      return a !== null && b !== null && read(a ?? "") === read(wanted) && read(b ?? "") === read(wanted);
    });

  it("never answers one of two that fit equally well", () => {
    fc.assert(
      fc.property(word, fc.array(candidate, { maxLength: 6 }), (wanted, candidates) => {
        const match = matchByName(wanted, candidates, ways);
        if (match.kind === "none") {
          expect(candidates.some((one) => sameWay(one, one, wanted, fold))).toBe(false);
          return;
        }
        if (match.kind === "many") {
          const [first, ...others] = match.candidates;
          expect(others.length).toBeGreaterThan(0);
          for (const other of others)
            expect(first !== undefined && sameWay(first, other, wanted, fold)).toBe(true);
          return;
        }
        // The deciding way is the first that fits anybody; nobody else may fit it in the same way.
        const readings = [(text: string) => text, fold];
        const deciding = readings
          .flatMap((read) =>
            ways.map((way) => (one: Team) => way(one) !== null && read(way(one) ?? "") === read(wanted)),
          )
          .find((fits) => candidates.some(fits));
        expect(deciding === undefined ? [] : candidates.filter(deciding)).toEqual([match.found]);
      }),
      { numRuns: 2000 },
    );
  });

  it("prefers an exact fit to a folded one", () => {
    fc.assert(
      fc.property(word, fc.array(candidate, { maxLength: 6 }), (wanted, candidates) => {
        const exact = candidates.filter((one) => ways.some((way) => way(one) === wanted));
        fc.pre(exact.length > 0);
        const match = matchByName(wanted, candidates, ways);
        if (match.kind === "none") throw new Error("An exact fit was overlooked.");
        const answered = match.kind === "one" ? [match.found] : match.candidates;
        for (const one of answered) expect(exact).toContain(one);
      }),
    );
  });
});
