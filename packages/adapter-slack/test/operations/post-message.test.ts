import { describe, expect, it } from "vitest";
import adapter from "../../src/index.js";
import { formOf, methodsOf, only, simulatedSlack } from "../bench.js";

interface Receipt {
  id: string;
  url: string;
  channel: string;
  ts: string;
  permalink: string;
}

const hello = { channel: "#engineering", text: "Created PSN-124 for TRAIN-123" };

describe("post_message", () => {
  it("posts, and answers a receipt with the message's address", async () => {
    const slack = simulatedSlack();
    const receipt = (await slack.run("post_message", hello)) as Receipt;
    expect(await formOf(slack.sent.at(-1))).toEqual({
      channel: receipt.channel,
      text: "Created PSN-124 for TRAIN-123",
      link_names: "false",
      metadata: expect.stringMatching(
        /^{"event_type":"pm_orchestrator_message","event_payload":{"id":"[0-9a-f-]{36}"}}$/,
      ),
    });
    expect(slack.sent.at(-1)?.headers.get("content-type")).toMatch(/^application\/x-www-form-urlencoded/);
    expect(slack.sent.at(-1)?.headers.get("authorization")).toBe("Bearer simulated-bot_token");
    expect(receipt).toEqual({
      id: "1764583200.000000",
      ts: "1764583200.000000",
      channel: expect.stringMatching(/^C/),
      url: receipt.permalink,
      permalink: `http://simulator.invalid/slack/archives/${receipt.channel}/p1764583200000000`,
      changed: ["text"],
    });
    expect(adapter.operations["post_message"]?.result.parse(receipt)).toEqual(receipt);
    await expect(
      slack.run("get_thread", { channel: receipt.channel, thread_ts: receipt.ts }),
    ).resolves.toMatchObject({
      messages: [{ user: "pm-orchestrator", text: "Created PSN-124 for TRAIN-123" }],
    });
  });

  it("looks up channel and workspace side by side, once in a session", async () => {
    const slack = simulatedSlack();
    await slack.run("post_message", hello);
    expect(methodsOf(slack.sent)).toEqual(["conversations.list", "auth.test", "chat.postMessage"]);
    await slack.run("post_message", { ...hello, channel: "random" });
    expect(methodsOf(slack.sent).slice(3)).toEqual(["chat.postMessage"]);
  });

  it("needs no look-up of a channel given by id", async () => {
    const { channel } = (await simulatedSlack().run("post_message", hello)) as Receipt;
    const slack = simulatedSlack();
    await slack.run("post_message", { ...hello, channel });
    expect(methodsOf(slack.sent)).toEqual(["auth.test", "chat.postMessage"]);
  });

  it("posts into threads, and gives the address that Slack itself gives", async () => {
    const slack = simulatedSlack();
    const thread = { channel: "engineering", thread_ts: "1763454321.000100" };
    const receipt = (await slack.run("post_message", { ...thread, text: "Done." })) as Receipt;
    expect(receipt).toMatchObject({ changed: ["text", "thread_ts"] });
    expect(receipt.permalink).toContain(`?thread_ts=1763454321.000100&cid=${receipt.channel}`);
    const found = await slack.run("search_messages", { query: '"Done."', sort: "newest", limit: 1 });
    expect(found).toMatchObject({
      messages: [{ permalink: receipt.permalink, thread_ts: "1763454321.000100" }],
    });
    const { messages } = (await slack.run("get_thread", thread)) as { messages: { ts: string }[] };
    expect(messages.at(-1)).toMatchObject({ ts: receipt.ts, text: "Done." });
  });

  it("gives every message a ts of its own, later than all before", async () => {
    const slack = simulatedSlack();
    const seen: string[] = [];
    for (const text of ["One", "Two", "Three"]) {
      seen.push(((await slack.run("post_message", { ...hello, text })) as Receipt).ts);
    }
    expect(seen).toEqual([...new Set(seen)].sort());
  });

  it("sends Markdown as mrkdwn, with everything escaped that could notify or mislead", async () => {
    const slack = simulatedSlack();
    await slack.run("post_message", {
      channel: "engineering",
      text: "**Done** <!channel> <@U0123456789> @here [docs](https://acme.example) a < b & my_var_name",
    });
    expect(await formOf(slack.sent.at(-1))).toMatchObject({
      text: "*Done* &lt;!channel&gt; &lt;@U0123456789&gt; @here <https://acme.example|docs> a &lt; b &amp; my_var_name",
    });
  });

  it("lets mentions live when they are allowed", async () => {
    const slack = simulatedSlack();
    await slack.run("post_message", {
      channel: "engineering",
      text: "@here <!channel> & you",
      allow_mentions: true,
    });
    expect(await formOf(slack.sent.at(-1))).toMatchObject({ text: "<!here> <!channel> &amp; you" });
  });

  it("sends blocks as JSON, without live mentions", async () => {
    const slack = simulatedSlack();
    const blocks = [{ type: "section", text: { type: "mrkdwn", text: "*Hi* <!here>" } }];
    await slack.run("post_message", { ...hello, blocks });
    const form = await formOf(slack.sent.at(-1));
    expect(JSON.parse(form["blocks"] ?? "")).toEqual([
      { type: "section", text: { type: "mrkdwn", text: "*Hi* &lt;!here>" } },
    ]);
  });

  it("posts as the user where there is no bot", async () => {
    const slack = simulatedSlack(only("base_url", "user_token"));
    const { channel, ts } = (await slack.run("post_message", { ...hello, channel: "design" })) as Receipt;
    await expect(slack.run("get_thread", { channel, thread_ts: ts })).resolves.toMatchObject({
      messages: [{ user: "maya" }],
    });
  });

  it.each([
    [{ channel: "project-kiosk" }, 4005, "CHANNEL_ARCHIVED"],
    [{ channel: "design" }, 4004, "PERMISSION_DENIED"],
    [{ channel: "C0123456789" }, 4001, "CHANNEL_NOT_FOUND"],
    [{ thread_ts: "1700000000.000000" }, 4003, "MESSAGE_NOT_FOUND"],
  ])("tells why %j is refused", async (wrong, number, code) => {
    await expect(simulatedSlack().run("post_message", { ...hello, ...wrong })).rejects.toMatchObject({
      number,
      code,
    });
  });

  it.each([
    [{ text: " \n " }, 4103, "REQUIRED_FIELD_MISSING"],
    [{ text: "x".repeat(40_001) }, 4101, "MESSAGE_TOO_LONG"],
    [{ text: "&".repeat(10_000) }, 4101, "MESSAGE_TOO_LONG"],
  ])("refuses a text that Slack would lose or cut, before any call (%#)", async (wrong, number, code) => {
    const slack = simulatedSlack();
    await expect(slack.run("post_message", { ...hello, ...wrong })).rejects.toMatchObject({ number, code });
    expect(slack.calls).toBe(0);
  });

  it("does not post when the channel's name is misspelt", async () => {
    const slack = simulatedSlack();
    await expect(slack.run("post_message", { ...hello, channel: "enginering" })).rejects.toMatchObject({
      number: 4001,
    });
    expect(methodsOf(slack.sent)).not.toContain("chat.postMessage");
  });
});
