import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import {
  type ExpectedOfFault,
  type FaultExpectations,
  type FaultPlanOfTest,
  faultCases,
  faultTests,
  oneTooMany,
  type StruckRequest,
} from "../../src/testing/index.js";

interface Made {
  /** What the adapter makes of a fault otherwise than it should. */
  otherwise?(expected: ExpectedOfFault): Partial<ExpectedOfFault>;
  system?: string;
  /** What it sends beside the call that is struck. */
  beside?: StruckRequest;
  repeats?: boolean;
  telling?: boolean;
  refill?: boolean;
}

/** How the tests end of an adapter that is made so: how many fail. */
async function failures({ otherwise, system = "made", beside, repeats, telling, refill = true }: Made = {}) {
  const faulty = (plan: FaultPlanOfTest, clock = () => 0) => {
    const log: StruckRequest[] = [];
    let asked = 0;
    const answer = async (operation: string) => {
      if ("limits" in plan) {
        asked += 1;
        if (asked === 1 || (refill && clock() >= 1000)) return { operation };
        log.push({ fault: "over_limit", write: false, applied: false });
        throw { number: 2402 };
      }
      const [rule] = plan.rules;
      if (rule === undefined || !("write" in rule)) throw { number: 2402 };
      const { write, times: _, ...fault } = rule;
      const cases = faultCases(2000, write ? "write" : "read");
      const { expected } =
        cases.find((each) => isDeepStrictEqual(each.fault, fault)) ?? expect.fail(fault.fault);
      const made = { ...expected, ...otherwise?.(expected) };
      log.push({ fault: fault.fault, write, applied: made.applied });
      if (beside !== undefined) log.push(beside);
      if (made.number === undefined) return { operation };
      throw { ...made, system };
    };
    const bench = { run: answer, runMany: async () => [], reconcile: answer, sent: [], scopes: {}, calls: 0 };
    const host = {
      fetch: async (address: string) => new Response(address, { status: 429, headers: { a: "b" } }),
    };
    return { log, connect: () => bench, host };
  };
  const expectations: FaultExpectations<StruckRequest> = {
    kind: "made",
    thousand: 2000,
    read: ["read", {}],
    write: ["write", {}],
    faulty,
    repeatedWrites: (log) => (repeats === true ? log : []),
    // Those of which the caller was told that it is not known.
    untoldWrites: (log) =>
      telling === true ? [] : log.filter(({ fault, applied, write }) => write && applied && isUntold(fault)),
  };
  const tests = faultTests(expectations);
  const ends = await Promise.all(
    tests.map(({ run }) =>
      run().then(
        () => 0,
        () => 1,
      ),
    ),
  );
  const failed = ends.reduce<number>((sum, end) => sum + end, 0);
  return { tests: tests.length, failed, expectations };
}

/** The answer to these comes, if late or in another dress. */
function isUntold(fault: string | undefined): boolean {
  return fault !== undefined && fault !== "slow_body" && fault !== "wrong_content_type";
}

describe("faultTests", () => {
  const cases = [...faultCases(2000, "read"), ...faultCases(2000, "write")];
  const failing = cases.filter(({ expected }) => expected.number !== undefined).length;
  const reads = faultCases(2000, "read").length;

  it("are content with an adapter that makes of every fault what it should", async () => {
    await expect(failures()).resolves.toMatchObject({ tests: cases.length + 1, failed: 0 });
  });

  it.each<[string, Made, number]>([
    ["another number", { otherwise: () => ({ number: 9999 }) }, cases.length],
    ["another word on whether to try again", { otherwise: (of) => ({ retryable: !of.retryable }) }, failing],
    [
      "no details",
      { otherwise: () => ({ details: {} }) },
      cases.filter(({ expected }) => expected.details).length,
    ],
    ["something else that was done", { otherwise: (of) => ({ applied: !of.applied }) }, cases.length],
    ["another system", { system: "another" }, failing],
    ["a write for a read", { beside: { write: true, applied: true } }, reads],
    ["a write twice", { repeats: true }, cases.length - reads],
    // Lost on their way: no answer, a cut one, a page, a huge one, a connection that breaks.
    ["no doubt", { telling: true }, 5],
    ["no end of a limit", { refill: false }, 1],
  ])("find one that makes of them %s", async (_, made, failed) => {
    await expect(failures(made)).resolves.toMatchObject({ failed });
  });
});

describe("oneTooMany", () => {
  it("tells both sides of it", async () => {
    const { expectations } = await failures();
    await expect(oneTooMany(expectations, "http://a.example/")).resolves.toEqual({
      error: { number: 2402 },
      status: 429,
      headers: { a: "b", "content-type": "text/plain;charset=UTF-8" },
      body: "http://a.example/",
    });
  });
});
