import { createSimulatorHost, createWorld, IN_PROCESS_ORIGIN } from "@pm-orchestrator/simulator";
import { describe, expect, it } from "vitest";
import simulator from "../../src/simulator/index.js";

function slack() {
  const world = createWorld({ now: () => new Date("2025-12-01T10:00:00Z") });
  const host = createSimulatorHost({ world, simulators: { slack: async () => simulator } });
  const send = async (method: string, init: RequestInit = {}) => {
    const answer = await host.fetch(`${IN_PROCESS_ORIGIN}/slack/${method}`, init);
    expect(answer.status).toBe(200);
    return (await answer.json()) as Record<string, unknown>;
  };
  return { send };
}

const bot = { authorization: "Bearer simulated-bot_token" };

describe("the simulated Slack", () => {
  it.each([
    [{}, "not_authed"],
    [{ authorization: "Bearer simulated-bot-token" }, "invalid_auth"],
    [{ authorization: "Bearer xoxb-1" }, "invalid_auth"],
  ])("refuses %j with status 200, as Slack does", async (headers, error) => {
    expect(await slack().send("auth.test", { headers })).toEqual({ ok: false, error });
  });

  it("takes arguments from the address, a form or JSON, and a token from any of them", async () => {
    const { send } = slack();
    const user = "nobody@acme.example";
    const refused = { ok: false, error: "users_not_found" };
    const query = new URLSearchParams({ email: user, token: "simulated-bot_token" });
    expect(await send(`users.lookupByEmail?${query}`)).toEqual(refused);
    expect(await send("users.lookupByEmail", { method: "POST", body: query })).toEqual(refused);
    const json = { method: "POST", headers: { ...bot, "content-type": "application/json" } };
    expect(
      await send("users.lookupByEmail", { ...json, body: JSON.stringify({ email: "maya@acme.example" }) }),
    ).toMatchObject({
      ok: true,
      user: { name: "maya" },
    });
  });

  it("pages by cursor, and refuses one that it did not give", async () => {
    const { send } = slack();
    const names: unknown[] = [];
    let cursor = "";
    do {
      const query = new URLSearchParams({ limit: "4", cursor });
      const answer = await send(`conversations.list?${query}`, { headers: bot });
      names.push(...(answer["channels"] as { name: string }[]).map(({ name }) => name));
      cursor = (answer["response_metadata"] as { next_cursor: string }).next_cursor;
    } while (cursor !== "");
    expect(names).toHaveLength(9);
    expect(new Set(names).size).toBe(9);
    expect(await send("conversations.list?cursor=x", { headers: bot })).toEqual({
      ok: false,
      error: "invalid_cursor",
    });
    expect(await send("conversations.list?limit=0", { headers: bot })).toEqual({
      ok: false,
      error: "invalid_limit",
    });
  });

  it("gives a message's address", async () => {
    const { send } = slack();
    const { channels } = (await send("conversations.list", { headers: bot })) as {
      channels: { id: string; name: string }[];
    };
    const channel = channels.find(({ name }) => name === "security")?.id ?? "";
    const query = new URLSearchParams({ channel, message_ts: "1763370000.000100" });
    expect(await send(`chat.getPermalink?${query}`, { headers: bot })).toEqual({
      ok: true,
      channel,
      permalink: `${IN_PROCESS_ORIGIN}/slack/archives/${channel}/p1763370000000100`,
    });
  });

  it.each([
    [{ text: " " }, "no_text"],
    [{ text: "x".repeat(40_001) }, "msg_too_long"],
    [{ text: "x", blocks: "[" }, "invalid_blocks_format"],
    [{ text: "x", blocks: "[1]" }, "invalid_blocks"],
    [{ text: "x", channel: "C0123456789" }, "channel_not_found"],
  ])("refuses to post (%#): %s", async (wrong, error) => {
    const { send } = slack();
    const { channels } = (await send("conversations.list", { headers: bot })) as {
      channels: { id: string }[];
    };
    const body = new URLSearchParams({ channel: channels[0]?.id ?? "", ...wrong });
    expect(await send("chat.postMessage", { method: "POST", headers: bot, body })).toEqual({
      ok: false,
      error,
    });
  });

  it.each([
    ["in:security TRAIN-123", 1],
    ["TRAIN-123 -in:engineering", 3],
    ['"refresh tokens must rotate"', 1],
    ["from:@priya TRAIN-123", 2],
    ["from:me TRAIN-123 is:thread", 1],
    ["TRAIN-123 on:2025-11-17", 1],
    ["TRAIN-123 before:2025-11-18", 2],
    ["TRAIN-123 after:2025-11-18", 1],
  ])("finds by %s", async (query, total) => {
    const answer = await slack().send(`search.messages?${new URLSearchParams({ query })}`, {
      headers: { authorization: "Bearer simulated-user_token" },
    });
    expect(answer).toMatchObject({ ok: true, messages: { total } });
  });
});
