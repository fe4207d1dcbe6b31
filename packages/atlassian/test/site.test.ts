import type { AdapterHost } from "@pm-orchestrator/core";
import { describe, expect, it } from "vitest";
import {
  ATLASSIAN_CREDENTIALS,
  atlassianSettings,
  atlassianSite,
  jiraScope,
  readSignInFailure,
} from "../src/index.js";

const hostWith = (settings: Readonly<Record<string, string>>): AdapterHost => ({
  system: "jira",
  setting: (name) => settings[name],
  fetch: () => Promise.reject(new Error("no network")),
  requestTimeoutMs: 1000,
});

describe("a site", () => {
  it("of a simulator is one that takes an API token, though every setting is there", () => {
    const simulated = Object.fromEntries(
      atlassianSettings("JIRA").map(({ name, address, simulated }) => [
        name,
        address === true ? "http://127.0.0.1:4000/jira" : (simulated ?? `simulated-${name}`),
      ]),
    );
    const site = atlassianSite(hostWith(simulated), "jira");
    expect(site.signIn()).toBe("api_token");
    expect(site.apiUrl()).toBe("http://127.0.0.1:4000/jira");
    expect(site.webUrl()).toBe("http://127.0.0.1:4000/jira");
  });

  it.each([
    [{ base_url: "b", email: "e", api_token: "t" }, "api_token"],
    [{ cloud_id: "c", email: "e", api_token: "t" }, "scoped_token"],
    [{ cloud_id: "c", access_token: "t" }, "oauth"],
    [{ base_url: "b", personal_token: "t" }, "personal_token"],
    [{ base_url: "b", email: "e", api_token: "t", personal_token: "p" }, "api_token"],
    [{ cloud_id: " ", access_token: "t", base_url: "b", personal_token: "p" }, "personal_token"],
    [{ access_token: "t", base_url: "b", email: "e", api_token: "t" }, "api_token"],
  ])("%j is %s", (settings, expected) => {
    expect(atlassianSite(hostWith(settings), "jira").signIn()).toBe(expected);
  });

  it("has a way to sign in for every set of credentials that is declared", () => {
    for (const { name, settings } of ATLASSIAN_CREDENTIALS) {
      const given = Object.fromEntries(settings.map((setting) => [setting, "x"]));
      expect(atlassianSite(hostWith(given), "confluence").signIn()).toBe(name);
    }
  });

  it.each([
    [" https://a.example/jira// ", "https://a.example/jira"],
    ["https://a.example/wiki/", "https://a.example/wiki"],
    ["https://a.example:8443", "https://a.example:8443"],
  ])("keeps the path of a Data Center site: %s", (base_url, address) => {
    const site = atlassianSite(hostWith({ base_url, personal_token: "t" }), "confluence");
    expect(site.apiUrl()).toBe(address);
    expect(site.webUrl()).toBe(address);
  });
});

describe("the scope that a call needs", () => {
  it.each([
    ["GET", "/rest/api/3/issue/A-1", "read:jira-work"],
    ["PUT", "/rest/api/3/issue/A-1", "write:jira-work"],
    ["DELETE", "/rest/api/3/issue/A-1", "write:jira-work"],
    ["GET", "/rest/api/3/myself", "read:jira-user"],
    ["GET", "/rest/api/3/user/assignable/search", "read:jira-user"],
    ["POST", "/rest/api/3/version", "manage:jira-project"],
    ["GET", "/rest/api/3/project/A/versions", "read:jira-work"],
    ["GET", "/rest/agile/1.0/board/7/sprint", "read:board-scope:jira-software"],
    ["POST", "/rest/agile/1.0/sprint/7/issue", "write:sprint:jira-software"],
    ["DELETE", "/rest/agile/1.0/sprint/7", "delete:sprint:jira-software"],
  ])("%s %s: %s", (method, path, expected) => {
    expect(jiraScope({ method, path })).toBe(expected);
  });

  it("is one for reading when the call only reads", () => {
    expect(jiraScope({ method: "POST", path: "/rest/api/3/search/jql", readsOnly: true })).toBe(
      "read:jira-work",
    );
  });
});

describe("a 401", () => {
  const read = (body: unknown, status = 401) =>
    readSignInFailure(
      { kind: "status", status, headers: new Headers(), body },
      { codes: { unauthorized: "U", scope: "S" }, signIn: "oauth", prefix: "JIRA" },
    );

  it("is about the token, or about its scopes", () => {
    expect(read({ code: 401, message: "Unauthorized" })).toMatchObject({ code: "U", retryable: false });
    expect(read("<html>")).toMatchObject({ code: "U", retryable: false });
    expect(read({ code: 401, message: "Unauthorized; scope does not match" })).toMatchObject({ code: "S" });
    expect(read({}, 403)).toBeUndefined();
  });
});
