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
import { isJiraWrite } from "../../src/simulator/turned-away.js";
import { settings, watch } from "../bench.js";

/** The adapter against a fresh simulated Jira with faults. */
function faulty(faults: FaultPlan, requestTimeoutMs = 5000) {
  const world = createWorld({ now: () => new Date("2025-12-01T10:00:00Z") });
  const host = createSimulatorHost({
    world,
    faults,
    simulators: { jira: async () => simulator },
  });
  const fetch = watch.requests(host.fetch);
  return Object.assign(watch.runs(benchFor(adapter, { settings, fetch, requestTimeoutMs })), { world });
}

const READ = { operation: "get_issue", params: { issue_key: "TRAIN-1" } };
const WRITE = { operation: "add_comment", params: { issue_key: "TRAIN-1", body: "Hello" } };

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
  const jira = faulty({ rules: [{ ...fault, write, times: 1 }] }, isLate(fault) ? 50 : 5000);
  const outcome = await jira.run(operation, params).then(
    (data) => ({ data }),
    (error: unknown) => ({ error }),
  );
  const { number, retryable, details = {}, applied } = expected;
  if (number === undefined) expect(outcome).toMatchObject({ data: expect.anything() });
  else {
    expect(outcome).toMatchObject({
      error: { number, retryable, system: "jira", details: expect.objectContaining(details) },
    });
  }
  const struck = jira.world.log.filter((request) => request.fault !== undefined);
  expect(struck).toEqual([expect.objectContaining({ fault: fault.fault, write, applied })]);
  return jira;
}

/** What is answered to one request too many. */
async function refused() {
  const host = createSimulatorHost({
    simulators: { jira: async () => simulator },
    faults: { rules: [{ fault: "rate_limited", retry_after: 7 }] },
  });
  const answer = await host.fetch(`${IN_PROCESS_ORIGIN}/jira/rest/api/3/myself`, { method: "POST" });
  const headers: Readonly<Record<string, string>> = Object.fromEntries(answer.headers);
  return { status: answer.status, headers, body: await answer.text() };
}

describe("a fault that strikes a read", () => {
  it.each(faultCases(2000, "read"))("$name", async (each) => {
    const jira = await judge(READ, each, false);
    expect(jira.world.log.filter(({ write }) => write)).toEqual([]);
  });
});

describe("a fault that strikes a write", () => {
  it.each(faultCases(2000, "write"))("$name", async (each) => {
    const jira = await judge(WRITE, each, true);
    expect(repeatedWrites(jira.world.log)).toEqual([]);
    const isUntold =
      each.expected.applied && each.expected.number !== undefined && each.fault.fault !== "slow_body";
    expect(untoldWrites(jira.world.log)).toHaveLength(isUntold ? 1 : 0);
  });
});

describe("one request too many", () => {
  it("is refused in Jira's own words", async () => {
    const jira = faulty({ rules: [{ fault: "rate_limited", retry_after: 7 }] });
    const error = await jira.run(READ.operation, READ.params).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ number: 2402, details: { status: 429, retry_after_ms: 7000 } });
    const { status, headers, body } = await refused();
    expect(status).toBe(429);
    expect(headers).toMatchObject({
      "retry-after": "7",
      "x-ratelimit-limit": expect.stringMatching(/^\d+$/),
      "x-ratelimit-remaining": "0",
      "ratelimit-reason": "jira-burst-based",
    });
    expect(Date.parse(headers["x-ratelimit-reset"] ?? "")).toBeGreaterThan(Date.now());
    expect(JSON.parse(body)).toEqual({ errorMessages: ["Rate limit exceeded."], errors: {} });
  });

  it("by a limit: the others are answered", async () => {
    const time = { now: 0 };
    const host = createSimulatorHost({
      simulators: { jira: async () => simulator },
      faults: { limits: [{ per_second: 1, burst: 1, per: "path" }] },
      clock: () => time.now,
    });
    const ask = async () => {
      const jira = benchFor(adapter, { settings, fetch: watch.requests(host.fetch) });
      return jira.run(READ.operation, READ.params).then(
        () => "answered",
        (error: { number?: number }) => error.number,
      );
    };
    expect([await ask(), await ask()]).toEqual(["answered", 2402]);
    time.now = 1000;
    expect(await ask()).toBe("answered");
    expect(host.world.log.flatMap(({ fault }) => fault ?? [])).toEqual(["over_limit"]);
  });
});

it.each([
  ["GET", "/rest/api/3/issue/TRAIN-1", false],
  ["POST", "/rest/api/3/issue", true],
  ["POST", "/rest/api/3/issue/bulk", true],
  ["POST", "/rest/api/3/issue/bulkfetch", false],
  ["POST", "/rest/api/3/changelog/bulkfetch?x=1", false],
  ["POST", "/rest/api/3/search/jql", false],
  ["POST", "/rest/api/3/search/approximate-count", false],
  ["POST", "/rest/api/2/search", false],
  ["POST", "/rest/api/3/jql/parse?validation=strict", false],
  ["POST", "/rest/api/3/filter", true],
  ["PUT", "/rest/api/3/search/jql", true],
  ["DELETE", "/rest/api/3/issue/TRAIN-1", true],
])("%s %s asks for a change: %s", (method, path, write) => {
  expect(isJiraWrite({ method, path })).toBe(write);
});
