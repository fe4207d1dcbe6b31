import type { Client, ElicitRequest, ElicitResult } from "@modelcontextprotocol/client";
import { describe, expect, it } from "vitest";
import { call, connected, ERAS, type Era, simulated, type Upstream } from "./support/connected.js";

const POST = {
  system: "slack",
  operation: "post_message",
  params: { channel: "#engineering", text: "Deployed\nand\u202Edone" },
};

const posts = (upstream: Upstream) =>
  upstream.sent.filter((request) => request.endsWith("/chat.postMessage"));

/** A client whose user answers so; `asked` are the questions. */
function answering(era: Era, action: ElicitResult["action"], upstream = simulated()) {
  const asked: string[] = [];
  const prepare = (client: Client) =>
    client.setRequestHandler("elicitation/create", ({ params }: ElicitRequest) => {
      asked.push(params.message);
      return action === "accept" ? { action, content: {} } : { action };
    });
  return {
    asked,
    upstream,
    connect: () =>
      connected({
        era,
        capabilities: { elicitation: { form: {} } },
        prepare,
        open: async () => upstream.orchestrator,
      }),
  };
}

describe.each(ERAS)("writes, revision %s", (era) => {
  it("are shown to the user exactly, and sent when the user says yes", async () => {
    const { asked, upstream, connect } = answering(era, "accept");
    const { client } = await connect();
    const { answer } = await call(client, "smart_delegate", POST);
    expect(answer).toMatchObject({ success: true, data: { changed: expect.any(Array) } });
    expect(asked).toEqual([
      [
        "This request holds 1 write:",
        "  slack post_message",
        "    channel: #engineering",
        "    text: Deployed",
        "      and\\u202edone",
        "",
        "May it be sent?",
      ].join("\n"),
    ]);
    expect(posts(upstream)).toHaveLength(1);
  });

  it.each(["decline", "cancel"] as const)("are not sent when the user says %s", async (action) => {
    const { upstream, connect } = answering(era, action);
    const { client } = await connect();
    const { answer, isError, text } = await call(client, "smart_delegate", POST);
    expect(isError).toBe(true);
    expect(answer.error).toMatchObject({ number: 6013, details: { reason: "the user did not consent" } });
    expect(text).toMatch(/^error 6013 WRITE_NOT_ALLOWED: /);
    expect(upstream.sent).toEqual([]);
  });

  it("are not sent where the client cannot ask; the line of configuration is told", async () => {
    const upstream = simulated();
    const { client } = await connected({ era, open: async () => upstream.orchestrator });
    const { answer, text } = await call(client, "batch_parallel_execute", {
      operations: [
        { id: "read", system: "jira", operation: "get_issue", params: { issue_key: "TRAIN-123" } },
        { id: "post", ...POST },
      ],
    });
    const line = 'policy: { systems: { "slack": { writes: allow } } }';
    expect(answer.error).toMatchObject({ number: 6013, details: { configuration: line } });
    expect(text).toContain(line);
    expect(upstream.sent).toEqual([]);
  });

  it("are each asked for, since one yes is for one call", async () => {
    const { asked, upstream, connect } = answering(era, "accept");
    const { client } = await connect();
    await call(client, "smart_delegate", POST);
    await call(client, "smart_delegate", POST);
    expect(asked).toHaveLength(2);
    expect(posts(upstream)).toHaveLength(2);
  });

  it("that the policy allows are not asked for; those beside them are", async () => {
    const upstream = simulated({ policy: { systems: { jira: { writes: "allow" } } } });
    const { asked, connect } = answering(era, "accept", upstream);
    const { client } = await connect();
    const comment = {
      system: "jira",
      operation: "add_comment",
      params: { issue_key: "TRAIN-123", body: "Hello" },
    };
    expect((await call(client, "smart_delegate", comment)).answer.success).toBe(true);
    expect(asked).toEqual([]);
    const both = {
      operations: [
        { id: "a", ...comment },
        { id: "b", ...POST },
      ],
    };
    expect((await call(client, "batch_parallel_execute", both)).answer.success).toBe(true);
    expect(asked).toHaveLength(1);
    expect(asked[0]).not.toContain("add_comment");
  });

  it.each([
    ["denies", { systems: { slack: { writes: "deny" as const } } }],
    ["only reads", { read_only: true }],
  ])("that the policy %s are refused without a question", async (_what, policy) => {
    const upstream = simulated({ policy });
    const { asked, connect } = answering(era, "accept", upstream);
    const { client } = await connect();
    expect((await call(client, "smart_delegate", POST)).answer.error.number).toBe(6013);
    expect(asked).toEqual([]);
    expect(upstream.sent).toEqual([]);
  });

  it("of a request that is wrong are not asked for: its defects are told", async () => {
    const { asked, connect } = answering(era, "accept");
    const { client } = await connect();
    const wrong = { ...POST, params: { chanel: "#engineering", text: "x" } };
    expect((await call(client, "smart_delegate", wrong)).answer.error.number).toBe(6008);
    expect(asked).toEqual([]);
  });
});
