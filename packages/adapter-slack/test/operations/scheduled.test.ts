import { describe, expect, it } from "vitest";
import { allPages, answering, formTo, idOfChannel, resultOf, simulatedSlack } from "../bench.js";

interface Scheduled {
  id: string;
  channel: string;
  post_at: string;
}

const message = { channel: "#releases", text: "**Out** now, @here", post_at: "2025-12-24T18:00:00" };

describe("schedule_message", () => {
  it("schedules, lists and deletes", async () => {
    const slack = simulatedSlack();
    const receipt = await resultOf<Scheduled>(slack, "schedule_message", message);
    const channel = await idOfChannel("releases");
    expect(await formTo(slack.sent, "chat.scheduleMessage")).toEqual({
      channel,
      post_at: "1766599200",
      text: "*Out* now, @here",
      link_names: "false",
    });
    expect(receipt).toEqual({
      id: expect.stringMatching(/^Q/),
      url: `http://simulator.invalid/slack/archives/${channel}`,
      changed: ["post_at", "text"],
      channel,
      post_at: "2025-12-24T18:00:00.000Z",
    });
    const listed = await resultOf(slack, "list_scheduled_messages", { latest: "2026-01-01" });
    expect(listed).toEqual({
      messages: [
        {
          id: receipt.id,
          channel: "releases",
          text: "**Out** now, @here",
          post_at: "2025-12-24T18:00:00.000Z",
          created: "2025-12-01T10:00:00.000Z",
        },
      ],
      page: { complete: true },
    });
    await expect(
      resultOf(slack, "delete_scheduled_message", { channel, scheduled_message_id: receipt.id }),
    ).resolves.toMatchObject({ id: receipt.id, changed: ["deleted"] });
    expect(await formTo(slack.sent, "chat.deleteScheduledMessage")).toEqual({
      channel,
      scheduled_message_id: receipt.id,
    });
    await expect(
      slack.run("delete_scheduled_message", { channel, scheduled_message_id: receipt.id }),
    ).rejects.toMatchObject({ code: "SCHEDULED_MESSAGE_NOT_FOUND", number: 4009 });
  });

  it("schedules a reply, with blocks, and with live mentions when they are allowed", async () => {
    const slack = simulatedSlack();
    const blocks = [{ type: "section", text: { type: "mrkdwn", text: "<!here>" } }];
    const thread_ts = "1763543100.000100";
    await slack.run("schedule_message", { ...message, thread_ts, blocks, allow_mentions: true });
    expect(await formTo(slack.sent, "chat.scheduleMessage")).toMatchObject({
      thread_ts,
      text: "*Out* now, <!here>",
      blocks: JSON.stringify(blocks),
    });
  });

  it("names a time that is past", async () => {
    await expect(
      simulatedSlack().run("schedule_message", { ...message, post_at: "2025-11-01" }),
    ).rejects.toMatchObject({ code: "INVALID_TIME", number: 4106, details: { post_at: "2025-11-01" } });
  });

  it("names a time that is too far ahead", async () => {
    const slack = answering(({ url }) =>
      Response.json(
        url.endsWith("auth.test")
          ? { ok: true, url: "https://a.slack.com" }
          : { ok: false, error: "time_too_far" },
      ),
    );
    await expect(slack.run("schedule_message", { ...message, channel: "C0123456789" })).rejects.toMatchObject(
      { number: 4106, message: expect.stringContaining("120 days") },
    );
  });
});

describe("list_scheduled_messages", () => {
  it("narrows by channel and time, page after page", async () => {
    const slack = simulatedSlack();
    for (const day of ["02", "03", "04"]) {
      await slack.run("schedule_message", { ...message, post_at: `2025-12-${day}` });
    }
    const params = { items: "messages", channel: "releases", oldest: "2025-12-02T12:00Z", limit: 1 };
    const messages = await allPages<Scheduled>(slack, "list_scheduled_messages", params);
    expect(messages.map(({ post_at }) => post_at.slice(0, 10))).toEqual([
      "2098-12-31",
      "2025-12-03",
      "2025-12-04",
    ]);
    expect(await formTo(slack.sent, "chat.scheduledMessages.list")).toMatchObject({
      oldest: "1764676800",
      limit: "1",
    });
    await expect(
      simulatedSlack().run("list_scheduled_messages", { channel: "support" }),
    ).resolves.toMatchObject({
      messages: [],
    });
  });
});
