import { describe, expect, it } from "vitest";
import adapter from "../../src/index.js";
import { answering, formOf, methodsOf, only, settings, simulatedSlack } from "../bench.js";

describe("get_channel", () => {
  it.each(["engineering", "#engineering", "Engineering"])("finds %s by name", async (channel) => {
    const slack = simulatedSlack();
    const found = await slack.run("get_channel", { channel });
    expect(found).toEqual({
      id: expect.stringMatching(/^C[A-Z0-9]{8,}$/),
      name: "engineering",
      topic: "Sprint 24: API security",
      purpose: "Building the train platform",
      members: 11,
      private: false,
      archived: false,
    });
    expect(adapter.operations["get_channel"]?.result.parse(found)).toEqual(found);
    expect(methodsOf(slack.sent)).toEqual(["conversations.list"]);
    expect(await formOf(slack.sent[0])).toMatchObject({
      types: "public_channel,private_channel",
      exclude_archived: "false",
    });
    expect(slack.sent[0]?.headers.get("authorization")).toBe("Bearer simulated-bot_token");
  });

  it("asks for an id directly, and knows the same", async () => {
    const slack = simulatedSlack();
    const { id } = (await simulatedSlack().run("get_channel", { channel: "engineering" })) as { id: string };
    const found = await slack.run("get_channel", { channel: id });
    expect(methodsOf(slack.sent)).toEqual(["conversations.info"]);
    expect(await formOf(slack.sent[0])).toEqual({ channel: id, include_num_members: "true" });
    expect(found).toMatchObject({ id, name: "engineering", members: 11 });
  });

  it("makes no second call, whether by name or by id", async () => {
    const slack = simulatedSlack();
    const { id } = (await slack.run("get_channel", { channel: "engineering" })) as { id: string };
    await slack.run("get_channel", { channel: id });
    await slack.run("get_channel", { channel: "#random" });
    expect(slack.calls).toBe(1);
  });

  it("reads every page of the list", async () => {
    const slack = answering(async (request) => {
      const { cursor = "" } = await formOf(request);
      const id = cursor === "" ? "C0000000001" : "C0000000002";
      const next_cursor = cursor === "" ? "more" : "";
      return Response.json({
        ok: true,
        channels: [{ id, name: `name${cursor}` }],
        response_metadata: { next_cursor },
      });
    });
    await expect(slack.run("get_channel", { channel: "namemore" })).resolves.toMatchObject({
      id: "C0000000002",
    });
    expect(slack.calls).toBe(2);
  });

  it("still finds public channels when the scope for private ones is missing", async () => {
    const slack = answering(async (request) => {
      const { types } = await formOf(request);
      return types === "public_channel"
        ? Response.json({ ok: true, channels: [{ id: "C0000000001", name: "open" }] })
        : Response.json({
            ok: false,
            error: "missing_scope",
            needed: "groups:read",
            provided: "channels:read",
          });
    });
    await expect(slack.run("get_channel", { channel: "open" })).resolves.toMatchObject({ id: "C0000000001" });
  });

  it("tells the nearest names for a misspelt one", async () => {
    await expect(simulatedSlack().run("get_channel", { channel: "#enginering" })).rejects.toMatchObject({
      code: "CHANNEL_NOT_FOUND",
      number: 4001,
      details: { channel: "#enginering", available: expect.arrayContaining(["engineering", "random"]) },
      suggestions: expect.arrayContaining(["Did you mean engineering?"]),
    });
  });

  it("tells how a person is written to, who is no channel", async () => {
    for (const channel of ["@maya", "U6AF7379368"])
      await expect(simulatedSlack().run("get_channel", { channel })).rejects.toMatchObject({
        code: "CHANNEL_NOT_FOUND",
        suggestions: expect.arrayContaining([expect.stringContaining(`open_dm gives the channel`)]),
      });
  });

  it("names the id that is not there", async () => {
    await expect(simulatedSlack().run("get_channel", { channel: "C0123456789" })).rejects.toMatchObject({
      number: 4001,
      details: { channel: "C0123456789", slack_error: "channel_not_found" },
    });
  });

  it("sees private channels only as a member, with the token that there is", async () => {
    const asUser = simulatedSlack(only("base_url", "user_token"));
    await expect(asUser.run("get_channel", { channel: "leadership" })).resolves.toMatchObject({
      private: true,
    });
    await expect(
      simulatedSlack(settings).run("get_channel", { channel: "leadership" }),
    ).rejects.toMatchObject({
      number: 4001,
    });
  });

  it("finds archived channels too, and says so", async () => {
    await expect(simulatedSlack().run("get_channel", { channel: "project-kiosk" })).resolves.toMatchObject({
      archived: true,
    });
  });
});
