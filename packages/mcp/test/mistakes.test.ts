import { describe, expect, it } from "vitest";
import { call, connected, ERAS } from "./support/connected.js";

const HEALTHY = { system: "jira", operation: "get_issue", params: { issue_key: "TRAIN-123" } };

const HUGE = "x".repeat(10_000_000);

/** An object in an object in an object … */
function nested(depth: number): object {
  let value = {};
  for (let level = 0; level < depth; level += 1) value = { a: value };
  return value;
}

/** What clients do wrong, and the number of the error that they are told. */
const MISTAKES: readonly (readonly [what: string, tool: string, args: unknown, number: number])[] = [
  ["no arguments", "smart_delegate", {}, 6007],
  ["arguments of another tool", "cache_status", { operations: [] }, 6007],
  ["an empty request", "lazy_gather_context", { operations: [] }, 6007],
  ["operations that are no list", "batch_parallel_execute", { operations: "all" }, 6007],
  ["steps that are no objects", "batch_parallel_execute", { operations: [null, 7, "x"] }, 6007],
  ["an unknown system", "smart_delegate", { ...HEALTHY, system: "jria" }, 6001],
  ["an unknown operation", "smart_delegate", { ...HEALTHY, operation: "get_isue" }, 6002],
  ["unknown params", "smart_delegate", { ...HEALTHY, params: { isue_key: "TRAIN-1" } }, 6008],
  [
    "a write among reads",
    "lazy_gather_context",
    { operations: [{ system: "slack", operation: "post_message", params: { channel: "#a", text: "b" } }] },
    6013,
  ],
  [
    "a circle",
    "batch_parallel_execute",
    {
      operations: [
        { id: "a", ...HEALTHY, depends_on: ["b"] },
        { id: "b", ...HEALTHY, depends_on: ["a"] },
      ],
    },
    6003,
  ],
  [
    "a reference to nothing",
    "batch_parallel_execute",
    { operations: [{ id: "a", ...HEALTHY, params: { issue_key: "${{ steps.b.data.key }}" } }] },
    6010,
  ],
  ["too much", "lazy_gather_context", { operations: Array.from({ length: 501 }, () => HEALTHY) }, 6017],
  ["a huge text", "find_operations", { query: "x".repeat(5_000_000) }, 6007],
  ["a param of every wrong type: none", "smart_delegate", { ...HEALTHY, params: {} }, 6008],
  ["… null", "smart_delegate", { ...HEALTHY, params: { issue_key: null } }, 6008],
  ["… a list", "smart_delegate", { ...HEALTHY, params: { issue_key: ["TRAIN-1"] } }, 6008],
  ["… a number", "smart_delegate", { ...HEALTHY, params: { issue_key: 1e308 } }, 6008],
  ["… an object", "smart_delegate", { ...HEALTHY, params: { issue_key: { key: "TRAIN-1" } } }, 6008],
  ["… half a character", "smart_delegate", { ...HEALTHY, params: { issue_key: "\ud800" } }, 6008],
  [
    "… another character at its end",
    "smart_delegate",
    { ...HEALTHY, params: { issue_key: "TRAIN-1\n" } },
    6008,
  ],
  ["… nested deeply", "smart_delegate", { ...HEALTHY, params: { issue_key: nested(3_000) } }, 6008],
  [
    "… nested deeply, in a batch",
    "batch_parallel_execute",
    { operations: [{ id: "a", ...HEALTHY, params: { issue_key: nested(3_000) } }] },
    6010,
  ],
  ["… of ten million characters", "smart_delegate", { ...HEALTHY, params: { issue_key: HUGE } }, 6008],
  ["params that are a list", "smart_delegate", { ...HEALTHY, params: [] }, 6007],
  ["params that are null", "smart_delegate", { ...HEALTHY, params: null }, 6007],
  ["a system of ten million characters", "smart_delegate", { ...HEALTHY, system: HUGE }, 6007],
  ["an operation of ten million characters", "smart_delegate", { ...HEALTHY, operation: HUGE }, 6007],
  ["a target of ten million characters", "smart_delegate", { target: HUGE }, 6007],
  [
    "the name of a param of ten million characters",
    "smart_delegate",
    { ...HEALTHY, params: { [HUGE]: 1 } },
    6008,
  ],
  [
    "an id of ten million characters",
    "batch_parallel_execute",
    { operations: [{ ...HEALTHY, id: HUGE }] },
    6007,
  ],
  [
    "a malformed reference of ten million characters",
    "batch_parallel_execute",
    { operations: [{ id: "a", ...HEALTHY, params: { issue_key: `\${{ ${HUGE}` } }] },
    6010,
  ],
  ["a select that is none", "smart_delegate", { ...HEALTHY, select: "[".repeat(999) }, 6007],
  ["a select that is too long", "smart_delegate", { ...HEALTHY, select: `a${".a".repeat(1_000_000)}` }, 6007],
  ["a search and an operation", "find_operations", { query: "x", operation: "y" }, 6007],
  ["a system that is none, in discovery", "find_operations", { system: "jria" }, 6001],
  [
    "an operation that is none, in discovery",
    "find_operations",
    { system: "jira", operation: "get_isue" },
    6002,
  ],
  [
    "names of prototypes",
    "smart_delegate",
    JSON.parse('{"system": "__proto__", "operation": "constructor"}'),
    6001,
  ],
];

describe.each(ERAS)("a client that makes every mistake, revision %s", (era) => {
  it("is told each of them, and still served", async () => {
    const { client } = await connected({ era });
    await expect(client.callTool({ name: "get_issue", arguments: {} })).rejects.toThrow(
      /Unknown tool: get_issue\. There are: .*\. Operations of the systems are called by smart_delegate\.$/,
    );
    await expect(client.callTool({ name: "smart_deligate", arguments: {} })).rejects.toThrow(
      /smart_delegate/,
    );
    for (const [what, tool, args, number] of MISTAKES) {
      const { answer, isError, text } = await call(client, tool, args);
      expect.soft({ what, number: answer.error?.number, isError }).toEqual({ what, number, isError: true });
      expect.soft(answer.error.suggestions.length, what).toBeGreaterThan(0);
      expect.soft(text, what).toContain(`error ${number} `);
      expect.soft(text.length, what).toBeLessThan(20_000);
      expect.soft(JSON.stringify(answer).length, what).toBeLessThan(100_000);
    }
    const cancelled = new AbortController();
    const [one, two] = await Promise.all([
      call(client, "smart_delegate", HEALTHY),
      call(client, "lazy_gather_context", { operations: [HEALTHY] }),
      call(client, "smart_delegate", HEALTHY, { signal: cancelled.signal }).catch(() => "cancelled"),
      Promise.resolve().then(() => cancelled.abort("changed my mind")),
    ]);
    expect(one.answer.success && two.answer.success).toBe(true);
  });

  it("needs one correction for a wrong name, since it is told the signature", async () => {
    const { client } = await connected({ era });
    const operation = await call(client, "smart_delegate", { ...HEALTHY, operation: "get_isue" });
    expect(operation.text).toContain("get_issue(issue_key, expand?: ");
    const params = await call(client, "smart_delegate", { ...HEALTHY, params: { isue: "TRAIN-1" } });
    expect(params.text).toContain("The signature is get_issue(issue_key, expand?: ");
  });
});
