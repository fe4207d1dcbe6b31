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
import { isSlackWrite } from "../../src/simulator/is-write.js";
import { settings, watch } from "../bench.js";

/** The adapter against a fresh simulated Slack with faults. */
function faulty(faults: FaultPlan, requestTimeoutMs = 5000) {
  const world = createWorld({ now: () => new Date("2025-12-01T10:00:00Z") });
  const host = createSimulatorHost({
    world,
    faults,
    simulators: { slack: async () => simulator },
  });
  const fetch = watch.requests(host.fetch);
  return Object.assign(watch.runs(benchFor(adapter, { settings, fetch, requestTimeoutMs })), { world });
}

const READ = { operation: "get_user", params: { user: "maya@acme.example" } };
const WRITE = { operation: "post_message", params: { channel: "#engineering", text: "Hello" } };

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
  const slack = faulty({ rules: [{ ...fault, write, times: 1 }] }, isLate(fault) ? 50 : 5000);
  const outcome = await slack.run(operation, params).then(
    (data) => ({ data }),
    (error: unknown) => ({ error }),
  );
  const { number, retryable, details = {}, applied } = expected;
  if (number === undefined) expect(outcome).toMatchObject({ data: expect.anything() });
  else {
    expect(outcome).toMatchObject({
      error: { number, retryable, system: "slack", details: expect.objectContaining(details) },
    });
  }
  const struck = slack.world.log.filter((request) => request.fault !== undefined);
  expect(struck).toEqual([expect.objectContaining({ fault: fault.fault, write, applied })]);
  return slack;
}

/** What is answered to one request too many. */
async function refused() {
  const host = createSimulatorHost({
    simulators: { slack: async () => simulator },
    faults: { rules: [{ fault: "rate_limited", retry_after: 7 }] },
  });
  const answer = await host.fetch(`${IN_PROCESS_ORIGIN}/slack/auth.test`, { method: "POST" });
  const headers: Readonly<Record<string, string>> = Object.fromEntries(answer.headers);
  return { status: answer.status, headers, body: await answer.text() };
}

describe("a fault that strikes a read", () => {
  it.each(faultCases(4000, "read"))("$name", async (each) => {
    const slack = await judge(READ, each, false);
    expect(slack.world.log.filter(({ write }) => write)).toEqual([]);
  });
});

describe("a fault that strikes a write", () => {
  it.each(faultCases(4000, "write"))("$name", async (each) => {
    const slack = await judge(WRITE, each, true);
    expect(repeatedWrites(slack.world.log)).toEqual([]);
    const isUntold =
      each.expected.applied && each.expected.number !== undefined && each.fault.fault !== "slow_body";
    expect(untoldWrites(slack.world.log)).toHaveLength(isUntold ? 1 : 0);
  });
});

describe("one request too many", () => {
  it("is refused in Slack's own words", async () => {
    const slack = faulty({ rules: [{ fault: "rate_limited", retry_after: 7 }] });
    const error = await slack.run(READ.operation, READ.params).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ number: 4402, details: { status: 429, retry_after_ms: 7000 } });
    const { status, headers, body } = await refused();
    expect([status, headers["retry-after"], JSON.parse(body)]).toEqual([
      429,
      "7",
      { ok: false, error: "ratelimited" },
    ]);
  });

  it("by a limit: the others are answered", async () => {
    const time = { now: 0 };
    const host = createSimulatorHost({
      simulators: { slack: async () => simulator },
      faults: { limits: [{ per_second: 1, burst: 1, per: "path" }] },
      clock: () => time.now,
    });
    const ask = async () => {
      const slack = benchFor(adapter, { settings, fetch: watch.requests(host.fetch) });
      return slack.run(READ.operation, READ.params).then(
        () => "answered",
        (error: { number?: number }) => error.number,
      );
    };
    expect([await ask(), await ask()]).toEqual(["answered", 4402]);
    time.now = 1000;
    expect(await ask()).toBe("answered");
    expect(host.world.log.flatMap(({ fault }) => fault ?? [])).toEqual(["over_limit"]);
  });
});

describe("a change", () => {
  it.each([
    ["/chat.postMessage", true],
    ["/chat.update?token=x", true],
    ["/reactions.add", true],
    ["/conversations.open", true],
    ["/files.completeUploadExternal", true],
    ["/conversations.history", false],
    ["/search.messages", false],
    ["/users.lookupByEmail?email=x", false],
    ["/auth.test", false],
    ["/files.getUploadURLExternal", false],
    ["/upload/v1/CW1", false],
    ["/nobody.knows", false],
  ])("%s: %s", (path, write) => {
    for (const method of ["GET", "POST"]) expect(isSlackWrite({ method, path, body: "" })).toBe(write);
  });

  it("that Slack refuses with status 200 was not made", async () => {
    const slack = faulty({});
    await expect(slack.run("post_message", { channel: "C00000000", text: "x" })).rejects.toMatchObject({
      system: "slack",
    });
    const writes = slack.world.log.filter(({ write }) => write);
    expect(writes.every(({ status, applied }) => status === 200 && !applied)).toBe(true);
  });
});
