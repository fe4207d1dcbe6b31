import { describe, expect, it } from "vitest";
import { allPages, answering, formTo, idOfChannel, methodsOf, resultOf, simulatedSlack } from "../bench.js";

interface Message {
  ts: string;
  user: string;
  text: string;
  permalink?: string;
}
interface History {
  messages: Message[];
  page: { next?: string; complete: boolean };
}

const first = { channel: "#engineering", ts: "1763454321.000100" };
const reply = { channel: "#engineering", ts: "1763454502.000200" };
const own = { channel: "#releases", ts: "1763543200.000100" };

describe("get_message_history", () => {
  it("gives a span of time, the newest first, without the replies", async () => {
    const slack = simulatedSlack();
    const { messages, page } = await resultOf<History>(slack, "get_message_history", {
      channel: "#engineering",
      oldest: "2025-11-18",
      latest: "2025-11-18T10:00+01:00",
    });
    expect(await formTo(slack.sent, "conversations.history")).toEqual({
      channel: expect.stringMatching(/^C/),
      oldest: "1763424000",
      latest: "1763456400",
      inclusive: "true",
      limit: "50",
    });
    expect(messages).toEqual([
      expect.objectContaining({ ts: first.ts, user: "maya", thread_ts: first.ts, replies: 5 }),
    ]);
    expect(page).toEqual({ complete: true });
  });

  it("pages to the end without losing or repeating a message", async () => {
    const params = { items: "messages", channel: "support", limit: 25 };
    const seen = (await allPages<Message>(simulatedSlack(), "get_message_history", params)).map(
      ({ ts }) => ts,
    );
    expect(seen).toHaveLength(61);
    expect(seen).toEqual([...new Set(seen)].sort().reverse());
  });

  it("leaves out what nobody wrote, unless it is asked for", async () => {
    const slack = simulatedSlack();
    await slack.run("join_channel", { channel: "design" });
    const channel = { channel: "design", limit: 1 };
    await expect(slack.run("get_message_history", channel)).resolves.toMatchObject({ messages: [] });
    await expect(
      slack.run("get_message_history", { ...channel, include_activity_messages: true }),
    ).resolves.toMatchObject({ messages: [{ text: "@pm-orchestrator has joined the channel" }] });
  });

  it("asks for everybody when many authors are unknown", async () => {
    const slack = simulatedSlack();
    await slack.run("get_message_history", { channel: "general" });
    expect(methodsOf(slack.sent)).toEqual(["conversations.list", "conversations.history", "users.list"]);
  });

  it("tells when the bot was not invited", async () => {
    await expect(simulatedSlack().run("get_message_history", { channel: "design" })).rejects.toMatchObject({
      number: 4004,
    });
  });
});

describe("get_message", () => {
  it("finds a message of a channel", async () => {
    const slack = simulatedSlack();
    const message = await resultOf<Message>(slack, "get_message", first);
    expect(message).toMatchObject({ ts: first.ts, user: "maya", replies: 5 });
    expect(methodsOf(slack.sent)).toContain("conversations.history");
    expect(methodsOf(slack.sent)).not.toContain("conversations.replies");
    expect(await formTo(slack.sent, "conversations.history")).toMatchObject({
      oldest: first.ts,
      latest: first.ts,
      inclusive: "true",
      limit: "1",
    });
  });

  it("finds a reply, by its ts and by its address", async () => {
    const slack = simulatedSlack();
    const message = await resultOf<Message>(slack, "get_message", reply);
    expect(message).toMatchObject({ user: "priya", thread_ts: first.ts });
    expect(methodsOf(slack.sent)).toContain("conversations.replies");
    const fresh = simulatedSlack();
    await expect(fresh.run("get_message", { url: message.permalink })).resolves.toEqual(message);
    expect(methodsOf(fresh.sent)).toEqual(["auth.test", "conversations.replies", "users.info"]);
  });

  it.each([
    [{ channel: "engineering" }, 4103],
    [{ url: "https://evil.example/archives/C0123456789/p1763454502000200" }, 4104],
    [{ url: "http://simulator.invalid/slack/archives/x" }, 4104],
    [{ ...first, url: "http://simulator.invalid/slack/archives/C0123456789/p1763454502000200" }, 4104],
    [{ ...first, ts: "1763454321.000999" }, 4003],
    [{ ...first, channel: "nope" }, 4001],
  ])("does not find %j", async (params, number) => {
    await expect(simulatedSlack().run("get_message", params)).rejects.toMatchObject({ number });
  });
});

