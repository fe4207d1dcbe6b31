import { describe, expect, it } from "vitest";
import { answering, simulatedBitbucket } from "./bench.js";

const read = { repository: "acme/platform", id: 1 };
const write = { repository: "acme/platform", title: "x", source_branch: "y" };
const json =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  () =>
    Response.json(body, { status, headers });
const error = (status: number, message: string, more: object = {}) =>
  json(status, { type: "error", error: { message, ...more } });
const failing = (code: string) => () => Promise.reject(new TypeError("fetch failed", { cause: { code } }));

/** A remote that answers each failure: every one has the right code and is told to be worth another try or not. */
describe("what Bitbucket answers becomes", () => {
  it.each([
    ["401", error(401, "Token is invalid, expired, or not supported for this endpoint."), 5404, false],
    ["401 without a body", () => new Response(null, { status: 401 }), 5404, false],
    ["403", error(403, "Access denied. You must have write or admin access."), 5005, false],
    ["403 as text", () => new Response("Forbidden", { status: 403 }), 5005, false],
    ["404", error(404, "Not found"), 5002, false],
    ["404 on the repository", error(404, "Repository acme/platform not found"), 5001, false],
    [
      "404 on a hidden repository",
      error(404, "You may not have access to this repository or it no longer exists in this workspace."),
      5001,
      false,
    ],
    ["404 on the workspace", error(404, "No workspace with identifier 'acme'."), 5007, false],
    ["409", error(409, "You can't do that while a merge is running."), 5405, false],
    ["409 without a body", () => new Response(null, { status: 409 }), 5405, false],
    ["410", error(410, "Resource removed"), 5002, false],
    ["429 with Retry-After", json(429, {}, { "retry-after": "7" }), 5402, true],
    ["429 without", error(429, "Rate limit for this resource has been exceeded"), 5402, true],
    ["400", error(400, "Bad request"), 5104, false],
    ["500", error(500, "Something went wrong", { id: "1" }), 5401, true],
    ["503 as HTML", () => new Response("<html>down</html>", { status: 503 }), 5401, true],
    ["broken JSON", () => new Response('{"id": 4', { status: 200 }), 5401, false],
    ["a page of HTML", () => new Response("<!doctype html><p>Log in", { status: 200 }), 5401, false],
    [
      "a redirect",
      () => new Response(null, { status: 302, headers: { location: "https://evil.example/" } }),
      5401,
      false,
    ],
    ["a refused connection", failing("ECONNREFUSED"), 5401, true],
    ["a dropped connection", failing("ECONNRESET"), 5401, true],
  ])("%s", async (_name, respond, number, retryable) => {
    const bitbucket = answering(respond);
    await expect(bitbucket.run("get_pull_request", read)).rejects.toMatchObject({
      number,
      retryable,
      system: "bitbucket",
      suggestions: expect.arrayContaining([expect.any(String)]),
    });
    expect(bitbucket.calls).toBe(1);
  });

  it("a time to wait, in the details", async () => {
    await expect(
      answering(json(429, {}, { "retry-after": "7" })).run("get_pull_request", read),
    ).rejects.toMatchObject({ details: { retry_after_ms: 7000 } });
  });

  it.each([
    [
      { required: ["read:pullrequest:bitbucket"], granted: ["read:user:bitbucket"] },
      "read:pullrequest:bitbucket",
    ],
    [{ required: ["repository", "pullrequest"], granted: ["repository"] }, "pullrequest"],
    [{ required: "pullrequest" }, "pullrequest"],
  ])("the scope that the token lacks, by name: %j", async (detail, scope) => {
    const lacking = error(403, "Your credentials lack one or more required privilege scopes.", { detail });
    await expect(answering(lacking).run("get_pull_request", read)).rejects.toMatchObject({
      code: "BITBUCKET_SCOPE_MISSING",
      number: 5406,
      message: expect.stringContaining(scope),
      details: { scope },
    });
  });

  it("a missing scope, even when Bitbucket does not name it", async () => {
    const lacking = error(403, "Your credentials lack one or more required privilege scopes.");
    await expect(answering(lacking).run("get_pull_request", read)).rejects.toMatchObject({ number: 5406 });
  });

  it.each([
    ["in a list", error(400, "Bad request", { fields: { source: ["branch not found: y"] } }), "source"],
    [
      "in a text",
      error(400, "Bad request", { fields: { destination: "branch not found: y" } }),
      "destination",
    ],
    ["in the message", error(400, "source: branch not found: y"), "source"],
  ])("a missing branch, told %s", async (_name, respond, field) => {
    await expect(answering(respond).run("create_pull_request", write)).rejects.toMatchObject({
      code: "BRANCH_NOT_FOUND",
      number: 5003,
      details: { branch: "y", field },
    });
  });

  it("the fields that are wrong, with everything that Bitbucket says of them", async () => {
    const wrong = error(400, "Bad request", {
      fields: { reviewers: { uuid: ["Malformed reviewers list"] }, title: ["too long"] },
    });
    await expect(answering(wrong).run("create_pull_request", write)).rejects.toMatchObject({
      number: 5104,
      message: "Bad request. reviewers: Malformed reviewers list. title: too long",
      details: { status: 400, fields: ["reviewers", "title"] },
    });
  });

  it("a required field, and the name of one that every object has", async () => {
    const missing = json(
      400,
      JSON.parse('{"error":{"message":"Bad request","fields":{"__proto__":["required key not provided"]}}}'),
    );
    await expect(answering(missing).run("create_pull_request", write)).rejects.toMatchObject({
      number: 5103,
      details: { fields: ["__proto__"] },
    });
  });

  it("a 404 on creation is the repository's", async () => {
    await expect(answering(error(404, "Not found")).run("create_pull_request", write)).rejects.toMatchObject({
      number: 5001,
      details: { repository: "acme/platform" },
    });
  });

  it("the timeout of one attempt, when nothing comes", async () => {
    const silent = answering(
      ({ signal }) =>
        new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
    );
    await expect(silent.run("get_pull_request", read)).rejects.toMatchObject({
      number: 5403,
      retryable: true,
    });
  });

  it("an unknown outcome, when a write was sent and not answered", async () => {
    await expect(answering(failing("ECONNRESET")).run("create_pull_request", write)).rejects.toMatchObject({
      number: 6105,
    });
  });

  it("a plain failure, when a write never left", async () => {
    await expect(answering(failing("ECONNREFUSED")).run("create_pull_request", write)).rejects.toMatchObject({
      number: 5401,
    });
  });

  it("never anything that shows the token", async () => {
    const shown = await answering(({ headers }) =>
      Response.json({ error: { message: `bad: ${headers.get("authorization")}` } }, { status: 400 }),
    )
      .run("get_pull_request", read)
      .catch((thrown: unknown) => JSON.stringify(thrown));
    expect(shown).toContain("INVALID_FIELD_VALUE");
    expect(shown).not.toContain("simulated-api_token");
    expect(shown).not.toContain(Buffer.from("maya@acme.example:simulated-api_token").toString("base64"));
  });
});

describe("the credentials", () => {
  it("are e-mail and token", async () => {
    const bitbucket = simulatedBitbucket();
    await bitbucket.run("get_current_user");
    const [, pair = ""] = bitbucket.sent[0]?.headers.get("authorization")?.split(" ") ?? [];
    expect(Buffer.from(pair, "base64").toString()).toBe("maya@acme.example:simulated-api_token");
  });

  it("are refused by the simulator when they are not its own", async () => {
    const bitbucket = simulatedBitbucket({ api_token: "another" });
    await expect(bitbucket.run("get_repository", { repository: "platform" })).rejects.toMatchObject({
      number: 5404,
    });
  });
});
