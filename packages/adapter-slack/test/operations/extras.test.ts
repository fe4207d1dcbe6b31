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

const engineering = "#engineering";
const first = { channel: engineering, ts: "1763454321.000100" };

describe("list_emoji", () => {
  it("gives the workspace's own, page after page", async () => {
    const slack = simulatedSlack();
    const emoji = await allPages<{ name: string }>(slack, "list_emoji", { items: "emoji", limit: 40 });
    expect(emoji).toHaveLength(73);
    expect(emoji).toContainEqual({ name: "lgtm", alias_for: "thumbsup" });
    expect(emoji).toContainEqual({ name: "acme", url: expect.stringMatching(/^https:/) });
    expect(await formTo(slack.sent, "emoji.list")).toEqual({});
  });

  it("finds some by a part of their name", async () => {
    await expect(resultOf(simulatedSlack(), "list_emoji", { query: ":train" })).resolves.toMatchObject({
      emoji: [{ name: "deploy-train" }],
      page: { total: 1 },
    });
  });
});

describe("list_pins", () => {
  it("gives messages and files", async () => {
    const slack = simulatedSlack();
    const pins = await resultOf(slack, "list_pins", { channel: engineering });
    expect(pins).toEqual({
      pins: [
        {
          ts: first.ts,
          user: "maya",
          text: expect.stringContaining("**TRAIN-123**"),
          url: expect.stringMatching(/\/archives\/C\w+\/p1763454321000100$/),
          pinned: "2025-11-18T09:00:00.000Z",
          pinned_by: "jonas",
        },
        {
          file: { id: "F0JWTDESIGN", name: "jwt-design.md" },
          user: "maya",
          url: expect.stringContaining("F0JWTDESIGN"),
          pinned: "2025-11-17T09:00:00.000Z",
          pinned_by: "maya",
        },
      ],
      page: { total: 2, complete: true },
    });
    expect(await formTo(slack.sent, "pins.list")).toEqual({ channel: await idOfChannel("engineering") });
    expect(
      await allPages(slack, "list_pins", { items: "pins", channel: engineering, limit: 1 }),
    ).toHaveLength(2);
  });

  it("asks for everybody where many are unknown", async () => {
    const items = Array.from({ length: 9 }, (_, index) => ({
      type: "file",
      file: { id: `F000000000${index}`, name: "a" },
      created_by: `U000000000${index}`,
    }));
    const slack = answering(({ url }) =>
      Response.json({
        ok: true,
        url: "https://a.slack.com",
        ...(url.endsWith("pins.list") ? { items } : {}),
      }),
    );
    await slack.run("list_pins", { channel: "C0123456789" });
    expect(methodsOf(slack.sent)).toEqual(["auth.test", "pins.list", "users.list"]);
  });
});

describe("add_pin and remove_pin", () => {
  it("pin a message and take the pin off, each once", async () => {
    const slack = simulatedSlack();
    const reply = { ...first, ts: "1763454502.000200" };
    await expect(resultOf(slack, "add_pin", reply)).resolves.toMatchObject({
      id: reply.ts,
      changed: ["pinned"],
    });
    expect(await formTo(slack.sent, "pins.add")).toEqual({
      channel: await idOfChannel("engineering"),
      timestamp: reply.ts,
    });
    await expect(slack.run("add_pin", reply)).resolves.toMatchObject({ changed: [] });
    await expect(slack.run("list_pins", { channel: engineering })).resolves.toMatchObject({
      pins: [{ ts: reply.ts, pinned_by: "pm-orchestrator" }, {}, {}],
    });
    await expect(resultOf(slack, "remove_pin", reply)).resolves.toMatchObject({ changed: ["pinned"] });
    await expect(slack.run("remove_pin", reply)).resolves.toMatchObject({ changed: [] });
  });

  it("name the message that is not there", async () => {
    await expect(
      simulatedSlack().run("add_pin", { ...first, ts: "1700000000.000000" }),
    ).rejects.toMatchObject({ number: 4003, details: { ts: "1700000000.000000" } });
  });
});

