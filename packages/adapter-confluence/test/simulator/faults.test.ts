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
import { isConfluenceWrite } from "../../src/simulator/turned-away.js";
import { settings, watch } from "../bench.js";

/** A fresh simulated Confluence with faults. */
function faulty(faults: FaultPlan, clock?: () => number) {
  const world = createWorld({ now: () => new Date("2025-12-01T10:00:00Z") });
  const simulators = { confluence: async () => simulator };
  const host = createSimulatorHost({ world, simulators, faults, ...(clock && { clock }) });
  const fetch = watch.requests(host.fetch);
  const connect = (requestTimeoutMs = 5000) =>
    watch.runs(benchFor(adapter, { settings, fetch, requestTimeoutMs }));
  return { connect, log: world.log, host };
}

const expectations: FaultExpectations<LoggedRequest> = {
  kind: "confluence",
  thousand: 3000,
  read: ["get_page", { page_id: "98752" }],
  write: ["add_comment", { page_id: "98752", body: "Hello" }],
  faulty,
  repeatedWrites,
  untoldWrites,
};

it.each(faultTests(expectations))("$name", ({ run }) => run());

describe("one request too many", () => {
  it("is refused in Confluence's own words", async () => {
    const address = `${IN_PROCESS_ORIGIN}/confluence/wiki/api/v2/spaces`;
    const { error, status, headers, body } = await oneTooMany(expectations, address);
    expect(error).toMatchObject({ number: 3402, details: { status: 429, retry_after_ms: 7000 } });
    expect(status).toBe(429);
    expect(headers).toMatchObject({
      "retry-after": "7",
      "x-ratelimit-limit": expect.stringMatching(/^\d+$/),
      "x-ratelimit-remaining": "0",
      "ratelimit-reason": expect.stringMatching(/^confluence-/),
    });
    expect(Date.parse(headers["x-ratelimit-reset"] ?? "")).toBeGreaterThan(Date.now());
    expect(JSON.parse(body)).toMatchObject({ message: "Rate limit exceeded" });
  });
});

it.each([
  ["GET", "/wiki/api/v2/pages/1", false],
  ["POST", "/wiki/api/v2/pages", true],
  ["POST", "/wiki/api/v2/users-bulk", false],
  ["POST", "/wiki/api/v2/content/convert-ids-to-types", false],
  ["POST", "/wiki/rest/api/content/1/permission/check", false],
  ["POST", "/wiki/rest/api/content/1/label", true],
  ["PUT", "/wiki/api/v2/users-bulk", true],
  ["DELETE", "/wiki/api/v2/pages/1", true],
])("%s %s asks for a change: %s", (method, path, write) => {
  expect(isConfluenceWrite({ method, path })).toBe(write);
});
