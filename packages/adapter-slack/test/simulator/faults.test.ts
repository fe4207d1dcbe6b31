import {
  benchFor,
  type FaultExpectations,
  faultTests,
  oneTooMany,
} from "@pm-orchestrator/adapter-kit/testing";
import {
  createSimulatorHost,
  createWorld,
  type FaultPlan,
  IN_PROCESS_ORIGIN,
  type LoggedRequest,
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

const expectations: FaultExpectations<LoggedRequest> = {
  kind: "slack",
  thousand: 4000,
  read: ["get_user", { user: "maya@acme.example" }],
  write: ["post_message", { channel: "#engineering", text: "Hello" }],
  faulty,
  repeatedWrites,
  untoldWrites,
};

it.each(faultTests(expectations))("$name", ({ run }) => run());

describe("one request too many", () => {
  it("is refused in Slack's own words", async () => {
    const address = `${IN_PROCESS_ORIGIN}/slack/auth.test`;
    const { error, status, headers, body } = await oneTooMany(expectations, address);
    expect(error).toMatchObject({ number: 4402, details: { status: 429, retry_after_ms: 7000 } });
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
