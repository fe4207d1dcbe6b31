import { describe, expect, it } from "vitest";
import {
  answering,
  formTo,
  idOfChannel,
  idOfUser,
  methodsOf,
  only,
  resultOf,
  simulatedSlack,
} from "../bench.js";

const asUser = () => simulatedSlack(only("base_url", "user_token"));

interface Receipt {
  id: string;
  url: string;
  changed: string[];
}

describe("create_channel", () => {
  it("creates a channel, which is known from then on without a further look-up", async () => {
    const slack = simulatedSlack();
    await slack.run("get_channel", { channel: "random" });
    const receipt = await resultOf<Receipt>(slack, "create_channel", { name: "jwt-rollout", private: true });
    expect(await formTo(slack.sent, "conversations.create")).toEqual({
      name: "jwt-rollout",
      is_private: "true",
    });
    expect(receipt).toEqual({
      id: expect.stringMatching(/^C/),
      url: `http://simulator.invalid/slack/archives/${receipt.id}`,
      changed: ["name", "private"],
      name: "jwt-rollout",
    });
    const calls = slack.calls;
    await expect(slack.run("get_channel", { channel: "#jwt-rollout" })).resolves.toMatchObject({
      id: receipt.id,
      private: true,
    });
    expect(slack.calls).toBe(calls);
  });

  it("names the channel that has the name already", async () => {
    await expect(simulatedSlack().run("create_channel", { name: "engineering" })).rejects.toMatchObject({
      code: "NAME_TAKEN",
      number: 4201,
      details: { name: "engineering", slack_error: "name_taken" },
    });
  });

  it.each(["Big", "two words", "#x", "a.b"])("refuses the name %s before any call", async (name) => {
    const slack = simulatedSlack();
    await expect(slack.run("create_channel", { name })).rejects.toThrow(/lower case/);
    expect(slack.calls).toBe(0);
  });

  it("tells of a name that Slack does not take", async () => {
    await expect(simulatedSlack().run("create_channel", { name: "a:b" })).rejects.toMatchObject({
      number: 4104,
    });
  });
});

describe("archive_channel", () => {
  it("archives, once, and the session knows it", async () => {
    const slack = simulatedSlack();
    const first = await resultOf<Receipt>(slack, "archive_channel", { channel: "random" });
    expect(first).toMatchObject({ changed: ["archived"] });
    expect(await formTo(slack.sent, "conversations.archive")).toEqual({ channel: first.id });
    const calls = slack.calls;
    await expect(slack.run("get_channel", { channel: "random" })).resolves.toMatchObject({ archived: true });
    expect(slack.calls).toBe(calls);
    await expect(slack.run("archive_channel", { channel: first.id })).resolves.toMatchObject({ changed: [] });
    await expect(slack.run("post_message", { channel: "random", text: "x" })).rejects.toMatchObject({
      number: 4005,
    });
  });

  it.each([
    ["general", "cant_archive_general"],
    ["design", "not_in_channel"],
  ])("is not permitted for %s", async (channel, slack_error) => {
    await expect(simulatedSlack().run("archive_channel", { channel })).rejects.toMatchObject({
      number: 4004,
      details: { slack_error },
    });
  });
});

describe("set_topic", () => {
  it("sets a plain text, escaped, that reads as it was written", async () => {
    const slack = simulatedSlack();
    const topic = "Sprint 25: <tokens> & keys";
    const receipt = await resultOf<Receipt>(slack, "set_topic", { channel: "#engineering", topic });
    expect(receipt).toMatchObject({ changed: ["topic"] });
    expect(await formTo(slack.sent, "conversations.setTopic")).toEqual({
      channel: receipt.id,
      topic: "Sprint 25: &lt;tokens&gt; &amp; keys",
    });
    const calls = slack.calls;
    await expect(slack.run("get_channel", { channel: "engineering" })).resolves.toMatchObject({ topic });
    expect(slack.calls).toBe(calls);
    const { messages } = (await slack.run("get_message_history", {
      channel: "engineering",
      limit: 1,
      include_activity_messages: true,
    })) as { messages: { text: string }[] };
    expect(messages[0]?.text).toContain(`set the channel topic: ${topic}`);
  });

  it("takes a topic away, also of a channel given by id", async () => {
    const slack = simulatedSlack();
    const channel = await idOfChannel("engineering");
    await slack.run("set_topic", { channel, topic: "" });
    await expect(slack.run("get_channel", { channel })).resolves.not.toHaveProperty("topic");
  });

  it("names the channel that is not there", async () => {
    await expect(
      simulatedSlack().run("set_topic", { channel: "C0123456789", topic: "x" }),
    ).rejects.toMatchObject({ number: 4001, details: { channel: "C0123456789" } });
  });
});

