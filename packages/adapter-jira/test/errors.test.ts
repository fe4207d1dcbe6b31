import { describe, expect, it } from "vitest";
import { answering } from "./bench.js";

const read = { issue_key: "TRAIN-1" };
const json =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  () =>
    Response.json(body, { status, headers });

/** A remote that answers each failure: every one has the right code and is told to be worth another try or not. */
describe("what Jira answers becomes", () => {
  it.each([
    ["401", json(401, { message: "no" }), 2404, false],
    ["403", json(403, { errorMessages: ["You may not."] }), 2105, false],
    [
      "403 for want of a scope",
      json(403, { message: "Unauthorized; scope does not match: read:jira-work" }),
      2406,
      false,
    ],
    ["404", json(404, { errorMessages: ["gone"] }), 2003, false],
    ["409", json(409, {}), 2405, false],
    ["429 with Retry-After", json(429, {}, { "retry-after": "7" }), 2402, true],
    ["429 without", json(429, {}), 2402, true],
    ["400", json(400, { errors: { fields: "odd" } }), 2104, false],
    ["500", json(500, {}), 2401, true],
    ["503 as HTML", () => new Response("<html>down</html>", { status: 503 }), 2401, true],
    ["broken JSON", () => new Response('{"key": "TRA', { status: 200 }), 2401, false],
    ["a page of HTML", () => new Response("<!doctype html><p>Log in", { status: 200 }), 2401, false],
    [
      "a redirect",
      () => new Response(null, { status: 302, headers: { location: "https://evil.example/" } }),
      2401,
      false,
    ],
    [
      "a refused connection",
      () => Promise.reject(new TypeError("fetch failed", { cause: { code: "ECONNREFUSED" } })),
      2401,
      true,
    ],
    [
      "a dropped connection",
      () => Promise.reject(new TypeError("fetch failed", { cause: { code: "ECONNRESET" } })),
      2401,
      true,
    ],
  ])("%s", async (_name, respond, number, retryable) => {
    const jira = answering(respond);
    await expect(jira.run("get_issue", read)).rejects.toMatchObject({ number, retryable, system: "jira" });
    expect(jira.calls).toBe(1);
  });

  it("a time to wait, in the details", async () => {
    await expect(
      answering(json(429, {}, { "retry-after": "7" })).run("get_issue", read),
    ).rejects.toMatchObject({
      details: { retry_after_ms: 7000 },
    });
  });

  it("the timeout of one attempt, when nothing comes", async () => {
    const jira = answering(
      (request) =>
        new Promise((_, reject) =>
          request.signal.addEventListener("abort", () => reject(request.signal.reason)),
        ),
    );
    await expect(jira.run("get_issue", read)).rejects.toMatchObject({ number: 2403, retryable: true });
  });

  it("an unknown outcome, when a write was sent and not answered", async () => {
    const lost = () => Promise.reject(new TypeError("fetch failed", { cause: { code: "ECONNRESET" } }));
    await expect(answering(lost).run("add_comment", { ...read, body: "x" })).rejects.toMatchObject({
      number: 6105,
    });
  });

  it("a plain failure, when a write never left", async () => {
    const refused = () => Promise.reject(new TypeError("fetch failed", { cause: { code: "ECONNREFUSED" } }));
    await expect(answering(refused).run("add_comment", { ...read, body: "x" })).rejects.toMatchObject({
      number: 2401,
    });
  });

  it("never anything that shows the token", async () => {
    const error = await answering(json(401, { message: "token simulated-api_token is bad" }))
      .run("get_issue", read)
      .catch((thrown: unknown) => thrown);
    expect(JSON.stringify(error)).not.toContain("simulated-api_token");
  });
});
