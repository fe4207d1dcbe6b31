import { describe, expect, it } from "vitest";
import adapter from "../../src/index.js";
import {
  answering,
  formOf,
  idOfChannel,
  idOfUser,
  methodsOf,
  only,
  settings,
  simulatedSlack,
} from "../bench.js";

interface Found {
  messages: {
    channel: string;
    ts: string;
    user: string;
    text: string;
    permalink: string;
    thread_ts?: string;
  }[];
  page: { next?: string; total?: number; complete: boolean };
}

describe("search_messages", () => {
  it("finds the story in several channels, in one call with the user's token", async () => {
    const slack = simulatedSlack();
    const found = (await slack.run("search_messages", { query: "TRAIN-123 authentication" })) as Found;
    expect(methodsOf(slack.sent)).toEqual(["search.messages"]);
    expect(slack.sent[0]?.headers.get("authorization")).toBe("Bearer simulated-user_token");
    expect(await formOf(slack.sent[0])).toEqual({
      query: "TRAIN-123 authentication",
      sort: "score",
      sort_dir: "desc",
      count: "50",
      page: "1",
    });
    expect(found.messages.length).toBeGreaterThanOrEqual(5);
    expect(new Set(found.messages.map(({ channel }) => channel)).size).toBeGreaterThanOrEqual(3);
    expect(found.page).toEqual({ total: found.messages.length, complete: true });
    expect(found.messages).toContainEqual({
      channel: "engineering",
      ts: "1763454502.000200",
      user: "priya",
      text: "For TRAIN-123 authentication please sign the JWT with `RS256`, and keep the private key in the vault.",
      permalink: expect.stringMatching(
        /^http:\/\/simulator\.invalid\/slack\/archives\/C\w+\/p1763454502000200\?thread_ts=/,
      ),
      created: "2025-11-18T08:28:22.000Z",
      channel_id: expect.stringMatching(/^C/),
      thread_ts: "1763454321.000100",
    });
    expect(adapter.operations["search_messages"]?.result.parse(found)).toEqual(found);
  });

  it("gives Markdown, with the names that the session knows", async () => {
    const slack = simulatedSlack();
    const params = { query: '"ships"', channel: "engineering" };
    const unknown = (await slack.run("search_messages", params)) as Found;
    expect(unknown.messages[0]?.text).toMatch(/\(TRAIN-123\) ships\. @U[A-Z0-9]+, is/);
    await slack.run("get_user", { user: "@maya" });
    const known = (await slack.run("search_messages", params)) as Found;
    expect(known.messages[0]?.text).toContain("@maya, is the end of the sprint safe?");
  });

  it("narrows by channel and person, whose look-ups run side by side, with the bot's token", async () => {
    const slack = simulatedSlack();
    const found = (await slack.run("search_messages", {
      query: "JWT",
      channel: "#engineering",
      from: "priya@acme.example",
      sort: "oldest",
    })) as Found;
    expect(found.messages.map(({ user, channel }) => [user, channel])).toEqual([["priya", "engineering"]]);
    expect(methodsOf(slack.sent)).toEqual(["conversations.list", "users.lookupByEmail", "search.messages"]);
    expect(slack.sent[0]?.headers.get("authorization")).toBe("Bearer simulated-bot_token");
    expect(await formOf(slack.sent.at(-1))).toMatchObject({
      query: expect.stringMatching(/^in:engineering from:<@U[A-Z0-9]+> JWT$/),
      sort: "timestamp",
      sort_dir: "asc",
    });
  });

  it("keeps its own modifiers out of a quote that the query leaves open", async () => {
    const slack = simulatedSlack();
    const found = (await slack.run("search_messages", { query: '"TRAIN-123', channel: "security" })) as Found;
    expect(found.messages.map(({ channel }) => channel)).toEqual(["security"]);
  });

  it("searches for one's own messages without a look-up", async () => {
    const slack = simulatedSlack();
    const found = (await slack.run("search_messages", { query: "TRAIN-123", from: "me" })) as Found;
    expect(found.messages.map(({ user }) => user)).toEqual(["maya"]);
    expect(slack.calls).toBe(1);
  });

  it("pages to the end without losing or repeating a message, newest first", async () => {
    const slack = simulatedSlack();
    const seen: string[] = [];
    let token: string | undefined;
    do {
      const { messages, page } = (await slack.run("search_messages", {
        query: "is",
        sort: "newest",
        limit: 40,
        ...(token === undefined ? {} : { page_token: token }),
      })) as Found;
      seen.push(...messages.map(({ permalink }) => permalink));
      expect(page.complete).toBe(page.next === undefined);
      token = page.next;
      if (token === undefined) expect(seen).toHaveLength(page.total ?? 0);
    } while (token !== undefined);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(100);
  });

  it("does not claim to be complete where Slack gives no further page", async () => {
    const slack = answering(() =>
      Response.json({
        ok: true,
        messages: { matches: [], paging: { page: 100, pages: 140, total: 14_000 } },
      }),
    );
    await expect(
      slack.run("search_messages", { query: "x", limit: 100, page_token: "100" }),
    ).resolves.toEqual({
      messages: [],
      page: { total: 14_000, complete: false },
    });
  });

  it("says before any call that it needs a user token with search:read", async () => {
    const slack = simulatedSlack(only("base_url", "bot_token"));
    await expect(slack.run("search_messages", { query: "x", channel: "engineering" })).rejects.toMatchObject({
      code: "SLACK_SCOPE_MISSING",
      number: 4406,
      message: expect.stringContaining("user token with the scope search:read"),
      details: { scope: "search:read" },
      suggestions: expect.arrayContaining([expect.stringContaining("SLACK_USER_TOKEN")]),
    });
    expect(slack.calls).toBe(0);
  });

  it("says so too when the user token is a bot's", async () => {
    const slack = simulatedSlack({ ...settings, user_token: "simulated-bot_token" });
    await expect(slack.run("search_messages", { query: "x" })).rejects.toMatchObject({
      number: 4406,
      details: { scope: "search:read", slack_error: "not_allowed_token_type" },
    });
  });

  it.each([
    [{ channel: "nope" }, 4001],
    [{ from: "Alex Kim" }, 4110],
    [{ from: "@nobody" }, 4002],
  ])("does not search when %j is not clear", async (wrong, number) => {
    const slack = simulatedSlack();
    await expect(slack.run("search_messages", { query: "x", ...wrong })).rejects.toMatchObject({ number });
    expect(methodsOf(slack.sent)).not.toContain("search.messages");
  });

  it("narrows by days, threads and company", async () => {
    const slack = simulatedSlack();
    const found = (await slack.run("search_messages", {
      query: "TRAIN-123",
      before: "2025-11-19",
      after: "2025-11-17",
      on: "2025-11-18",
      threads_only: true,
      with: "@maya",
    })) as Found;
    expect(await formOf(slack.sent.at(-1))).toMatchObject({
      query: expect.stringMatching(
        /^before:2025-11-19 after:2025-11-17 on:2025-11-18 with:<@U\w+> is:thread TRAIN-123$/,
      ),
    });
    expect(found.messages).toHaveLength(4);
    await expect(slack.run("search_messages", { query: "x", with: "me" })).resolves.toBeDefined();
    expect(await formOf(slack.sent.at(-1))).toMatchObject({ query: "with:me x" });
  });

  it("finds a channel that the bot does not see, with the user's eyes", async () => {
    const slack = simulatedSlack();
    await expect(slack.run("search_messages", { query: "is", channel: "leadership" })).resolves.toMatchObject(
      {
        messages: expect.arrayContaining([expect.objectContaining({ channel: "leadership" })]),
      },
    );
    expect(slack.sent.map(({ headers }) => headers.get("authorization"))).toEqual([
      "Bearer simulated-bot_token",
      "Bearer simulated-user_token",
      "Bearer simulated-user_token",
    ]);
    const byId = simulatedSlack();
    const params = { query: "is", channel: await idOfChannel("leadership"), limit: 1 };
    await expect(byId.run("search_messages", params)).resolves.toMatchObject({
      messages: [{ channel: "leadership" }],
    });
    expect(methodsOf(byId.sent)).toEqual(["conversations.info", "conversations.info", "search.messages"]);
  });

  it("takes a channel and a person by id", async () => {
    const [channel, from] = [await idOfChannel("security"), await idOfUser("@priya")];
    const slack = simulatedSlack();
    await expect(slack.run("search_messages", { query: "JWT", channel, from })).resolves.toMatchObject({
      messages: [{ channel: "security", user: "priya" }],
    });
    expect(methodsOf(slack.sent)).toEqual(["conversations.info", "users.info", "search.messages"]);
  });
});
