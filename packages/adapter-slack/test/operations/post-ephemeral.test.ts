import { describe, expect, it } from "vitest";
import { formTo, idOfChannel, idOfUser, methodsOf, resultOf, simulatedSlack } from "../bench.js";

interface Message {
  ts: string;
}

const first = { channel: "#engineering", ts: "1763454321.000100" };

describe("post_ephemeral", () => {
  it("shows a message to one person", async () => {
    const slack = simulatedSlack();
    const receipt = await resultOf<Message>(slack, "post_ephemeral", {
      channel: "engineering",
      user: "priya@acme.example",
      text: "Only **you** see this, @here",
      thread_ts: first.ts,
    });
    expect(receipt).toMatchObject({ user: "priya", changed: ["text", "thread_ts"] });
    expect(await formTo(slack.sent, "chat.postEphemeral")).toEqual({
      channel: await idOfChannel("engineering"),
      user: expect.stringMatching(/^U/),
      text: "Only *you* see this, @here",
      thread_ts: first.ts,
      link_names: "false",
    });
    await expect(slack.run("get_message", { ...first, ts: receipt.ts })).rejects.toMatchObject({
      number: 4003,
    });
  });

  it("takes a person by id", async () => {
    const user = await idOfUser("@tom");
    const slack = simulatedSlack();
    await expect(
      slack.run("post_ephemeral", { channel: "engineering", user, text: "x" }),
    ).resolves.toMatchObject({ user: "tom" });
    expect(methodsOf(slack.sent)).toContain("users.info");
  });

  it("carries blocks, without live mentions unless they are allowed", async () => {
    const slack = simulatedSlack();
    const blocks = [{ type: "section", text: { type: "mrkdwn", text: "<!here>" } }];
    const params = { channel: "engineering", user: "@tom", text: "x", blocks };
    await slack.run("post_ephemeral", params);
    expect((await formTo(slack.sent, "chat.postEphemeral"))["blocks"]).toContain("&lt;!here>");
    await slack.run("post_ephemeral", { ...params, allow_mentions: true });
    expect((await formTo(slack.sent, "chat.postEphemeral"))["blocks"]).toContain("<!here>");
  });

  it("tells that somebody is not in the channel", async () => {
    const params = { channel: "engineering", user: "@sven", text: "x" };
    await expect(simulatedSlack().run("post_ephemeral", params)).rejects.toMatchObject({ number: 4004 });
    const slack = simulatedSlack();
    await slack.run("create_channel", { name: "alone" });
    await expect(
      slack.run("post_ephemeral", { ...params, channel: "alone", user: "@tom" }),
    ).rejects.toMatchObject({ number: 4004, details: { slack_error: "user_not_in_channel" } });
  });
});
