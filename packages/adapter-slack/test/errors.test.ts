import { describe, expect, it } from "vitest";
import { answering } from "./bench.js";

const read = { user: "U0123456789" };
const write = { channel: "C0123456789", text: "x" };
const json = (status: number, body: unknown, headers: Record<string, string> = {}) => {
  return () => Response.json(body, { status, headers });
};
const refused = (error: string, more: object = {}) => json(200, { ok: false, error, ...more });
const lost = (code: string) => () => Promise.reject(new TypeError("fetch failed", { cause: { code } }));
const page = () => new Response("<!doctype html><p>Log in", { status: 200 });

/** A remote that answers each failure: every one has the right code and is told to be worth another try or not. */
describe("what Slack answers becomes", () => {
  it.each([
    ["401", json(401, { ok: false }), 4404, false],
    ["403", json(403, {}), 4004, false],
    ["404", json(404, {}), 4401, false],
    ["409", json(409, {}), 4405, false],
    [
      "429 with Retry-After",
      json(429, { ok: false, error: "ratelimited" }, { "retry-after": "30" }),
      4402,
      true,
    ],
    ["429 without", json(429, { ok: false, error: "ratelimited" }), 4402, true],
    ["500", json(500, { ok: false, error: "fatal_error" }), 4401, true],
    ["503 as HTML", () => new Response("<html>down</html>", { status: 503 }), 4401, true],
    ["broken JSON", () => new Response('{"ok": tr', { status: 200 }), 4401, false],
    ["a page of HTML", page, 4401, false],
    ["JSON of somebody else", json(200, { status: "up" }), 4401, false],
    ["nothing", () => new Response(null, { status: 200 }), 4401, false],
    [
      "a redirect",
      () => new Response(null, { status: 302, headers: { location: "https://evil.example/" } }),
      4401,
      false,
    ],
    ["a refused connection", lost("ECONNREFUSED"), 4401, true],
    ["a dropped connection", lost("ECONNRESET"), 4401, true],
  ])("%s", async (_name, respond, number, retryable) => {
    const slack = answering(respond);
    await expect(slack.run("get_user", read)).rejects.toMatchObject({ number, retryable, system: "slack" });
    expect(slack.calls).toBe(1);
  });

  it.each([
    ["user_not_found", 4002, false],
    ["users_not_found", 4002, false],
    ["channel_not_found", 4001, false],
    ["thread_not_found", 4003, false],
    ["message_not_found", 4003, false],
    ["not_in_channel", 4004, false],
    ["restricted_action", 4004, false],
    ["restricted_action_thread_locked", 4004, false],
    ["is_archived", 4005, false],
    ["msg_too_long", 4101, false],
    ["msg_blocks_too_long", 4101, false],
    ["file_deleted", 4006, false],
    ["no_such_subteam", 4007, false],
    ["canvas_editing_locked", 4302, false],
    ["file_upload_size_restricted", 4105, false],
    ["handle_already_exists", 4201, false],
    ["edit_window_closed", 4301, false],
    ["time_too_far", 4106, false],
    ["no_text", 4103, false],
    ["invalid_blocks", 4104, false],
    ["invalid_auth", 4404, false],
    ["not_authed", 4404, false],
    ["token_revoked", 4404, false],
    ["token_expired", 4404, false],
    ["account_inactive", 4404, false],
    ["ratelimited", 4402, true],
    ["missing_scope", 4406, false],
    ["not_allowed_token_type", 4406, false],
    ["internal_error", 4401, true],
    ["some_new_word", 4401, false],
  ])("%s under status 200", async (error, number, retryable) => {
    await expect(answering(refused(error)).run("get_user", read)).rejects.toMatchObject({
      number,
      retryable,
      details: { slack_error: error },
      suggestions: [expect.any(String)],
    });
  });

  it("a missing scope, by name", async () => {
    const slack = answering(refused("missing_scope", { needed: "users:read", provided: "chat:write" }));
    await expect(slack.run("get_user", read)).rejects.toMatchObject({
      code: "SLACK_SCOPE_MISSING",
      message: expect.stringContaining("users:read"),
      details: { scope: "users:read", provided: "chat:write" },
    });
  });

  it("a scope that Slack does not name, by what the method needs", async () => {
    await expect(answering(refused("not_allowed_token_type")).run("get_user", read)).rejects.toMatchObject({
      code: "SLACK_SCOPE_MISSING",
      message: expect.stringContaining("users:read"),
      details: { scope: "users:read" },
    });
  });

  it("what is wrong with the blocks, in Slack's words", async () => {
    const messages = ["[ERROR] missing required field: text [json-pointer:/blocks/0/text]"];
    const slack = answering(refused("invalid_blocks", { response_metadata: { messages } }));
    await expect(slack.run("get_user", read)).rejects.toMatchObject({
      message: expect.stringContaining("json-pointer:/blocks/0/text"),
      details: { messages },
    });
  });

  it("a time to wait, in the details", async () => {
    const slack = answering(json(429, { ok: false, error: "ratelimited" }, { "retry-after": "30" }));
    await expect(slack.run("get_user", read)).rejects.toMatchObject({ details: { retry_after_ms: 30_000 } });
  });

  it("the timeout of one attempt, when nothing comes", async () => {
    const slack = answering(
      (_request, signal) =>
        new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason))),
    );
    await expect(slack.run("get_user", read)).rejects.toMatchObject({ number: 4403, retryable: true });
  });

  it("never anything that shows a token", async () => {
    const error = await answering(json(401, { ok: false, error: "simulated-bot_token is bad" }))
      .run("get_user", read)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    const shown = JSON.stringify([error, (error as Error).message]);
    expect(shown).not.toContain("simulated-bot_token");
    expect(shown).not.toContain("Bearer");
    expect(shown).not.toContain("authorization");
  });
});

describe("a write", () => {
  const atPost = (respond: () => Response | Promise<Response>) =>
    answering(({ url }) =>
      url.endsWith("/auth.test") ? Response.json({ ok: true, url: "https://acme.slack.com/" }) : respond(),
    );

  it("has an unknown outcome when it was sent and not answered", async () => {
    await expect(atPost(lost("ECONNRESET")).run("post_message", write)).rejects.toMatchObject({
      number: 6105,
    });
  });

  it.each(["internal_error", "fatal_error"])("has an unknown outcome after %s", async (error) => {
    await expect(atPost(refused(error)).run("post_message", write)).rejects.toMatchObject({
      number: 6105,
      retryable: false,
      details: { slack_error: error, operation: "post_message" },
    });
  });

  it("fails plainly when it never left", async () => {
    await expect(atPost(lost("ECONNREFUSED")).run("post_message", write)).rejects.toMatchObject({
      number: 4401,
    });
  });

  it("is not sent when a look-up before it is lost", async () => {
    const slack = answering(lost("ECONNRESET"));
    await expect(slack.run("post_message", write)).rejects.toMatchObject({ number: 4401, retryable: true });
    expect(slack.calls).toBe(1);
  });
});
