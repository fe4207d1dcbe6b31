import { readFileSync } from "node:fs";
import { answeringFetch, benchFor } from "@pm-orchestrator/adapter-kit/testing";
import { jiraDataCenterCall } from "@pm-orchestrator/atlassian";
import { isPmoError } from "@pm-orchestrator/core";
import { describe, expect, it } from "vitest";
import adapter from "../src/index.js";

const BASE = "https://jira.acme.example/jira";
const settings = { base_url: BASE, personal_token: "pat-1" };

const ISSUES = new Map([
  ["TRAIN-1", { id: "10001", key: "TRAIN-1", fields: { summary: "One" } }],
  ["TRAIN-2", { id: "10002", key: "TRAIN-2", fields: { summary: "Two" } }],
  // It has moved: by its old key it comes under the new one.
  ["OLD-7", { id: "10007", key: "TRAIN-7", fields: { summary: "Seven" } }],
]);
const PEOPLE = new Map([["ada", { name: "ada", key: "JIRAUSER1", displayName: "Ada", active: true }]]);

/** A Jira Data Center that has a few issues and people; every other address is one that it does not have. */
function dataCenter(instead: (path: string) => Response | undefined = () => undefined) {
  const missing = () =>
    Response.json({ errorMessages: ["Issue Does Not Exist"], errors: {} }, { status: 404 });
  const fetch = answeringFetch((request) => {
    const { pathname, searchParams } = new URL(request.url);
    const path = pathname.replace("/jira/rest/api/2/", "");
    const found =
      path === "user"
        ? PEOPLE.get(searchParams.get("username") ?? "")
        : ISSUES.get(path.replace("issue/", ""));
    return instead(path) ?? (found === undefined ? missing() : Response.json(found));
  });
  return benchFor(adapter, { fetch, settings });
}

const told = (one: unknown) =>
  isPmoError(one) ? one.code : ((one as { key?: string; id: string }).key ?? (one as { id: string }).id);

const addressesOf = (sent: readonly Request[]) =>
  sent.map(
    ({ method, url }) => `${method} ${url.replace(`${BASE}/rest/api/2/`, "").replace(/\?fields.*$/, "")}`,
  );

describe("what Jira Data Center does not read in bulk", () => {
  it("many calls of get_issue are asked for one by one, each once, and each may fail alone", async () => {
    const jira = dataCenter();
    const keys = ["TRAIN-1", "TRAIN-9", "TRAIN-2", "TRAIN-1"];
    const given = await jira.runMany(
      "get_issue",
      keys.map((issue_key) => ({ issue_key, expand: ["changelog"] })),
    );
    expect(given.map(told)).toEqual(["TRAIN-1", "ISSUE_NOT_FOUND", "TRAIN-2", "TRAIN-1"]);
    expect(addressesOf(jira.sent)).toEqual(["GET issue/TRAIN-1", "GET issue/TRAIN-9", "GET issue/TRAIN-2"]);
    for (const { url, headers } of jira.sent) {
      expect(new URL(url).searchParams.get("expand")).toBe("changelog");
      expect(headers.get("authorization")).toBe("Bearer pat-1");
    }
  });

  it("many calls of get_user likewise", async () => {
    const jira = dataCenter();
    const given = await jira.runMany("get_user", [{ account_id: "ada" }, { account_id: "bob" }]);
    expect(given.map(told)).toEqual(["ada", "USER_NOT_FOUND"]);
    expect(addressesOf(jira.sent)).toEqual(["GET user?username=ada", "GET user?username=bob"]);
  });

  it("batch_get_issues reads each, in the order of the keys, and says which are missing", async () => {
    const jira = dataCenter();
    const found = await jira.run("batch_get_issues", { keys: ["TRAIN-2", "TRAIN-9", "OLD-7", "TRAIN-2"] });
    expect(found).toEqual({
      issues: [
        expect.objectContaining({ key: "TRAIN-2", summary: "Two" }),
        expect.objectContaining({ key: "TRAIN-7", summary: "Seven" }),
      ],
      missing: [{ key: "TRAIN-9", reason: expect.stringContaining("TRAIN-9") }],
    });
    expect(addressesOf(jira.sent)).toEqual(["GET issue/TRAIN-2", "GET issue/TRAIN-9", "GET issue/OLD-7"]);
  });

  it("batch_get_users likewise", async () => {
    const jira = dataCenter();
    const found = await jira.run("batch_get_users", { account_ids: ["ada", "bob"] });
    expect(found).toEqual({ users: [{ id: "ada", name: "Ada", active: true }], missing: ["bob"] });
    expect(addressesOf(jira.sent)).toEqual(["GET user?username=ada", "GET user?username=bob"]);
  });

  it.each([
    ["batch_get_issues", { keys: ["TRAIN-1", "TRAIN-2"] }],
    ["batch_get_users", { account_ids: ["ada", "bob"] }],
  ])("%s takes no other failure for something that is missing", async (operation, params) => {
    const jira = dataCenter(() => Response.json({ errorMessages: ["no"] }, { status: 403 }));
    await expect(jira.run(operation, params)).rejects.toMatchObject({ code: "PERMISSION_DENIED" });
  });
});

describe("the README", () => {
  it("names every operation that calls something of Cloud's alone", async () => {
    const concerned: string[] = [];
    for (const [name, { upstream }] of Object.entries(adapter.operations)) {
      const calls = await Promise.all(
        upstream.map((endpoint) => {
          const [method, path = ""] = endpoint.split(" ");
          return jiraDataCenterCall({ method: method as "GET", path });
        }),
      );
      if (calls.includes(undefined)) concerned.push(name);
    }
    const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
    const [, table = ""] = /<!-- checked:data-center.*?-->([\s\S]*?)<!-- \/checked -->/.exec(readme) ?? [];
    const rows = table.split("\n").map((row) => row.split("|")[1] ?? "");
    const named = rows.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name));
    expect(named.toSorted()).toEqual(concerned.toSorted());
  });
});
