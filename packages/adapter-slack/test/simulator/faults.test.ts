import { type BenchCall, benchFor, faultTests } from "@pm-orchestrator/adapter-kit/testing";
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

/** A fresh simulated Slack with faults. */
function faulty(faults: FaultPlan, clock?: () => number) {
  const world = createWorld({ now: () => new Date("2025-12-01T10:00:00Z") });
  const simulators = { slack: async () => simulator };
  const host = createSimulatorHost({ world, simulators, faults, ...(clock && { clock }) });
  const fetch = watch.requests(host.fetch);
  const connect = (requestTimeoutMs = 5000) =>
    watch.runs(benchFor(adapter, { settings, fetch, requestTimeoutMs }));
  return { connect, log: world.log, host };
}

const READ: BenchCall = ["get_user", { user: "maya@acme.example" }];
const WRITE: BenchCall = ["post_message", { channel: "#engineering", text: "Hello" }];
const ONE_TOO_MANY: FaultPlan = { rules: [{ fault: "rate_limited", retry_after: 7 }] };

const tests = faultTests({
  kind: "slack",
  thousand: 4000,
  read: READ,
  write: WRITE,
  faulty,
  repeatedWrites,
  untoldWrites,
});

it.each(tests)("$name", ({ run }) => run());

/** What is answered to one request too many. */
async function refused() {
  const answer = await faulty(ONE_TOO_MANY).host.fetch(`${IN_PROCESS_ORIGIN}/slack/auth.test`, {
    method: "POST",
  });
  const headers: Readonly<Record<string, string>> = Object.fromEntries(answer.headers);
  return { status: answer.status, headers, body: await answer.text() };
}

describe("one request too many", () => {
  it("is refused in Slack's own words", async () => {
    const [operation, params] = READ;
    const error = await faulty(ONE_TOO_MANY)
      .connect()
      .run(operation, params)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ number: 4402, details: { status: 429, retry_after_ms: 7000 } });
    const { status, headers, body } = await refused();
    expect([status, headers["retry-after"], JSON.parse(body)]).toEqual([
      429,
      "7",
      { ok: false, error: "ratelimited" },
    ]);
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
    const { connect, log } = faulty({});
    await expect(connect().run("post_message", { channel: "C00000000", text: "x" })).rejects.toMatchObject({
      system: "slack",
    });
    const writes = log.filter(({ write }) => write);
    expect(writes.every(({ status, applied }) => status === 200 && !applied)).toBe(true);
  });
});
