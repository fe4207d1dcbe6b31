import { describe, expect, it } from "vitest";
import { answering, MINTED_ID, sentBody } from "./bench.js";

const read = { issue_id: "PSN-1" };
const json =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  () =>
    Response.json(body, { status, headers });

/** An error as Linear words it; `data` may stand beside it. */
const graphql = (
  message: string,
  extensions: Record<string, unknown>,
  { status = 200, headers = {}, data = null as unknown } = {},
) => json(status, { data, errors: [{ message, path: ["issue"], extensions }] }, headers);

const input = { type: "invalid input", code: "INPUT_ERROR", userError: true };
const network = (code: string) => () => Promise.reject(new TypeError("fetch failed", { cause: { code } }));

/** A remote that answers each failure: every one has the right code and is told to be worth another try or not. */
describe("what Linear answers becomes", () => {
  it.each([
    ["401", json(401, { error: "no" }), 1404, false],
    ["403", json(403, {}), 1107, false],
    ["404", json(404, { error: "Not Found" }), 1401, false],
    ["409", json(409, {}), 1405, false],
    ["429 with Retry-After", json(429, {}, { "retry-after": "7" }), 1402, true],
    ["429 without", json(429, {}), 1402, true],
    ["400", json(400, {}), 1401, false],
    ["500", json(500, {}), 1401, true],
    ["503 as HTML", () => new Response("<html>down</html>", { status: 503 }), 1401, true],
    ["broken JSON", () => new Response('{"data": {"iss', { status: 200 }), 1401, false],
    ["a page of HTML", () => new Response("<!doctype html><p>Log in", { status: 200 }), 1401, false],
    ["an empty body", () => new Response("", { status: 200 }), 1401, false],
    ["JSON of something else", json(200, { hello: "world" }), 1401, false],
    [
      "a redirect",
      () => new Response(null, { status: 302, headers: { location: "https://evil.example/" } }),
      1401,
      false,
    ],
    ["a refused connection", network("ECONNREFUSED"), 1401, true],
    ["a dropped connection", network("ECONNRESET"), 1401, true],
  ])("%s", async (_name, respond, number, retryable) => {
    const linear = answering(respond);
    await expect(linear.run("get_issue", read)).rejects.toMatchObject({
      number,
      retryable,
      system: "linear",
    });
    expect(linear.calls).toBe(1);
  });

  it.each([
    ["RATELIMITED", 200, "Rate limit exceeded", { type: "ratelimited", code: "RATELIMITED" }, 1402, true],
    ["RATELIMITED", 400, "Rate limit exceeded", { type: "ratelimited", code: "RATELIMITED" }, 1402, true],
    ["AUTHENTICATION_ERROR", 200, "Authentication required", { code: "AUTHENTICATION_ERROR" }, 1404, false],
    ["AUTHENTICATION_ERROR", 400, "Authentication required", { type: "authentication error" }, 1404, false],
    ["FORBIDDEN", 200, "You may not", { type: "forbidden", code: "FORBIDDEN" }, 1107, false],
    ["FORBIDDEN", 403, "You may not", { code: "FORBIDDEN" }, 1107, false],
    ["a feature that is not in the plan", 200, "No", { type: "feature not accessible" }, 1107, false],
    ["a missing scope", 403, "Invalid scope: `write` required", { code: "FORBIDDEN" }, 1406, false],
    ["a missing scope", 200, "Invalid scope: `write` required", {}, 1406, false],
    ["no such team", 200, "Entity not found: Team", input, 1001, false],
    ["no such team, in other words", 200, "Entity not found in validateAccess: Team", input, 1001, false],
    ["no such project", 200, "Entity not found: Project", input, 1002, false],
    ["no such label", 200, "Entity not found: IssueLabel - labelIds contained an entry", input, 1003, false],
    ["no such status", 200, "Entity not found: WorkflowState", input, 1004, false],
    ["no such issue", 200, "Entity not found: Issue", input, 1005, false],
    ["no such issue", 400, "Entity not found: Issue", input, 1005, false],
    ["no such person", 200, "Entity not found: User", input, 1006, false],
    ["no such document", 200, "Entity not found: Document", input, 1007, false],
    ["no such comment", 200, "Entity not found: Comment", input, 1008, false],
    ["no such cycle", 200, "Entity not found: Cycle", input, 1009, false],
    ["no such milestone", 200, "Entity not found: ProjectMilestone", input, 1010, false],
    ["no such initiative", 200, "Entity not found: Initiative", input, 1011, false],
    ["no such attachment", 200, "Entity not found: Attachment", input, 1012, false],
    ["no such update", 200, "Entity not found: InitiativeUpdate", input, 1013, false],
    ["no such project status", 200, "Entity not found: ProjectStatus", input, 1014, false],
    ["no such project label", 200, "Entity not found: ProjectLabel", input, 1015, false],
    ["no such release", 200, "Entity not found: Release", input, 1016, false],
    ["no such stage", 200, "Entity not found: ReleaseStage", input, 1017, false],
    ["no such note", 200, "Entity not found: ReleaseNote", input, 1018, false],
    ["no such thing that has a code", 200, "Entity not found: constructor", input, 1108, false],
    ["a team that does not fit", 200, "teamId must be a UUID", input, 1101, false],
    ["a status that does not fit", 200, "stateId must be of the team", input, 1102, false],
    ["a label that does not fit", 200, "labelIds must be a UUID", input, 1103, false],
    ["a priority that does not fit", 200, "priority must not be greater than 4", input, 1104, false],
    ["a date that does not fit", 200, "dueDate must be a date", input, 1105, false],
    ["something missing", 200, "title must not be empty", input, 1106, false],
    ["something else that does not fit", 200, "estimate is odd", input, 1108, false],
    ["an id that is taken", 200, "conflict on insert of Issue", input, 1405, false],
    ["an invalid document", 400, "Cannot query field", { code: "GRAPHQL_VALIDATION_FAILED" }, 1401, false],
    [
      "an error of Linear's own",
      200,
      "Oops",
      { type: "internal error", code: "INTERNAL_SERVER_ERROR" },
      1401,
      true,
    ],
    ["an error of Linear's own", 500, "Oops", { code: "INTERNAL_SERVER_ERROR" }, 1401, true],
    ["a lock", 200, "Locked", { type: "lock timeout" }, 1401, true],
    ["anything else", 200, "What?", {}, 1401, false],
  ])("%s, with HTTP %i", async (_name, status, message, extensions, number, retryable) => {
    const linear = answering(graphql(message, extensions, { status }));
    await expect(linear.run("get_issue", read)).rejects.toMatchObject({
      number,
      retryable,
      system: "linear",
    });
  });

  it("a failure, also when a part of the data is there", async () => {
    const data = { issue: { id: "1", identifier: "PSN-1", comments: null } };
    const respond = graphql(
      "Oops",
      { code: "INTERNAL_SERVER_ERROR", userPresentableMessage: "It broke." },
      { data },
    );
    await expect(answering(respond).run("get_issue", read)).rejects.toMatchObject({
      number: 1401,
      message: "It broke.",
      details: { partial: true, vendor_code: "INTERNAL_SERVER_ERROR", path: "issue" },
    });
  });

  it("the scope that is missing, by name", async () => {
    const respond = graphql("Invalid scope: `comments:create` required", { code: "FORBIDDEN" });
    await expect(answering(respond).run("create_comment", { ...read, body: "x" })).rejects.toMatchObject({
      code: "LINEAR_SCOPE_MISSING",
      message: expect.stringContaining("comments:create"),
      details: { scope: "comments:create" },
    });
  });

  it("a time to wait, as Retry-After says", async () => {
    const respond = graphql(
      "Slow",
      { code: "RATELIMITED" },
      { status: 400, headers: { "retry-after": "7" } },
    );
    await expect(answering(respond).run("get_issue", read)).rejects.toMatchObject({
      details: { retry_after_ms: 7000 },
    });
  });

  it("a time to wait, until the exhausted budget is full again", async () => {
    const reset = Date.now() + 90_000;
    const headers = {
      "x-ratelimit-requests-remaining": "0",
      "x-ratelimit-requests-reset": String(reset),
      "x-ratelimit-complexity-remaining": "1200",
      "x-ratelimit-complexity-reset": String(reset + 500_000),
    };
    const error = await answering(graphql("Slow", { code: "RATELIMITED" }, { status: 400, headers }))
      .run("get_issue", read)
      .catch((thrown: unknown) => thrown as { details: { retry_after_ms: number } });
    expect(error).toMatchObject({
      details: { rate_limit: ["requests"], reset_at: new Date(reset).toISOString() },
    });
    expect((error as { details: { retry_after_ms: number } }).details.retry_after_ms).toBeGreaterThan(80_000);
  });

  it("the timeout of one attempt, when nothing comes", async () => {
    const linear = answering(
      (request) =>
        new Promise((_, reject) =>
          request.signal.addEventListener("abort", () => reject(request.signal.reason)),
        ),
    );
    await expect(linear.run("get_issue", read)).rejects.toMatchObject({ number: 1403, retryable: true });
  });

  it("an unknown outcome with the minted id, when a write was sent and not answered", async () => {
    const linear = answering(network("ECONNRESET"));
    const error = await linear
      .run("create_comment", { ...read, body: "x" })
      .catch((thrown: unknown) => thrown);
    const { variables } = await sentBody(linear.sent[0]);
    expect(error).toMatchObject({ number: 6105, details: { id: (variables["input"] as { id: string }).id } });
    expect(linear.calls).toBe(1);
  });

  it.each([
    ["inside", json(503, {}), { status: 503 }],
    [
      "after a part of the data",
      graphql("Oops", {}, { data: { commentCreate: { success: true } } }),
      { partial: true },
    ],
  ])("a failure with the minted id, when a write failed %s", async (_when, respond, details) => {
    const linear = answering(respond);
    await expect(linear.run("create_comment", { ...read, body: "x" })).rejects.toMatchObject({
      number: 1401,
      details: { ...details, id: expect.stringMatching(MINTED_ID) },
      suggestions: [expect.stringContaining("Look at the comments of PSN-1"), expect.any(String)],
    });
  });

  it("a plain failure, when a write never left, or when its look-up is lost", async () => {
    const refused = answering(network("ECONNREFUSED")).run("create_comment", { ...read, body: "x" });
    await expect(refused).rejects.toMatchObject({
      number: 1401,
      details: expect.not.objectContaining({ id: expect.anything() }),
    });
    const lost = answering(network("ECONNRESET")).run("create_issue", { team: "PSN", title: "x" });
    await expect(lost).rejects.toMatchObject({ number: 1401, retryable: true });
  });

  it.each([
    ["create_comment", { ...read, body: "x" }, { commentCreate: { success: false } }, 1203],
    ["create_comment", { ...read, body: "x" }, { commentCreate: { success: true, comment: null } }, 1203],
  ])("a creation that failed: %s", async (operation, params, data, number) => {
    await expect(answering(json(200, { data })).run(operation, params)).rejects.toMatchObject({ number });
  });

  it("never anything that shows the key", async () => {
    const error = await answering(graphql("key simulated-api_key is bad", { code: "AUTHENTICATION_ERROR" }))
      .run("get_issue", read)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ number: 1404 });
    expect(JSON.stringify(error)).not.toContain("simulated-api_key");
  });
});
