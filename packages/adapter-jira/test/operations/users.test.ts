import { describe, expect, it } from "vitest";
import { answering, simulatedJira } from "../bench.js";
import { sentTo } from "../sent.js";

const maya = {
  id: "11f7fdf8c96fbd4e3b613205",
  name: "Maya Lindqvist",
  email: "maya@acme.example",
  active: true,
  time_zone: "Europe/Stockholm",
};
const priya = "4690f3d2b1b84fbd019b1696";

describe("search_users", () => {
  it("finds people, and pages while pages are full", async () => {
    const jira = simulatedJira();
    await expect(jira.run("search_users", { query: "alex", limit: 2 })).resolves.toMatchObject({
      users: [{ email: "alex@acme.example" }, { email: "alex.kim2@acme.example" }],
      page: { next: "2", complete: false },
    });
    await expect(jira.run("search_users", { query: "alex", limit: 2, page_token: "2" })).resolves.toEqual({
      users: [],
      page: { complete: true },
    });
    expect(sentTo(jira)).toEqual([
      "GET /rest/api/3/user/search?query=alex&startAt=0&maxResults=2",
      "GET /rest/api/3/user/search?query=alex&startAt=2&maxResults=2",
    ]);
  });

  it("does not say that it is everybody where Jira's search ends", async () => {
    const full = Array.from({ length: 100 }, (_, number) => ({ accountId: `a${number}`, displayName: "A" }));
    const jira = answering(() => Response.json(full));
    await expect(
      jira.run("search_users", { query: "a", limit: 100, page_token: "900" }),
    ).resolves.toMatchObject({ page: { complete: false } });
  });

  it.each([
    [{ project: "Train Platform" }, "query=alex&project=TRAIN&maxResults=1000"],
    [{ issue_key: "TRAIN-1" }, "query=alex&issueKey=TRAIN-1&maxResults=1000"],
  ])("finds who can be assigned: %j", async (where, query) => {
    const jira = simulatedJira();
    await expect(jira.run("search_users", { query: "alex", ...where })).resolves.toMatchObject({
      users: [{ email: "alex@acme.example" }],
      page: { total: 1, complete: true },
    });
    expect(sentTo(jira).at(-1)).toBe(`GET /rest/api/3/user/assignable/search?${query}`);
  });

  it.each([
    [{ project: "NOPE" }, 2001],
    [{ issue_key: "TRAIN-9999" }, 2003],
  ])("tells what is missing: %j", async (where, number) => {
    await expect(simulatedJira().run("search_users", { query: "a", ...where })).rejects.toMatchObject({
      number,
    });
  });

  it("remembers whom it found", async () => {
    const jira = simulatedJira();
    await jira.run("search_users", { query: "maya" });
    await expect(jira.run("get_user", { account_id: maya.id })).resolves.toEqual(maya);
    await expect(jira.run("resolve_assignee", { name: maya.email })).resolves.toMatchObject({ id: maya.id });
    expect(jira.calls).toBe(1);
  });
});

it("get_current_user tells who the credentials belong to, once", async () => {
  const jira = simulatedJira();
  await expect(jira.run("get_current_user")).resolves.toEqual(maya);
  await jira.run("get_current_user");
  expect(sentTo(jira)).toEqual(["GET /rest/api/3/myself"]);
});

describe("get_user", () => {
  it("reads somebody once", async () => {
    const jira = simulatedJira();
    await expect(jira.run("get_user", { account_id: maya.id })).resolves.toEqual(maya);
    await jira.run("get_user", { account_id: maya.id });
    expect(sentTo(jira)).toEqual([`GET /rest/api/3/user?accountId=${maya.id}`]);
  });

  it("tells when there is nobody", async () => {
    await expect(simulatedJira().run("get_user", { account_id: "nobody" })).rejects.toMatchObject({
      number: 2004,
      details: { account_id: "nobody" },
    });
  });

  it("many at once keep their order, and who is missing is named", async () => {
    const jira = simulatedJira();
    await expect(jira.run("batch_get_users", { account_ids: [priya, "nobody", maya.id] })).resolves.toEqual({
      users: [expect.objectContaining({ id: priya }), maya],
      missing: ["nobody"],
    });
    expect(sentTo(jira)).toEqual([
      `GET /rest/api/3/user/bulk?accountId=${priya}&accountId=nobody&accountId=${maya.id}&maxResults=3`,
    ]);
  });
});