describe("join_channel", () => {
  it("makes the bot a member, once", async () => {
    const slack = simulatedSlack();
    const before = (await slack.run("get_channel", { channel: "design" })) as { members: number };
    const receipt = await resultOf<Receipt>(slack, "join_channel", { channel: "#design" });
    expect(receipt).toMatchObject({ changed: ["members"], name: "design" });
    expect(await formTo(slack.sent, "conversations.join")).toEqual({ channel: receipt.id });
    await expect(slack.run("get_channel", { channel: "design" })).resolves.toMatchObject({
      members: before.members + 1,
    });
    await expect(slack.run("join_channel", { channel: "design" })).resolves.toMatchObject({ changed: [] });
    await expect(slack.run("post_message", { channel: "design", text: "Hello" })).resolves.toBeDefined();
  });

  it("cannot join a private channel", async () => {
    await expect(asUser().run("join_channel", { channel: "leadership" })).rejects.toMatchObject({
      number: 4104,
    });
  });
});

describe("invite_to_channel", () => {
  it("invites people by id, e-mail and handle, each once", async () => {
    const slack = asUser();
    const { channel } = { channel: "leadership" };
    const receipt = await resultOf<Receipt & { users: string[] }>(slack, "invite_to_channel", {
      channel,
      users: ["tom@acme.example", "@noor", "Noor Haddad"],
    });
    expect(receipt).toMatchObject({ changed: ["members"], users: ["tom", "noor"] });
    expect(await formTo(slack.sent, "conversations.invite")).toEqual({
      channel: receipt.id,
      users: expect.stringMatching(/^U\w+,U\w+$/),
    });
    await expect(slack.run("get_channel", { channel })).resolves.toMatchObject({ members: 5 });
  });

  it("invites only those who are missing, where Slack would refuse all", async () => {
    const slack = asUser();
    const channel = "leadership";
    await expect(
      slack.run("invite_to_channel", { channel, users: ["@jonas", "@tom"] }),
    ).resolves.toMatchObject({ changed: ["members"], users: ["tom"] });
    expect(methodsOf(slack.sent).slice(-3)).toEqual([
      "conversations.invite",
      "conversations.members",
      "conversations.invite",
    ]);
    await expect(slack.run("invite_to_channel", { channel, users: ["@tom"] })).resolves.toMatchObject({
      changed: [],
      users: [],
    });
  });

  it("takes a person by id", async () => {
    const id = await idOfUser("@tom");
    const slack = asUser();
    await expect(
      slack.run("invite_to_channel", { channel: "leadership", users: [id] }),
    ).resolves.toMatchObject({ users: ["tom"] });
  });

  it("names nobody by half", async () => {
    const slack = simulatedSlack();
    await expect(
      slack.run("invite_to_channel", { channel: "releases", users: ["@noor", "@nobody"] }),
    ).rejects.toMatchObject({ number: 4002 });
    expect(methodsOf(slack.sent)).not.toContain("conversations.invite");
  });
});

describe("open_dm", () => {
  it("opens a channel to post to, and finds it again", async () => {
    const slack = simulatedSlack();
    const receipt = await resultOf<Receipt & { channel: string }>(slack, "open_dm", { users: ["@maya"] });
    expect(receipt).toEqual({
      id: expect.stringMatching(/^D/),
      url: `http://simulator.invalid/slack/archives/${receipt.id}`,
      changed: ["users"],
      channel: receipt.id,
      users: ["maya"],
    });
    expect(await formTo(slack.sent, "conversations.open")).toEqual({
      users: expect.stringMatching(/^U\w+$/),
    });
    await slack.run("post_message", { channel: receipt.channel, text: "Hello" });
    await expect(slack.run("open_dm", { users: ["maya@acme.example"] })).resolves.toMatchObject({
      id: receipt.id,
      changed: [],
    });
    await expect(slack.run("list_channels", { types: ["im"] })).resolves.toMatchObject({
      channels: [{ id: receipt.id, name: "@maya", user: "maya", private: true }],
    });
  });

  it("opens one with several people", async () => {
    const slack = simulatedSlack();
    await expect(slack.run("open_dm", { users: ["@maya", "@tom"] })).resolves.toMatchObject({
      id: expect.stringMatching(/^G/),
      users: ["maya", "tom"],
    });
    await expect(slack.run("list_channels", { types: ["mpim"] })).resolves.toMatchObject({
      channels: [{ name: "mpdm-pm-orchestrator--maya--tom-1" }],
    });
  });

  it("tells what Slack says of it", async () => {
    const slack = answering(({ url }) =>
      Response.json(
        url.endsWith("auth.test")
          ? { ok: true, url: "https://acme.slack.com/" }
          : { ok: false, error: "user_not_found" },
      ),
    );
    await expect(slack.run("open_dm", { users: ["U0123456789"] })).rejects.toMatchObject({ number: 4002 });
  });
});
