import { describe, expect, it } from "vitest";
import adapter from "../src/index.js";
import { answering, simulatedConfluence } from "./bench.js";

const read = { page_id: "1" };
const write = { space: "1", title: "T", body: "x" };
const json =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  () =>
    Response.json(body, { status, headers });
const rejecting = (code: string) => () => Promise.reject(new TypeError("fetch failed", { cause: { code } }));
const v2 = (status: number, title: string) =>
  json(status, { errors: [{ status, code: "X", title, detail: null }] });
const exists =
  "A page with this title already exists: A page already exists with the same TITLE in this space";

/** A remote that answers each failure: every one has the right code and is told to be worth another try or not. */
describe("what Confluence answers becomes", () => {
  it.each([
    ["401", json(401, { code: 401, message: "Unauthorized" }), 3404, false],
    [
      "401 for want of a scope",
      json(401, { code: 401, message: "Unauthorized; scope does not match" }),
      3406,
      false,
    ],
    [
      "403",
      json(403, { statusCode: 403, message: "Current user not permitted to use Confluence" }),
      3102,
      false,
    ],
    ["404", v2(404, "Not Found"), 3002, false],
    ["409", json(409, {}), 3405, false],
    ["409 for the title", v2(409, exists), 3105, false],
    ["429 with Retry-After", json(429, {}, { "retry-after": "7" }), 3402, true],
    ["429 without", json(429, {}), 3402, true],
    ["400", v2(400, "Something is odd"), 3401, false],
    ["400 for the title", v2(400, exists), 3105, false],
    ["400 for a field", v2(400, "Title is required"), 3103, false],
    ["500", json(500, {}), 3401, true],
    ["503 as HTML", () => new Response("<html>down</html>", { status: 503 }), 3401, true],
    ["broken JSON", () => new Response('{"id": "1', { status: 200 }), 3401, false],
    ["a page of HTML", () => new Response("<!doctype html><p>Log in", { status: 200 }), 3401, false],
    [
      "a redirect",
      () => new Response(null, { status: 302, headers: { location: "https://evil.example/" } }),
      3401,
      false,
    ],
    ["a refused connection", rejecting("ECONNREFUSED"), 3401, true],
    ["a dropped connection", rejecting("ECONNRESET"), 3401, true],
  ])("%s", async (_name, respond, number, retryable) => {
    const confluence = answering(respond);
    await expect(confluence.run("get_page", read)).rejects.toMatchObject({
      number,
      retryable,
      system: "confluence",
    });
    expect(confluence.calls).toBe(1);
  });

  it("a time to wait, in the details", async () => {
    await expect(
      answering(json(429, {}, { "retry-after": "7" })).run("get_page", read),
    ).rejects.toMatchObject({
      details: { retry_after_ms: 7000 },
    });
  });

  it("the timeout of one attempt, when nothing comes", async () => {
    const confluence = answering(
      ({ signal }) =>
        new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
    );
    await expect(confluence.run("get_page", read)).rejects.toMatchObject({ number: 3403, retryable: true });
  });

  it.each([
    ["get_page", read, "read:page:confluence"],
    ["get_space", { space: "TECH" }, "read:space:confluence"],
    ["search_pages", { query: "x" }, "search:confluence"],
  ])("the scope that %s lacks, by name", async (operation, params, scope) => {
    const confluence = answering(json(401, { code: 401, message: "Unauthorized; scope does not match" }));
    await expect(confluence.run(operation, params)).rejects.toMatchObject({
      code: "CONFLUENCE_SCOPE_MISSING",
      details: { status: 401, scope },
      message: expect.stringContaining(scope),
    });
  });

  it("an unknown outcome, when a write was sent and not answered", async () => {
    const confluence = writing(rejecting("ECONNRESET"));
    await expect(confluence.run("create_page", { ...write, space: "TECH" })).rejects.toMatchObject({
      number: 6105,
    });
    expect(confluence.calls).toBe(2);
  });

  it("a plain failure, when a write never left, or when only a look-up was lost", async () => {
    const refused = writing(rejecting("ECONNREFUSED"));
    await expect(refused.run("create_page", { ...write, space: "TECH" })).rejects.toMatchObject({
      number: 3401,
    });
    const early = answering(rejecting("ECONNRESET"));
    await expect(early.run("create_page", write)).rejects.toMatchObject({ number: 3401 });
  });

  it("never anything that shows the token", async () => {
    const error = await answering(
      json(401, { message: "token Basic bWF5YTpzaW11bGF0ZWQtYXBpX3Rva2Vu is bad" }),
    )
      .run("get_page", read)
      .catch((thrown: unknown) => thrown);
    expect(JSON.stringify(error)).toContain("CONFLUENCE_API_UNAUTHORIZED");
    expect(JSON.stringify(error)).not.toMatch(/bWF5YTpz|simulated-api_token/);
  });

  it("401 in the vendor's form, when the simulator is given another token", async () => {
    const confluence = simulatedConfluence({ settings: { api_token: "wrong" } });
    await expect(confluence.run("get_page", read)).rejects.toMatchObject({ number: 3404 });
  });
});

it("every error has a number of Confluence's range and says what to do", () => {
  for (const { number, suggestions } of Object.values(adapter.errors)) {
    expect(number).toBeGreaterThanOrEqual(3000);
    expect(number).toBeLessThan(3500);
    expect(suggestions.length).toBeGreaterThan(0);
  }
});

/** A simulated Confluence that fails when a page is written. */
function writing(fail: () => Promise<Response>) {
  return simulatedConfluence({
    instead: ({ method, url }) => (method === "POST" && url.endsWith("/pages") ? fail() : undefined),
  });
}
