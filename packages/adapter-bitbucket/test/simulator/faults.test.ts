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

const READ: BenchCall = ["get_pull_request", { repository: "platform", id: 42 }];
const WRITE: BenchCall = ["add_pull_request_comment", { repository: "platform", id: 42, content: "Hello" }];
const ONE_TOO_MANY: FaultPlan = { rules: [{ fault: "rate_limited", retry_after: 7 }] };

const tests = faultTests({
  kind: "bitbucket",
  thousand: 5000,
  read: READ,
  write: WRITE,
  faulty,
  repeatedWrites,
  untoldWrites,
});

it.each(tests)("$name", ({ run }) => run());

/** What is answered to one request too many. */
async function refused() {
  const answer = await faulty(ONE_TOO_MANY).host.fetch(`${IN_PROCESS_ORIGIN}/bitbucket/user`, {
    method: "POST",
  });
  const headers: Readonly<Record<string, string>> = Object.fromEntries(answer.headers);
  return { status: answer.status, headers, body: await answer.text() };
}

describe("one request too many", () => {
  it("is refused in Bitbucket's own words", async () => {
    const [operation, params] = READ;
    const error = await faulty(ONE_TOO_MANY)
      .connect()
      .run(operation, params)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ number: 5402, retryable: true, details: { status: 429 } });
    expect((error as { details: object }).details).not.toHaveProperty("retry_after_ms");
    const { status, headers, body } = await refused();
    expect([status, body]).toEqual([429, "Rate limit for this resource has been exceeded"]);
    expect(headers["content-type"]).toMatch(/^text\/plain/);
    expect(headers).not.toHaveProperty("retry-after");
  });
});
