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

interface Named {
  id: string;
  name: string;
}
interface Channels {
  channels: (Named & { private: boolean })[];
  page: { complete: boolean };
}
interface Users {
  users: Named[];
  page: { total?: number; complete: boolean };
}

describe("list_channels", () => {
  it("gives the public channels that are open", async () => {
    const slack = simulatedSlack();
    const { channels, page } = await resultOf<Channels>(slack, "list_channels");
    expect(await formTo(slack.sent, "conversations.list")).toEqual({
      types: "public_channel",
      exclude_archived: "true",
      limit: "50",
    });
    expect(channels.map(({ name }) => name)).toContain("engineering");
    expect(channels.map(({ name }) => name)).not.toContain("project-kiosk");
    expect(page.complete).toBe(true);
  });

  it("reads page after page", async () => {
    const slack = simulatedSlack();
    const params = { items: "channels", limit: 4, exclude_archived: false };
    const names = (await allPages<Named>(slack, "list_channels", params)).map(({ name }) => name);
    expect(names).toHaveLength(9);
    expect(new Set(names).size).toBe(9);
  });

  it("saves every look-up after it", async () => {
    const slack = simulatedSlack(only("base_url", "user_token"));
    const types = ["public_channel", "private_channel"];
    await slack.run("list_channels", { types, exclude_archived: false });
    await slack.run("get_channel", { channel: "#leadership" });
    await slack.run("get_channel", { channel: await idOfChannel("random") });
    expect(slack.calls).toBe(1);
  });

  it("does not take a part of the channels for all", async () => {
    const slack = simulatedSlack();
    await slack.run("list_channels", { limit: 2 });
    await expect(slack.run("get_channel", { channel: "project-kiosk" })).resolves.toMatchObject({
      archived: true,
    });
    expect(slack.calls).toBe(2);
  });

  it("gives one's own channels only", async () => {
    const slack = simulatedSlack();
    const { channels } = await resultOf<Channels>(slack, "list_channels", { mine: true });
    expect(methodsOf(slack.sent)).toEqual(["users.conversations"]);
    expect(channels.map(({ name }) => name)).not.toContain("design");
  });

  it("calls direct messages after the people in them", async () => {
    const slack = simulatedSlack();
    for (const user of ["maya", "tom", "priya", "jonas", "elena", "alex", "sofia", "liam", "noor"]) {
      await slack.run("open_dm", { users: [`${user}@acme.example`] });
    }
    slack.sent.length = 0;
    const fresh = await resultOf<Channels>(slack, "list_channels", { types: ["im"] });
    expect(fresh.channels.map(({ name }) => name)).toContain("@noor");
    expect(fresh.channels.every((channel) => channel.private)).toBe(true);
  });
});

describe("the people of direct messages", () => {
  const withDirect = (count: number) => {
    const ids = Array.from({ length: count }, (_, index) => `U000000000${index}`);
    const slack = answering(({ url }) => {
      const channels = ids.map((user, index) => ({ id: `D000000000${index}`, is_im: true, user }));
      const members = ids.map((id) => ({ id, name: `n${id}` }));
      return Response.json({ ok: true, channels, members, user: members[0], url });
    });
    return slack;
  };

  it.each([
    [1, "users.info"],
    [9, "users.list"],
  ])("of %i are looked up with %s", async (count, method) => {
    const slack = withDirect(count);
    const { channels } = (await slack.run("list_channels", { types: ["im"] })) as Channels;
    expect(channels[0]).toMatchObject({ id: "D0000000000", name: "@nU0000000000" });
    expect(methodsOf(slack.sent)).toEqual(["conversations.list", method]);
  });
});

describe("list_channel_members", () => {
  it("gives handles, page after page", async () => {
    const slack = simulatedSlack();
    const params = { items: "members", channel: "#engineering", limit: 4 };
    const names = (await allPages<Named>(slack, "list_channel_members", params)).map(({ name }) => name);
    expect(names).toHaveLength(11);
    expect(names).toEqual(expect.arrayContaining(["maya", "pm-orchestrator"]));
    expect(methodsOf(slack.sent)).toContain("users.info");
  });

  it("asks for everybody where many are unknown", async () => {
    const slack = simulatedSlack();
    await resultOf(slack, "list_channel_members", { channel: "engineering" });
    expect(methodsOf(slack.sent)).toEqual(["conversations.list", "conversations.members", "users.list"]);
    expect(await formTo(slack.sent, "conversations.members")).toEqual({
      channel: expect.stringMatching(/^C/),
      limit: "50",
    });
  });

  it("names the channel that is not there", async () => {
    await expect(
      simulatedSlack().run("list_channel_members", { channel: "C0123456789" }),
    ).rejects.toMatchObject({ number: 4001, details: { channel: "C0123456789" } });
  });
});

describe("list_users", () => {
  it("gives the people, and saves every look-up after it", async () => {
    const slack = simulatedSlack();
    const { users, page } = await resultOf<Users>(slack, "list_users");
    expect(await formTo(slack.sent, "users.list")).toEqual({ limit: "50" });
    expect(users).toHaveLength(10);
    expect(page).toEqual({ complete: true });
    await slack.run("get_user", { user: "@sven" });
    await slack.run("get_user", { user: "tom@acme.example" });
    expect(slack.calls).toBe(1);
  });

  it("gives bots and those who have left when they are asked for, page after page", async () => {
    const params = { items: "users", limit: 5, include_bots: true, include_deactivated: true };
    const users = await allPages<Named>(simulatedSlack(), "list_users", params);
    expect(users).toHaveLength(12);
    expect(users).toContainEqual(expect.objectContaining({ name: "sven", deactivated: true }));
    expect(users).toContainEqual(expect.objectContaining({ name: "pm-orchestrator", bot: true }));
  });
});

describe("search_users", () => {
  it.each([
    ["engineer backend", ["tom"]],
    ["alex", ["alex", "alex.kim2"]],
    ["NOOR@acme", ["noor"]],
    ["nobody here", []],
  ])("finds %s", async (query, names) => {
    const slack = simulatedSlack();
    const { users } = await resultOf<Users>(slack, "search_users", { query });
    expect(users.map(({ name }) => name)).toEqual(names);
    expect(methodsOf(slack.sent)).toEqual(["users.list"]);
  });

  it("pages without a second call, and finds who has left when asked", async () => {
    const slack = simulatedSlack();
    const params = { items: "users", query: "e", limit: 3, include_deactivated: true };
    const names = (await allPages<Named>(slack, "search_users", params)).map(({ name }) => name);
    expect(names).toContain("sven");
    expect(new Set(names).size).toBe(names.length);
    expect(slack.calls).toBe(1);
  });
});

describe("get_current_user", () => {
  it("tells whose token it is, once", async () => {
    const slack = simulatedSlack();
    await expect(resultOf(slack, "get_current_user")).resolves.toEqual({
      id: expect.stringMatching(/^U/),
      name: "pm-orchestrator",
      bot: true,
      team: { id: "T0ACME0001", name: "Acme" },
      url: "http://simulator.invalid/slack/",
    });
    await slack.run("get_current_user");
    expect(methodsOf(slack.sent)).toEqual(["auth.test"]);
  });

  it("tells of the user's token too", async () => {
    await expect(simulatedSlack().run("get_current_user", { token: "user" })).resolves.toMatchObject({
      name: "maya",
      bot: false,
    });
  });
});
