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
import { isLinearWrite } from "../../src/simulator/is-write.js";
import { settings, watch } from "../bench.js";

/** The adapter against a fresh simulated Linear with faults. */
function faulty(faults: FaultPlan, requestTimeoutMs = 5000) {
  const world = createWorld({ now: () => new Date("2025-12-01T10:00:00Z") });
  const host = createSimulatorHost({
    world,
    faults,
    simulators: { linear: async () => simulator },
  });
  const fetch = watch.requests(host.fetch);
  return Object.assign(watch.runs(benchFor(adapter, { settings, fetch, requestTimeoutMs })), { world });
}

const READ = { operation: "get_issue", params: { issue_id: "PSN-1" } };
const WRITE = { operation: "create_comment", params: { issue_id: "PSN-1", body: "Hello" } };

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
  const linear = faulty({ rules: [{ ...fault, write, times: 1 }] }, isLate(fault) ? 50 : 5000);
  const outcome = await linear.run(operation, params).then(
    (data) => ({ data }),
    (error: unknown) => ({ error }),
  );
  const { number, retryable, details = {}, applied } = expected;
  if (number === undefined) expect(outcome).toMatchObject({ data: expect.anything() });
  else {
    expect(outcome).toMatchObject({
      error: { number, retryable, system: "linear", details: expect.objectContaining(details) },
    });
  }
  const struck = linear.world.log.filter((request) => request.fault !== undefined);
  expect(struck).toEqual([expect.objectContaining({ fault: fault.fault, write, applied })]);
  return linear;
}

/** What is answered to one request too many. */
async function refused() {
  const host = createSimulatorHost({
    simulators: { linear: async () => simulator },
    faults: { rules: [{ fault: "rate_limited", retry_after: 7 }] },
  });
  const answer = await host.fetch(`${IN_PROCESS_ORIGIN}/linear/graphql`, { method: "POST" });
  const headers: Readonly<Record<string, string>> = Object.fromEntries(answer.headers);
  return { status: answer.status, headers, body: await answer.text() };
}

describe("a fault that strikes a read", () => {
  it.each(faultCases(1000, "read"))("$name", async (each) => {
    const linear = await judge(READ, each, false);
    expect(linear.world.log.filter(({ write }) => write)).toEqual([]);
  });
});

describe("a fault that strikes a write", () => {
  it.each(faultCases(1000, "write"))("$name", async (each) => {
    const linear = await judge(WRITE, each, true);
    expect(repeatedWrites(linear.world.log)).toEqual([]);
    const isUntold =
      each.expected.applied && each.expected.number !== undefined && each.fault.fault !== "slow_body";
    expect(untoldWrites(linear.world.log)).toHaveLength(isUntold ? 1 : 0);
  });
});

describe("one request too many", () => {
  it("is refused in Linear's own words", async () => {
    const linear = faulty({ rules: [{ fault: "rate_limited", retry_after: 7 }] });
    const error = await linear.run(READ.operation, READ.params).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      number: 1402,
      details: { rate_limit: ["requests"], vendor_code: "RATELIMITED" },
    });
    const { retry_after_ms: wait } = (error as { details: { retry_after_ms: number } }).details;
    expect(wait).toBeGreaterThan(5000);
    expect(wait).toBeLessThanOrEqual(7000);
    const { status, headers, body } = await refused();
    expect(status).toBe(400);
    expect(headers).toMatchObject({
      "x-ratelimit-requests-limit": "5000",
      "x-ratelimit-requests-remaining": "0",
    });
    expect(Number(headers["x-ratelimit-requests-reset"])).toBeGreaterThan(Date.now());
    expect(JSON.parse(body)).toMatchObject({
      errors: [{ extensions: { code: "RATELIMITED", statusCode: 429 } }],
    });
  });

  it("by a limit: the others are answered", async () => {
    const time = { now: 0 };
    const host = createSimulatorHost({
      simulators: { linear: async () => simulator },
      faults: { limits: [{ per_second: 1, burst: 1, per: "path" }] },
      clock: () => time.now,
    });
    const ask = async () => {
      const linear = benchFor(adapter, { settings, fetch: watch.requests(host.fetch) });
      return linear.run(READ.operation, READ.params).then(
        () => "answered",
        (error: { number?: number }) => error.number,
      );
    };
    expect([await ask(), await ask()]).toEqual(["answered", 1402]);
    time.now = 1000;
    expect(await ask()).toBe("answered");
    expect(host.world.log.flatMap(({ fault }) => fault ?? [])).toEqual(["over_limit"]);
  });
});

describe("a change", () => {
  const post = (query: unknown, more: object = {}) =>
    isLinearWrite({ method: "POST", path: "/graphql", body: JSON.stringify({ query, ...more }) });

  it.each([
    ["query { viewer { id } }", false],
    ["{ viewer { id } }", false],
    ["mutation { issueDelete(id: 1) { success } }", true],
    ["fragment f on Issue { id } mutation M($id: String!) { issueDelete(id: $id) { success } }", true],
    ["query mutation { viewer { id } }", false],
    ['{ issue(id: "mutation { }") { id } }', false],
    ["# mutation { x }\nquery { viewer { id } }", false],
    ["mutation {", false],
    ["", false],
  ])("%s: %s", (query, write) => {
    expect(post(query)).toBe(write);
  });

  it("is what is named, where a document holds several", () => {
    const both = "query Q { viewer { id } } mutation M { issueDelete(id: 1) { success } }";
    expect([post(both, { operationName: "Q" }), post(both, { operationName: "M" }), post(both)]).toEqual([
      false,
      true,
      false,
    ]);
  });

  it("is nothing but a mutation that is posted", () => {
    expect(post(1)).toBe(false);
    for (const body of ["", "null", "no JSON", "[]"]) {
      expect(isLinearWrite({ method: "POST", path: "/graphql", body })).toBe(false);
    }
    expect(isLinearWrite({ method: "GET", path: "/uploads/1/x", body: "" })).toBe(false);
    expect(isLinearWrite({ method: "PUT", path: "/storage/1/x?signature=simulated", body: "x" })).toBe(false);
  });

  it("that Linear refuses with status 200 was not made", async () => {
    const linear = faulty({});
    await expect(
      linear.run("create_comment", {
        issue_id: "PSN-1",
        body: "x",
        parent_id: "00000000-0000-4000-8000-000000000000",
      }),
    ).rejects.toMatchObject({ system: "linear" });
    expect(linear.world.log.at(-1)).toMatchObject({ status: 200, write: true, applied: false });
  });
});
