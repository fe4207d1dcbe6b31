import { benchFor, type FaultCase, faultCases } from "@pm-orchestrator/adapter-kit/testing";
import {
  createSimulatorHost,
  createWorld,
  type FaultPlan,
  IN_PROCESS_ORIGIN,
  repeatedWrites,
  untoldWrites,
} from "@pm-orchestrator/simulator";
import { describe, expect, it } from "vitest";
import adapter from "../../src/index.js";
import simulator from "../../src/simulator/index.js";
import { settings, watch } from "../bench.js";

/** The adapter against a fresh simulated Bitbucket with faults. */
function faulty(faults: FaultPlan, requestTimeoutMs = 5000) {
  const world = createWorld({ now: () => new Date("2025-12-01T10:00:00Z") });
  const host = createSimulatorHost({
    world,
    faults,
    simulators: { bitbucket: async () => simulator },
  });
  const fetch = watch.requests(host.fetch);
  return Object.assign(watch.runs(benchFor(adapter, { settings, fetch, requestTimeoutMs })), { world });
}

const READ = { operation: "get_pull_request", params: { repository: "platform", id: 42 } };
const WRITE = {
  operation: "add_pull_request_comment",
  params: { repository: "platform", id: 42, content: "Hello" },
};

/** Only what never comes is waited for. */
function isLate({ fault }: FaultCase["fault"]): boolean {
  return fault === "slow_body" || fault === "no_answer";
}

/** Runs an operation whose first fitting call meets the fault, and judges what it made of that, and what was done. */
async function judge(
  { operation, params }: typeof READ | typeof WRITE,
  { fault, expected }: FaultCase,
  write: boolean,
) {
  const bitbucket = faulty({ rules: [{ ...fault, write, times: 1 }] }, isLate(fault) ? 50 : 5000);
  const outcome = await bitbucket.run(operation, params).then(
    (data) => ({ data }),
    (error: unknown) => ({ error }),
  );
  const { number, retryable, details = {}, applied } = expected;
  if (number === undefined) expect(outcome).toMatchObject({ data: expect.anything() });
  else {
    expect(outcome).toMatchObject({
      error: { number, retryable, system: "bitbucket", details: expect.objectContaining(details) },
    });
  }
  const struck = bitbucket.world.log.filter((request) => request.fault !== undefined);
  expect(struck).toEqual([expect.objectContaining({ fault: fault.fault, write, applied })]);
  return bitbucket;
}

/** What is answered to one request too many. */
async function refused() {
  const host = createSimulatorHost({
    simulators: { bitbucket: async () => simulator },
    faults: { rules: [{ fault: "rate_limited", retry_after: 7 }] },
  });
  const answer = await host.fetch(`${IN_PROCESS_ORIGIN}/bitbucket/user`, { method: "POST" });
  const headers: Readonly<Record<string, string>> = Object.fromEntries(answer.headers);
  return { status: answer.status, headers, body: await answer.text() };
}

describe("a fault that strikes a read", () => {
  it.each(faultCases(5000, "read"))("$name", async (each) => {
    const bitbucket = await judge(READ, each, false);
    expect(bitbucket.world.log.filter(({ write }) => write)).toEqual([]);
  });
});

describe("a fault that strikes a write", () => {
  it.each(faultCases(5000, "write"))("$name", async (each) => {
    const bitbucket = await judge(WRITE, each, true);
    expect(repeatedWrites(bitbucket.world.log)).toEqual([]);
    const isUntold =
      each.expected.applied && each.expected.number !== undefined && each.fault.fault !== "slow_body";
    expect(untoldWrites(bitbucket.world.log)).toHaveLength(isUntold ? 1 : 0);
  });
});

describe("one request too many", () => {
  it("is refused in Bitbucket's own words", async () => {
    const bitbucket = faulty({ rules: [{ fault: "rate_limited", retry_after: 7 }] });
    const error = await bitbucket.run(READ.operation, READ.params).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ number: 5402, retryable: true, details: { status: 429 } });
    expect((error as { details: object }).details).not.toHaveProperty("retry_after_ms");
    const { status, headers, body } = await refused();
    expect([status, body]).toEqual([429, "Rate limit for this resource has been exceeded"]);
    expect(headers["content-type"]).toMatch(/^text\/plain/);
    expect(headers).not.toHaveProperty("retry-after");
  });

  it("by a limit: the others are answered", async () => {
    const time = { now: 0 };
    const host = createSimulatorHost({
      simulators: { bitbucket: async () => simulator },
      faults: { limits: [{ per_second: 1, burst: 1, per: "path" }] },
      clock: () => time.now,
    });
    const ask = async () => {
      const bitbucket = benchFor(adapter, { settings, fetch: watch.requests(host.fetch) });
      return bitbucket.run(READ.operation, READ.params).then(
        () => "answered",
        (error: { number?: number }) => error.number,
      );
    };
    expect([await ask(), await ask()]).toEqual(["answered", 5402]);
    time.now = 1000;
    expect(await ask()).toBe("answered");
    expect(host.world.log.flatMap(({ fault }) => fault ?? [])).toEqual(["over_limit"]);
  });
});
