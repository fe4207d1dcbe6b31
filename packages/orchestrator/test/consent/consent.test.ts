import { describe, expect, it } from "vitest";
import { writeLines } from "../../src/consent/listing.js";
import { simulated } from "../support/simulated.js";

const post = {
  system: "slack",
  operation: "post_message",
  params: { channel: "#a", text: "${{ steps.read.data.key }}" },
};
const read = { id: "read", system: "jira", operation: "get_issue", params: { issue_key: "TRAIN-1" } };

describe("the writes of a request", () => {
  it("come with exactly their params, and with what the policy says of them", async () => {
    const orchestrator = simulated({ policy: { systems: { jira: { writes: "allow" } } } }, () => {
      throw new Error("Nothing is to be called.");
    });
    const operations = [
      read,
      { id: "post", ...post },
      { id: "gone", system: "jira", operation: "delete_issue", params: { issueKey: "TRAIN-2" } },
    ];
    expect(await orchestrator.proposedWrites({ operations })).toEqual([
      { id: "post", ...post, effect: "write", allowed: false },
      {
        id: "gone",
        system: "jira",
        operation: "delete_issue",
        effect: "destructive",
        params: { issue_key: "TRAIN-2" },
        allowed: true,
      },
    ]);
  });

  it.each([
    ["reads only", { system: "jira", operation: "get_issue", params: { issue_key: "TRAIN-1" } }],
    ["a request that is refused anyway", { ...post, params: {} }],
    [
      "an operation of the orchestrator itself",
      { system: "orchestrator", operation: "cancel_run", params: { run_id: "x" } },
    ],
  ])("are none for %s", async (_what, request) => {
    expect(await simulated().proposedWrites(request)).toEqual([]);
  });
});

describe("writes before consent", () => {
  const write = {
    id: "post",
    system: "slack",
    operation: "post_message",
    effect: "write" as const,
    allowed: false,
  };

  it("are shown with exactly their params", () => {
    expect(writeLines([{ ...write, params: { channel: "#a", text: "one\ntwo" } }])).toEqual([
      "This request holds 1 write:",
      "  slack post_message (post)",
      "    channel: #a",
      "    text: one",
      "      two",
    ]);
  });

  it("of a single call need no id", () => {
    const single = { ...write, id: "post_message", effect: "destructive" as const, params: { blocks: [1] } };
    expect(writeLines([single, single])).toEqual([
      "This request holds 2 writes:",
      "  slack post_message  DESTRUCTIVE",
      "    blocks: [1]",
      "  slack post_message  DESTRUCTIVE",
      "    blocks: [1]",
    ]);
  });

  it("cannot hide behind characters that nobody sees", () => {
    const params = { text: "a\u001b[2Kb\u202ec\u200bd\u{e0041}e", more: { "\u2066x": "👩\u200d💻\ty" } };
    expect(writeLines([{ ...write, params }]).slice(2)).toEqual([
      "    text: a\\u001b[2Kb\\u202ec\\u200bd\\ue0041e",
      '    more: {"\\u2066x":"👩\u200d💻\\ty"}',
    ]);
  });
});