describe("list_bookmarks and add_bookmark", () => {
  it("give the links at the head of a channel", async () => {
    const slack = simulatedSlack();
    await expect(resultOf(slack, "list_bookmarks", { channel: engineering })).resolves.toMatchObject({
      bookmarks: [
        {
          id: "Bk0RUNBOOK01",
          title: "Runbook",
          url: "https://acme.example/wiki/runbook",
          emoji: "fire",
          type: "link",
          created: "2025-10-01T08:00:00.000Z",
        },
        { title: "Sprint board" },
      ],
      page: { total: 2, complete: true },
    });
    const params = { items: "bookmarks", channel: engineering, limit: 1 };
    expect(await allPages(slack, "list_bookmarks", params)).toHaveLength(2);
  });

  it("put one there", async () => {
    const slack = simulatedSlack();
    const channel = await idOfChannel("engineering");
    const params = { channel: engineering, title: "PR 42", url: "https://acme.example/pr/42", emoji: "eyes" };
    await expect(resultOf(slack, "add_bookmark", params)).resolves.toEqual({
      id: expect.stringMatching(/^Bk/),
      url: `http://simulator.invalid/slack/archives/${channel}`,
      changed: ["title", "url", "emoji"],
    });
    expect(await formTo(slack.sent, "bookmarks.add")).toEqual({
      channel_id: channel,
      title: "PR 42",
      type: "link",
      link: "https://acme.example/pr/42",
      emoji: ":eyes:",
    });
    await expect(slack.run("list_bookmarks", { channel })).resolves.toMatchObject({
      bookmarks: [{}, {}, { title: "PR 42" }],
    });
  });

  it.each([
    [{ emoji: "no-such" }, 4008],
    [{ url: "ftp://acme.example/x" }, 4104],
    [{ channel: "C0123456789" }, 4001],
  ])("tell why %j is refused", async (wrong, number) => {
    const params = { channel: engineering, title: "x", url: "https://acme.example", ...wrong };
    await expect(simulatedSlack().run("add_bookmark", params)).rejects.toMatchObject({ number });
  });
});

describe("add_reminder and list_reminders", () => {
  it.each([
    ["in 15 minutes", "in 15 minutes", { time: "2025-12-01T10:15:00.000Z" }],
    ["2025-12-24T18:00:00Z", "1766599200", { time: "2025-12-24T18:00:00.000Z" }],
    ["every Thursday", "every Thursday", { recurring: true }],
  ])("remind %s, with the user's token", async (time, sent, told) => {
    const slack = simulatedSlack();
    await expect(resultOf(slack, "add_reminder", { text: "Rotate keys", time })).resolves.toEqual({
      id: expect.stringMatching(/^Rm/),
      url: "http://simulator.invalid/slack/",
      changed: ["text", "time"],
      text: "Rotate keys",
      ...told,
    });
    expect(await formTo(slack.sent, "reminders.add")).toEqual({ text: "Rotate keys", time: sent });
    const adding = slack.sent.find(({ url }) => url.endsWith("reminders.add"));
    expect(adding?.headers.get("authorization")).toBe("Bearer simulated-user_token");
    await expect(slack.run("list_reminders")).resolves.toMatchObject({
      reminders: [{ text: "Review the JWKS endpoint" }, { text: "Rotate keys", ...told }],
    });
  });

  it("list what is done when it is asked for", async () => {
    const slack = simulatedSlack();
    const params = { items: "reminders", include_completed: true, limit: 1 };
    expect(await allPages(slack, "list_reminders", params)).toEqual([
      { id: "Rm0REVIEW001", text: "Review the JWKS endpoint", time: "2025-12-04T08:00:00.000Z" },
      expect.objectContaining({ id: "Rm0DONE00001", completed: expect.stringMatching(/^2025-11-27T/) }),
    ]);
  });

  it.each(["someday", "2020-01-01"])("do not understand %s", async (time) => {
    await expect(simulatedSlack().run("add_reminder", { text: "x", time })).rejects.toMatchObject({
      number: 4106,
      details: { time },
    });
  });

  it.each([
    ["add_reminder", { text: "x", time: "in 5 minutes" }, "reminders:write"],
    ["list_reminders", {}, "reminders:read"],
  ])("need a user token: %s", async (name, params, scope) => {
    const slack = simulatedSlack(only("base_url", "bot_token"));
    await expect(slack.run(name, params)).rejects.toMatchObject({ number: 4406, details: { scope } });
    expect(slack.calls).toBe(0);
  });
});