describe("get_permalink", () => {
  it("gives the address that Slack gives", async () => {
    const slack = simulatedSlack();
    const channel = await idOfChannel("engineering");
    await expect(resultOf(slack, "get_permalink", reply)).resolves.toEqual({
      permalink: `http://simulator.invalid/slack/archives/${channel}/p1763454502000200?thread_ts=${first.ts}&cid=${channel}`,
      channel,
      ts: reply.ts,
    });
    expect(await formTo(slack.sent, "chat.getPermalink")).toEqual({ channel, message_ts: reply.ts });
  });

  it("names the message that is not there", async () => {
    await expect(
      simulatedSlack().run("get_permalink", { ...first, ts: "1700000000.000000" }),
    ).rejects.toMatchObject({ number: 4003, details: { channel: first.channel, ts: "1700000000.000000" } });
  });
});

describe("update_message", () => {
  it("writes the text anew, and takes old blocks away", async () => {
    const slack = simulatedSlack();
    const receipt = await resultOf<Message>(slack, "update_message", {
      ...own,
      text: "**Out** <!channel>",
    });
    expect(await formTo(slack.sent, "chat.update")).toEqual({
      channel: expect.stringMatching(/^C/),
      ts: own.ts,
      text: "*Out* &lt;!channel&gt;",
      blocks: "[]",
      link_names: "false",
      parse: "none",
    });
    expect(receipt).toMatchObject({ id: own.ts, changed: ["text"], permalink: expect.any(String) });
    await expect(slack.run("get_message", own)).resolves.toMatchObject({
      text: "**Out** <!channel>",
      edited: "2025-12-01T10:00:00.000Z",
    });
  });

  it("gives it blocks, and lets mentions live when they are allowed", async () => {
    const slack = simulatedSlack();
    const blocks = [{ type: "section", text: { type: "mrkdwn", text: "<!here>" } }];
    await expect(
      slack.run("update_message", { ...own, text: "@here", blocks, allow_mentions: true }),
    ).resolves.toMatchObject({ changed: ["text", "blocks"] });
    const form = await formTo(slack.sent, "chat.update");
    expect(form["text"]).toBe("<!here>");
    expect(JSON.parse(form["blocks"] ?? "")).toEqual(blocks);
  });

  it.each([
    [first, 4301, "MESSAGE_NOT_CHANGEABLE"],
    [{ ...own, ts: "1700000000.000000" }, 4003, "MESSAGE_NOT_FOUND"],
    [{ ...own, text: " " }, 4103, "REQUIRED_FIELD_MISSING"],
  ])("cannot change %j", async (params, number, code) => {
    await expect(simulatedSlack().run("update_message", { text: "x", ...params })).rejects.toMatchObject({
      number,
      code,
    });
  });
});

describe("delete_message", () => {
  it("deletes a message", async () => {
    const slack = simulatedSlack();
    await expect(resultOf(slack, "delete_message", own)).resolves.toMatchObject({
      id: own.ts,
      changed: ["deleted"],
    });
    expect(await formTo(slack.sent, "chat.delete")).toEqual({
      channel: await idOfChannel("releases"),
      ts: own.ts,
    });
    await expect(slack.run("get_message", own)).rejects.toMatchObject({ number: 4003 });
  });

  it("does not delete what somebody else wrote", async () => {
    await expect(simulatedSlack().run("delete_message", first)).rejects.toMatchObject({
      number: 4301,
      details: { slack_error: "cant_delete_message" },
    });
  });

  it("has an unknown outcome when Slack fails in the middle", async () => {
    const slack = answering(({ url }) =>
      Response.json(
        url.endsWith("auth.test")
          ? { ok: true, url: "https://acme.slack.com/" }
          : { ok: false, error: "fatal_error" },
      ),
    );
    await expect(slack.run("delete_message", { ...own, channel: "C0123456789" })).rejects.toMatchObject({
      number: 6105,
    });
  });
});
