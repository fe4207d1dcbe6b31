import { isPmoError } from "@pm-orchestrator/core";
import { describe, expect, it } from "vitest";
import { simulatedJira } from "../bench.js";
import { sentTo } from "../sent.js";

const outcomes = (running: Promise<unknown>[]) =>
  Promise.all(running.map((one) => one.catch((error: unknown) => error)));

/** An error by what it says; whether it came with a 404 or among others makes no difference to anybody. */
const told = (one: unknown) =>
  isPmoError(one) ? { code: one.code, message: one.message, key: one.details["issue_key"] } : one;

describe("many calls of get_issue", () => {
  it.each([
    [{}],
    [{ expand: ["comments", "changelog"] }],
    [{ fields: ["Story Points"], properties: ["release"], editable: true }],
  ])("with %j become one, and give each what it would get alone", async (how) => {
    const calls = ["TRAIN-123", "train-124", "TRAIN-9999", "TRAIN-123", "TRAIN-2"].map((issue_key) => ({
      issue_key,
      ...how,
    }));
    const alone = simulatedJira();
    const expected = await outcomes(calls.map((params) => alone.run("get_issue", params)));
    expect(expected.map(isPmoError)).toEqual([false, false, true, false, false]);
    const merged = simulatedJira();
    const given = await merged.runMany("get_issue", calls);
    expect(given.map(told)).toEqual(expected.map(told));
    const sent = sentTo(merged).filter((call) => !call.endsWith("/field"));
    expect(sent).toEqual(["POST /rest/api/3/issue/bulkfetch"]);
  });
});

describe("many calls of get_user", () => {
  it("become one, for those who are not known, and each may fail alone", async () => {
    const jira = simulatedJira();
    const maya = (await jira.run("get_current_user")) as { id: string };
    const people = (await jira.run("search_users", { query: "a" })) as { users: { id: string }[] };
    const fresh = simulatedJira();
    const ids = [...people.users.map(({ id }) => id), "nobody", maya.id];
    const given = await fresh.runMany(
      "get_user",
      ids.map((account_id) => ({ account_id })),
    );
    expect(given.map((one) => (isPmoError(one) ? one.code : (one as { id: string }).id))).toEqual([
      ...people.users.map(({ id }) => id),
      "USER_NOT_FOUND",
      maya.id,
    ]);
    expect(sentTo(fresh)).toHaveLength(1);
    expect(sentTo(fresh)[0]).toContain("GET /rest/api/3/user/bulk?");
    await fresh.runMany("get_user", [{ account_id: maya.id }]);
    expect(sentTo(fresh)).toHaveLength(1);
  });
});
