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
import { isJiraWrite } from "../../src/simulator/turned-away.js";
import { settings, watch } from "../bench.js";

/** A fresh simulated Jira with faults. */
function faulty(faults: FaultPlan, clock?: () => number) {
  const world = createWorld({ now: () => new Date("2025-12-01T10:00:00Z") });
  const simulators = { jira: async () => simulator };
  const host = createSimulatorHost({ world, simulators, faults, ...(clock && { clock }) });
  const fetch = watch.requests(host.fetch);
  const connect = (requestTimeoutMs = 5000) =>
    watch.runs(benchFor(adapter, { settings, fetch, requestTimeoutMs }));
  return { connect, log: world.log, host };
}

const expectations: FaultExpectations<LoggedRequest> = {
  kind: "jira",
  thousand: 2000,
  read: ["get_issue", { issue_key: "TRAIN-1" }],
  write: ["add_comment", { issue_key: "TRAIN-1", body: "Hello" }],
  faulty,
  repeatedWrites,
  untoldWrites,
};

it.each(faultTests(expectations))("$name", ({ run }) => run());

describe("one request too many", () => {
  it("is refused in Jira's own words", async () => {
    const address = `${IN_PROCESS_ORIGIN}/jira/rest/api/3/myself`;
    const { error, status, headers, body } = await oneTooMany(expectations, address);
    expect(error).toMatchObject({ number: 2402, details: { status: 429, retry_after_ms: 7000 } });
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
