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
import { isLinearWrite } from "../../src/simulator/is-write.js";
import { settings, watch } from "../bench.js";

/** A fresh simulated Linear with faults. */
function faulty(faults: FaultPlan, clock?: () => number) {
  const world = createWorld({ now: () => new Date("2025-12-01T10:00:00Z") });
  const simulators = { linear: async () => simulator };
  const host = createSimulatorHost({ world, simulators, faults, ...(clock && { clock }) });
  const fetch = watch.requests(host.fetch);
  const connect = (requestTimeoutMs = 5000) =>
    watch.runs(benchFor(adapter, { settings, fetch, requestTimeoutMs }));
  return { connect, log: world.log, host };
}

const expectations: FaultExpectations<LoggedRequest> = {
  kind: "linear",
  thousand: 1000,
  read: ["get_issue", { issue_id: "PSN-1" }],
  write: ["create_comment", { issue_id: "PSN-1", body: "Hello" }],
  faulty,
  repeatedWrites,
  untoldWrites,
};

it.each(faultTests(expectations))("$name", ({ run }) => run());

describe("one request too many", () => {
  it("is refused in Linear's own words", async () => {
    const address = `${IN_PROCESS_ORIGIN}/linear/graphql`;
    const { error, status, headers, body } = await oneTooMany(expectations, address);
    expect(error).toMatchObject({
      number: 1402,
      details: { rate_limit: ["requests"], vendor_code: "RATELIMITED" },
    });
    const { retry_after_ms: wait } = (error as { details: { retry_after_ms: number } }).details;
    expect(wait).toBeGreaterThan(5000);
    expect(wait).toBeLessThanOrEqual(7000);
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
    const { connect, log } = faulty({});
    await expect(
      connect().run("create_comment", {
        issue_id: "PSN-1",
        body: "x",
        parent_id: "00000000-0000-4000-8000-000000000000",
      }),
    ).rejects.toMatchObject({ system: "linear" });
    expect(log.at(-1)).toMatchObject({ status: 200, write: true, applied: false });
  });
});
