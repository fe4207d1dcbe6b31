import { describe, expect, it } from "vitest";
import {
  allPages,
  answering,
  formTo,
  idOfChannel,
  methodsOf,
  only,
  resultOf,
  simulatedSlack,
} from "../bench.js";

interface Unread {
  id: string;
  name: string;
  unread: number;
  mentions: number;
}
interface Unreads {
  channels: Unread[];
}

describe("get_unreads", () => {
  it("counts what others wrote since, with the user's token", async () => {
    const slack = simulatedSlack();
    const { channels } = await resultOf<Unreads>(slack, "get_unreads");
    expect(channels).toEqual([
      {
        id: await idOfChannel("security"),
        name: "security",
        unread: 1,
        mentions: 1,
        last_read: "1763370000.000100",
      },
      {
        id: await idOfChannel("support"),
        name: "support",
        unread: 1,
        mentions: 0,
        last_read: "1763280000.000000",
      },
    ]);
    expect(await formTo(slack.sent, "users.conversations")).toEqual({
      types: "public_channel,private_channel,mpim,im",
      exclude_archived: "true",
      limit: "20",
    });
    const tokens = new Set(slack.sent.map(({ headers }) => headers.get("authorization")));
    expect([...tokens]).toEqual(["Bearer simulated-user_token"]);
  });

  it("gives only channels that mention the reader, of the types that are asked for", async () => {
    const slack = simulatedSlack();
    const params = { mentions_only: true, channel_types: ["public_channel"] };
    await expect(slack.run("get_unreads", params)).resolves.toMatchObject({
      channels: [{ name: "security", mentions: 1 }],
    });
  });

  it("looks at a few channels at a time, and reads on", async () => {
    const slack = simulatedSlack();
    const channels = await allPages<Unread>(slack, "get_unreads", { items: "channels", limit: 3 });
    expect(channels.map(({ name }) => name)).toEqual(["security", "support"]);
  });

  it("calls direct messages after people, and reads none that Slack calls read", async () => {
    const slack = simulatedSlack();
    const { channel } = (await slack.run("open_dm", { users: ["@maya"] })) as { channel: string };
    const dms = { channel_types: ["im"] };
    await expect(slack.run("get_unreads", dms)).resolves.toMatchObject({ channels: [] });
    expect(methodsOf(slack.sent)).not.toContain("conversations.history");
    await slack.run("post_message", { channel, text: "Hello" });
    await expect(slack.run("get_unreads", dms)).resolves.toMatchObject({
      channels: [{ name: "@pm-orchestrator", unread: 1 }],
    });
    await slack.run("mark_read", { channel });
    await expect(slack.run("get_unreads", dms)).resolves.toMatchObject({ channels: [] });
  });

  it.each([
    [2, "users.info"],
    [9, "users.list"],
  ])("says when there are more than it counts, and looks %i people up with %s", async (length, method) => {
    const channels = Array.from({ length }, (_, index) => ({
      id: `D000000000${index}`,
      is_im: true,
      user: `U000000000${index}`,
    }));
    const slack = answering(({ url }) => {
      const called = url.split("/").at(-1);
      const messages = [{ ts: "1763454321.000100", text: "hi", user: "U0000000001" }];
      const replies: Record<string, object> = {
        "auth.test": { url: "https://a.slack.com", user_id: "U1" },
        "users.conversations": { channels },
        "users.list": { members: channels.map(({ user }) => ({ id: user, name: `n${user}` })) },
        "users.info": { user: { id: "U0000000001", name: "nU0000000001" } },
        "conversations.info": { channel: {} },
        "conversations.history": { messages, has_more: true },
      };
      return Response.json({ ok: true, ...replies[called ?? ""] });
    });
    await expect(slack.run("get_unreads")).resolves.toMatchObject({
      channels: expect.arrayContaining([
        { id: "D0000000001", name: "@nU0000000001", unread: 1, mentions: 0, more: true },
      ]),
    });
    expect(methodsOf(slack.sent)).toContain(method);
  });

  it("needs a user token", async () => {
    const slack = simulatedSlack(only("base_url", "bot_token"));
    await expect(slack.run("get_unreads")).rejects.toMatchObject({ number: 4406 });
    expect(slack.calls).toBe(0);
  });
});

describe("mark_read", () => {
  it("marks up to a message, or to the end", async () => {
    const slack = simulatedSlack();
    const channel = "security";
    const receipt = await resultOf(slack, "mark_read", { channel, ts: "1763370000.000100" });
    const id = await idOfChannel(channel);
    expect(receipt).toEqual({
      id,
      url: `http://simulator.invalid/slack/archives/${id}`,
      changed: ["last_read"],
      ts: "1763370000.000100",
    });
    expect(await formTo(slack.sent, "conversations.mark")).toEqual({ channel: id, ts: "1763370000.000100" });
    await expect(slack.run("mark_read", { channel })).resolves.toMatchObject({ ts: "1763370600.000100" });
    await expect(slack.run("get_unreads")).resolves.toMatchObject({ channels: [{ name: "support" }] });
  });

  it("finds a channel that the bot does not see", async () => {
    const slack = simulatedSlack();
    await expect(slack.run("mark_read", { channel: "leadership" })).resolves.toMatchObject({
      changed: ["last_read"],
    });
  });

  it("tells of a channel without messages", async () => {
    const slack = simulatedSlack(only("base_url", "user_token"));
    await slack.run("create_channel", { name: "empty" });
    await expect(slack.run("mark_read", { channel: "empty" })).rejects.toMatchObject({ number: 4003 });
  });

  it("needs a user token with channels:write", async () => {
    const slack = simulatedSlack(only("base_url", "bot_token"));
    await expect(slack.run("mark_read", { channel: "general" })).rejects.toMatchObject({
      number: 4406,
      details: { scope: "channels:write" },
    });
    expect(slack.calls).toBe(0);
  });
});
