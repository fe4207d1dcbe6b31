import { describe, expect, it } from "vitest";
import { createOrchestrator } from "../../src/index.js";
import { simulated } from "../support/simulated.js";

const issue = (id: string, more: object = {}) => ({
  id,
  system: "jira",
  operation: "get_issue",
  params: { issue_key: "TRAIN-1" },
  ...more,
});

/** Each defect alone: number, code, a detail, and a suggestion that helps. Nothing was called for any of them. */
describe("a batch is refused before anything runs, for", () => {
  it.each([
    [
      "an unknown system",
      [issue("a", { system: "jria" })],
      6001,
      { valid_systems: expect.arrayContaining(["jira"]) },
      "jira",
    ],
    [
      "an unknown operation",
      [issue("a", { operation: "get_isue" })],
      6002,
      { valid_operations: expect.arrayContaining(["get_issue"]) },
      "get_issue",
    ],
    [
      "a cycle",
      [
        issue("a", { depends_on: ["c"] }),
        issue("b", { depends_on: ["a"] }),
        issue("c", { depends_on: ["b"] }),
      ],
      6003,
      { cycle: ["a", "c", "b", "a"], all_operations: ["a", "b", "c"] },
      "cycle",
    ],
    [
      "an unknown dependency",
      [issue("a", { depends_on: ["zz"] })],
      6004,
      { operation_id: "a", missing: "zz", known: ["a"] },
      "depends_on",
    ],
    ["an empty list", [], 6007, { issues: [{ path: "operations" }] }, "operations"],
    ["a bad id", [issue("1a")], 6007, { issues: [{ path: "operations[0].id" }] }, "operations[0].id"],
    [
      "params that do not fit",
      [issue("a", { params: { issue_kee: 5 } })],
      6008,
      { signature: expect.stringContaining("get_issue(issue_key") },
      "issue_key",
    ],
    [
      "a param of the wrong type",
      [issue("a", { params: { issue_key: 5 } })],
      6008,
      { issues: [{ path: "issue_key" }] },
      "get_issue(",
    ],
    ["a duplicate id", [issue("a"), issue("a")], 6009, { operation_id: "a", indices: [0, 1] }, "id"],
    [
      "a reference to an unknown step",
      [issue("a", { params: { issue_key: "${{ steps.b.data.key }}" } })],
      6010,
      { reference: "${{ steps.b.data.key }}" },
      "steps",
    ],
    [
      "a reference to a path that cannot be",
      [issue("a"), issue("b", { params: { issue_key: "${{ steps.a.data.kee }}" } })],
      6010,
      { available: expect.arrayContaining(["key"]) },
      "steps",
    ],
    [
      "a broken reference",
      [issue("a"), issue("b", { params: { issue_key: "${{ steps.a" } })],
      6010,
      { reason: expect.any(String) },
      "steps",
    ],
    [
      "a reference with wrong braces, where a key must stand",
      [issue("a"), issue("b", { params: { issue_key: "{{ steps.a.data.key }}" } })],
      6010,
      { operation_id: "b", path: "params.issue_key", reference: "{{ steps.a.data.key }}" },
      "Write ${{ steps.a.data.key }} if the value is meant.",
    ],
    [
      "a reference with wrong braces inside a write",
      [
        issue("a"),
        {
          id: "b",
          system: "slack",
          operation: "post_message",
          params: { channel: "#engineering", text: "Done: ${steps.a.data.key}" },
        },
      ],
      6010,
      { operation_id: "b", path: "params.text", reference: "${steps.a.data.key}" },
      "Write ${{ '${steps.a.data.key}' }} if the text itself is meant.",
    ],
  ])("%s", async (_name, operations, number, details, hint) => {
    const orchestrator = simulated();
    const answer = await orchestrator.batchParallelExecute({ operations });
    expect(answer).toMatchObject({ success: false, error: { number, details, retryable: false } });
    expect(answer.error?.suggestions.join(" ")).toContain(hint);
    expect(answer.data).toBeUndefined();
    expect(orchestrator.host.world.log).toEqual([]);
  });

  it("an operation of another system, with whose it is", async () => {
    const { error } = await simulated().smartDelegate({
      system: "bitbucket",
      operation: "get_issue",
      params: { issue_key: "TRAIN-1" },
    });
    expect(error).toMatchObject({ number: 6002 });
    expect(error?.suggestions[0]).toBe("get_issue is an operation of linear and jira.");
  });

  it("501 operations", async () => {
    const answer = await simulated().batchParallelExecute({
      operations: Array.from({ length: 501 }, (_, index) => issue(`s${index}`)),
    });
    expect(answer.error).toMatchObject({ number: 6017, details: { limit: 500, received: 501 } });
  });

  it("a write where only reads are allowed, and where the policy denies it", async () => {
    const write = {
      operations: [
        { id: "w", system: "jira", operation: "add_comment", params: { issue_key: "TRAIN-1", body: "x" } },
      ],
    };
    const readOnly = await simulated({ policy: { read_only: true } }).batchParallelExecute(write);
    expect(readOnly.error).toMatchObject({ number: 6013, details: { operations: [{ id: "w" }] } });
    const denied = await simulated({
      policy: { systems: { jira: { writes: "deny" } } },
    }).batchParallelExecute(write);
    expect(denied.error).toMatchObject({
      number: 6013,
      suggestions: expect.arrayContaining([expect.stringContaining("policy.systems.jira.writes")]),
    });
  });

  it("a missing package and missing credentials, each named once", async () => {
    const orchestrator = createOrchestrator(
      { systems: { jira: {}, other: { adapter: "pmo-adapter-nowhere" } } },
      { env: {} },
    );
    const answer = await orchestrator.batchParallelExecute({
      operations: [issue("a"), issue("b"), { id: "c", system: "other", operation: "x", params: {} }],
    });
    const defects = answer.error?.details["defects"] as { number: number }[];
    expect(defects.map(({ number }) => number)).toEqual([6011, 6006]);
  });

  it("fields that come later, by name", async () => {
    const request = {
      operations: [issue("a", { approval: true })],
      dry_run: true,
      durable: true,
      idempotency_key: "k",
      confirm: "c",
    };
    const answer = await simulated().batchParallelExecute(request as never);
    const messages = ((answer.error?.details["issues"] ?? []) as { message: string }[]).map(
      ({ message }) => message,
    );
    for (const name of ["approval", "dry_run", "durable", "idempotency_key", "confirm"]) {
      expect(messages).toContainEqual(expect.stringMatching(new RegExp(`^${name} is not yet supported`)));
    }
  });

  it("all defects at once, each with its own number", async () => {
    const answer = await simulated({ policy: { read_only: true } }).batchParallelExecute({
      operations: [
        issue("a", { system: "jria" }),
        issue("b", { operation: "get_isue" }),
        issue("c", { params: {}, depends_on: ["d"] }),
        issue("d", { depends_on: ["c"] }),
        issue("e", { depends_on: ["zz"] }),
        issue("f", { params: { issue_key: "${{ steps.d.data.nope }}" } }),
        issue("g"),
        issue("g"),
        { id: "w", system: "jira", operation: "add_comment", params: { issue_key: "TRAIN-1", body: "x" } },
      ],
      max_tokens: 0,
    } as never);
    const defects = answer.error?.details["defects"] as { number: number; suggestions: string[] }[];
    expect(new Set(defects.map(({ number }) => number))).toEqual(
      new Set([6007, 6001, 6002, 6008, 6013, 6003, 6004, 6009, 6010]),
    );
    for (const { suggestions } of defects) expect(suggestions.length).toBeGreaterThan(0);
  });

  it.each([null, 5, "text", [], { operations: "x" }, { operations: [null, 5] }])(
    "nonsense: %j",
    async (request) => {
      const orchestrator = simulated();
      for (const call of [
        orchestrator.batchParallelExecute,
        orchestrator.lazyGatherContext,
        orchestrator.smartDelegate,
        orchestrator.handle,
        orchestrator.cacheStatus,
      ]) {
        const answer = await call(request as never);
        expect(answer).toMatchObject({ success: false, error: { number: 6007 } });
      }
    },
  );
});

describe("params with references in them", () => {
  it("are checked as far as they are known", async () => {
    const plan = (params: object) =>
      simulated().plan({
        operations: [issue("a"), { id: "b", system: "jira", operation: "search_issues", params } as never],
      });
    expect(
      (await plan({ jql: "key = ${{ steps.a.data.key }}", limit: "${{ steps.a.data.id }}" })).success,
    ).toBe(true);
    expect(
      (await plan({ jql: "${{ steps.a.data.key }}", limit: "x ${{ steps.a.data.id }}" })).error?.number,
    ).toBe(6008);
    expect(
      (await plan({ jql: "${{ steps.a.data.key }}", nope: "${{ steps.a.data.id }}" })).error?.number,
    ).toBe(6008);
  });
});
