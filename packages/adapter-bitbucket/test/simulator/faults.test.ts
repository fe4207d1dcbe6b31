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
import { settings, watch } from "../bench.js";

/** A fresh simulated Bitbucket with faults. */
function faulty(faults: FaultPlan, clock?: () => number) {
  const world = createWorld({ now: () => new Date("2025-12-01T10:00:00Z") });
  const simulators = { bitbucket: async () => simulator };
  const host = createSimulatorHost({ world, simulators, faults, ...(clock && { clock }) });
  const fetch = watch.requests(host.fetch);
  const connect = (requestTimeoutMs = 5000) =>
    watch.runs(benchFor(adapter, { settings, fetch, requestTimeoutMs }));
  return { connect, log: world.log, host };
}

const expectations: FaultExpectations<LoggedRequest> = {
  kind: "bitbucket",
  thousand: 5000,
  read: ["get_pull_request", { repository: "platform", id: 42 }],
  write: ["add_pull_request_comment", { repository: "platform", id: 42, content: "Hello" }],
  faulty,
  repeatedWrites,
  untoldWrites,
};

it.each(faultTests(expectations))("$name", ({ run }) => run());

describe("one request too many", () => {
  it("is refused in Bitbucket's own words", async () => {
    const address = `${IN_PROCESS_ORIGIN}/bitbucket/user`;
    const { error, status, headers, body } = await oneTooMany(expectations, address);
    expect(error).toMatchObject({ number: 5402, retryable: true, details: { status: 429 } });
    expect((error as { details: object }).details).not.toHaveProperty("retry_after_ms");
    expect([status, body]).toEqual([429, "Rate limit for this resource has been exceeded"]);
    expect(headers["content-type"]).toMatch(/^text\/plain/);
    expect(headers).not.toHaveProperty("retry-after");
  });
});
