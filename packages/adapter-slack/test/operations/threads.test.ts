import { describe, expect, it } from "vitest";
import adapter from "../../src/index.js";
import { answering, formOf, methodsOf, only, settings, simulatedSlack } from "../bench.js";

interface Thread {
  messages: { ts: string; user: string; text: string }[];
  page: { next?: string; total?: number; complete: boolean };
}

const story = { channel: "#engineering", thread_ts: "1763454321.000100" };

describe("get_thread", () => {
  it("gives the messages in Markdown, with the authors' handles", async () => {
    const slack = simulatedSlack();
    const thread = (await slack.run("get_thread", story)) as Thread;
    expect(methodsOf(slack.sent).slice(0, 2)).toEqual(["conversations.list", "conversations.replies"]);
    expect(await formOf(slack.sent[1])).toEqual({
      channel: expect.stringMatching(/^C/),
      ts: "1763454321.000100",
      limit: "50",
    });
    expect(thread.messages[0]).toEqual({
      ts: "1763454321.000100",
      user: "maya",
      text: "**TRAIN-123**: JWT authentication for the public API is in progress. The design is in [Authentication overview](https://acme.example/wiki/authentication).",
      created: "2025-11-18T08:25:21.000Z",
      reactions: [{ emoji: "rocket", count: 2 }],
    });
    expect(thread.messages.map(({ user }) => user)).toEqual([
      "maya",
      "priya",
      "tom",
      "elena",
      "maya",
      "jonas",
    ]);
    expect(thread.messages[4]?.text).toBe(
      "Yes, if @priya's review is done by Thursday & the JWKS endpoint passes its tests.",
    );
    expect(thread.page).toEqual({ total: 6, complete: true });
    expect(adapter.operations["get_thread"]?.result.parse(thread)).toEqual(thread);
  });

  it("looks every author up once in a session", async () => {
    const slack = simulatedSlack();
    await slack.run("get_thread", story);
    expect(methodsOf(slack.sent).slice(2)).toEqual(Array.from({ length: 5 }, () => "users.info"));
    const calls = slack.calls;
    await slack.run("get_thread", story);
    expect(slack.calls).toBe(calls + 1);
  });

  it("asks for everybody when many authors are unknown", async () => {
    const slack = simulatedSlack();
    const { messages } = (await slack.run("search_messages", { query: '"Incident 2025-44"' })) as Thread;
    await slack.run("get_thread", { channel: "incidents", thread_ts: messages[0]?.ts, limit: 100 });
    expect(methodsOf(slack.sent).slice(-2)).toEqual(["conversations.replies", "users.list"]);
  });

  it("pages to the end without losing or repeating a message", async () => {
    const slack = simulatedSlack();
    const { messages } = (await slack.run("search_messages", { query: '"Incident 2025-44"' })) as Thread;
    const seen: string[] = [];
    let token: string | undefined;
    do {
      const thread = (await slack.run("get_thread", {
        channel: "incidents",
        thread_ts: messages[0]?.ts,
        limit: 40,
        ...(token === undefined ? {} : { page_token: token }),
      })) as Thread;
      seen.push(...thread.messages.map(({ ts }) => ts));
      expect(thread.page.complete).toBe(thread.page.next === undefined);
      token = thread.page.next;
    } while (token !== undefined);
    expect(seen).toHaveLength(151);
    expect(new Set(seen).size).toBe(151);
    expect(seen).toEqual([...seen].sort());
  });

  it("leaves out the first message that a later page repeats", async () => {
    const first = {
      ts: "1763454321.000100",
      thread_ts: "1763454321.000100",
      user: "U1",
      text: "first",
      reply_count: 2,
    };
    const second = { ts: "1763454321.000300", thread_ts: "1763454321.000100", user: "U1", text: "second" };
    const slack = answering(({ url }) =>
      Response.json(
        url.endsWith("users.info")
          ? { ok: true, user: { id: "U1", name: "ann" } }
          : { ok: true, messages: [first, second] },
      ),
    );
    const params = { channel: "C0000000001", thread_ts: "1763454321.000100", page_token: "more" };
    await expect(slack.run("get_thread", params)).resolves.toMatchObject({
      messages: [{ text: "second", user: "ann" }],
      page: { total: 3, complete: true },
    });
  });

  it("does not lose the messages over an author who cannot be looked up", async () => {
    const messages = [
      { ts: "1763454321.000100", user: "U0000000001", text: "hello" },
      {
        ts: "1763454321.000200",
        bot_id: "B0000000001",
        bot_profile: { name: "Deploys" },
        text: "",
        attachments: [{ fallback: "done" }],
      },
    ];
    const slack = answering(({ url }) =>
      Response.json(
        url.endsWith("users.info")
          ? { ok: false, error: "missing_scope", needed: "users:read", provided: "channels:history" }
          : { ok: true, messages },
      ),
    );
    await expect(
      slack.run("get_thread", { channel: "C0000000001", thread_ts: "1763454321.000100" }),
    ).resolves.toMatchObject({
      messages: [
        { user: "U0000000001", text: "hello" },
        { user: "Deploys", text: "done" },
      ],
    });
  });

  it("names the message that is not there", async () => {
    await expect(
      simulatedSlack().run("get_thread", { channel: "engineering", thread_ts: "1700000000.000000" }),
    ).rejects.toMatchObject({
      code: "MESSAGE_NOT_FOUND",
      number: 4003,
      details: { channel: "engineering", thread_ts: "1700000000.000000" },
    });
  });

  it("names the channel that is not there", async () => {
    const params = { channel: "C0123456789", thread_ts: "1763454321.000100" };
    await expect(simulatedSlack().run("get_thread", params)).rejects.toMatchObject({
      number: 4001,
      details: { channel: "C0123456789" },
    });
  });

  it("falls back to the user's token, and tells when the bot was not invited", async () => {
    const design = { query: "is", channel: "design", limit: 1 };
    const asUser = simulatedSlack(only("base_url", "user_token"));
    const { messages } = (await asUser.run("search_messages", design)) as Thread;
    const params = { channel: "design", thread_ts: messages[0]?.ts };
    await expect(asUser.run("get_thread", params)).resolves.toMatchObject({ page: { complete: true } });
    await expect(simulatedSlack(settings).run("get_thread", params)).rejects.toMatchObject({ number: 4004 });
  });
});
