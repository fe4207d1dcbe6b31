import { answeringFetch, benchFor } from "@pm-orchestrator/adapter-kit/testing";
import { describe, expect, it } from "vitest";
import adapter from "../src/index.js";

const CLOUD_ID = "11223344-a1b2-3b33-c444-def123456789";
const GATEWAY = `https://api.atlassian.com/ex/jira/${CLOUD_ID}`;
const basic = (email: string, token: string) =>
  `Basic ${Buffer.from(`${email}:${token}`, "utf8").toString("base64")}`;

const WAYS = {
  api_token: { base_url: "https://acme.atlassian.net", email: "ada@acme.example", api_token: "tok-1" },
  oauth: { cloud_id: CLOUD_ID, access_token: "oauth-1" },
  scoped_token: { cloud_id: CLOUD_ID, email: "ada@acme.example", api_token: "ATATT-1" },
  personal_token: { base_url: "https://jira.acme.example/jira", personal_token: "pat-1" },
} as const;

type Settings = Readonly<Record<string, string>>;

/** Jira with these settings, which answers every call as `respond` says; `sent` is what it was asked. */
function jiraWith(settings: Settings, respond: (request: Request) => Response | Promise<Response>) {
  const sent: Request[] = [];
  const fetch = answeringFetch((request) => {
    sent.push(request.clone());
    return respond(request);
  });
  return Object.assign(benchFor(adapter, { fetch, settings }), { sent });
}

const ISSUE = { id: "10001", key: "TRAIN-1", fields: { summary: "One" } };
const issue = () => Response.json(ISSUE);

describe("signing in to Jira", () => {
  it.each([
    ["api_token", WAYS.api_token, "https://acme.atlassian.net", basic("ada@acme.example", "tok-1")],
    ["oauth", WAYS.oauth, GATEWAY, "Bearer oauth-1"],
    ["scoped_token", WAYS.scoped_token, GATEWAY, basic("ada@acme.example", "ATATT-1")],
    [
      "scoped_token with the site's address",
      { ...WAYS.api_token, ...WAYS.scoped_token },
      GATEWAY,
      basic("ada@acme.example", "ATATT-1"),
    ],
    ["oauth beside an API token", { ...WAYS.api_token, ...WAYS.oauth }, GATEWAY, "Bearer oauth-1"],
  ])("%s", async (_name, settings, base, authorization) => {
    const jira = jiraWith(settings, issue);
    await jira.run("get_issue", { issue_key: "TRAIN-1" });
    expect(jira.sent.map(({ method }) => method)).toEqual(["GET"]);
    const [request] = jira.sent;
    expect(request?.url.split("?")[0]).toBe(`${base}/rest/api/3/issue/TRAIN-1`);
    expect(request?.headers.get("authorization")).toBe(authorization);
  });

  it("personal_token: Data Center's own paths", async () => {
    const jira = jiraWith(WAYS.personal_token, issue);
    await jira.run("get_issue", { issue_key: "TRAIN-1" });
    const [request] = jira.sent;
    expect(request?.url.split("?")[0]).toBe("https://jira.acme.example/jira/rest/api/2/issue/TRAIN-1");
    expect(request?.headers.get("authorization")).toBe("Bearer pat-1");
  });

  it.each([
    "https://acme.atlassian.net/",
    "https://acme.atlassian.net/wiki",
    "https://acme.atlassian.net/wiki/",
  ])("base_url %s", async (base_url) => {
    const jira = jiraWith({ ...WAYS.api_token, base_url }, issue);
    const found = await jira.run("get_issue", { issue_key: "TRAIN-1" });
    expect(jira.sent[0]?.url).toMatch(/^https:\/\/acme\.atlassian\.net\/rest\/api\/3\/issue\/TRAIN-1/);
    expect(found).toMatchObject({ url: "https://acme.atlassian.net/browse/TRAIN-1" });
  });

  it("declares every way, with secrets as secrets and addresses as addresses", () => {
    expect(adapter.credentials.map(({ name }) => name)).toEqual(Object.keys(WAYS));
    const named = (flag: "secret" | "address") =>
      adapter.settings.filter((setting) => setting[flag] === true).map(({ name }) => name);
    expect(named("secret")).toEqual(["api_token", "access_token", "personal_token"]);
    expect(named("address")).toEqual(["base_url"]);
    expect(adapter.settings.map(({ env }) => env)).toEqual(
      ["BASE_URL", "EMAIL", "API_TOKEN", "CLOUD_ID", "ACCESS_TOKEN", "PERSONAL_TOKEN", "PROJECT_KEYS"].map(
        (name) => `JIRA_${name}`,
      ),
    );
  });

  it("reads the credentials anew for every call", async () => {
    const settings: Record<string, string> = { ...WAYS.oauth };
    const jira = jiraWith(settings, issue);
    await jira.run("get_issue", { issue_key: "TRAIN-1" });
    settings["access_token"] = "oauth-2";
    await jira.run("get_issue", { issue_key: "TRAIN-1" });
    expect(jira.sent.map(({ headers }) => headers.get("authorization"))).toEqual([
      "Bearer oauth-1",
      "Bearer oauth-2",
    ]);
  });
});

describe("credentials never go elsewhere", () => {
  it.each(Object.entries(WAYS))("%s: no redirect is followed", async (_name, settings) => {
    const jira = jiraWith(
      settings,
      () => new Response(null, { status: 302, headers: { location: "https://evil.example/" } }),
    );
    await expect(jira.run("get_issue", { issue_key: "TRAIN-1" })).rejects.toMatchObject({
      code: "JIRA_API_ERROR",
    });
    expect(jira.sent).toHaveLength(1);
  });

  it.each(["..", "../../evil", "a/b", "evil.example", "x?y", "x#y", "@evil.example"])(
    "cloud_id %j",
    async (cloud_id) => {
      const jira = jiraWith({ ...WAYS.oauth, cloud_id }, issue);
      await expect(jira.run("get_issue", { issue_key: "TRAIN-1" })).rejects.toMatchObject({
        code: "SYSTEM_NOT_CONFIGURED",
      });
      expect(jira.sent).toHaveLength(0);
    },
  );

  it("no error repeats them", async () => {
    for (const settings of Object.values(WAYS)) {
      const jira = jiraWith(settings, () => Response.json({ message: "no" }, { status: 401 }));
      const error: unknown = await jira
        .run("get_issue", { issue_key: "TRAIN-1" })
        .catch((problem: unknown) => problem);
      expect(JSON.stringify(error)).not.toMatch(/oauth-1|ATATT-1|tok-1|pat-1/);
    }
  });
});

describe("credentials that are refused", () => {
  it.each([
    ["api_token", "JIRA_API_TOKEN"],
    ["oauth", "JIRA_ACCESS_TOKEN"],
    ["scoped_token", "JIRA_CLOUD_ID"],
    ["personal_token", "JIRA_PERSONAL_TOKEN"],
  ] as const)("%s: an expired token fails at once", async (way, variable) => {
    const jira = jiraWith(WAYS[way], () =>
      Response.json({ code: 401, message: "Unauthorized" }, { status: 401 }),
    );
    await expect(jira.run("get_issue", { issue_key: "TRAIN-1" })).rejects.toMatchObject({
      number: 2404,
      retryable: false,
      suggestions: expect.arrayContaining([expect.stringContaining(variable)]),
    });
    expect(jira.sent).toHaveLength(1);
  });

  it("a scope that lacks, which the gateway tells by 401 and without its name", async () => {
    const jira = jiraWith(WAYS.oauth, () =>
      Response.json({ code: 401, message: "Unauthorized; scope does not match" }, { status: 401 }),
    );
    await expect(jira.run("get_issue", { issue_key: "TRAIN-1" })).rejects.toMatchObject({
      number: 2406,
      details: { scope: "read:jira-work" },
      retryable: false,
    });
  });
});

describe("addresses for people behind the gateway", () => {
  it("are those of base_url", async () => {
    const jira = jiraWith({ ...WAYS.oauth, base_url: "https://acme.atlassian.net" }, issue);
    expect(await jira.run("get_issue", { issue_key: "TRAIN-1" })).toMatchObject({
      url: "https://acme.atlassian.net/browse/TRAIN-1",
    });
  });

  it("are what Jira itself says", async () => {
    const jira = jiraWith(WAYS.oauth, () =>
      Response.json({ ...ISSUE, self: "https://acme.atlassian.net/rest/api/3/issue/10001" }),
    );
    expect(await jira.run("get_issue", { issue_key: "TRAIN-1" })).toMatchObject({
      url: "https://acme.atlassian.net/browse/TRAIN-1",
    });
  });

  it("are the API's where nobody knows better", async () => {
    const jira = jiraWith(WAYS.oauth, () =>
      Response.json({ ...ISSUE, self: `${GATEWAY}/rest/api/3/issue/10001` }),
    );
    expect(await jira.run("get_issue", { issue_key: "TRAIN-1" })).toMatchObject({
      url: `${GATEWAY}/rest/api/3/issue/TRAIN-1`,
    });
  });
});

describe("Jira Data Center", () => {
  it("takes comments as text", async () => {
    const jira = jiraWith(WAYS.personal_token, () =>
      Response.json({ id: "7", body: "*bold*" }, { status: 201 }),
    );
    await jira.run("add_comment", { issue_key: "TRAIN-1", body: "It is **done**." });
    expect(jira.sent.at(-1)?.url.split("?")[0]).toBe(
      "https://jira.acme.example/jira/rest/api/2/issue/TRAIN-1/comment",
    );
    expect(await jira.sent.at(-1)?.json()).toMatchObject({ body: "It is **done**." });
  });

  it("searches by position", async () => {
    const jira = jiraWith(WAYS.personal_token, () =>
      Response.json({ startAt: 0, total: 3, issues: [ISSUE, ISSUE] }),
    );
    const first = await jira.run("search_issues", { jql: "project = TRAIN", limit: 2 });
    expect(jira.sent[0]?.url).toBe("https://jira.acme.example/jira/rest/api/2/search");
    expect(await jira.sent[0]?.json()).toMatchObject({ jql: expect.any(String), maxResults: 2 });
    expect(first).toMatchObject({ page: { complete: false, next: expect.any(String) } });
    const { next } = (first as { page: { next: string } }).page;
    await jira.run("search_issues", { jql: "project = TRAIN", limit: 2, page_token: next });
    expect(await jira.sent.at(-1)?.json()).toMatchObject({ startAt: 2 });
  });

  it("knows people by their user name", async () => {
    const person = {
      name: "ada",
      key: "JIRAUSER1",
      displayName: "Ada",
      emailAddress: "ada@acme.example",
      active: true,
    };
    const jira = jiraWith(WAYS.personal_token, () => Response.json([person]));
    expect(await jira.run("search_users", { query: "ada" })).toMatchObject({
      users: [{ id: "ada", name: "Ada" }],
    });
    expect(new URL(jira.sent[0]?.url ?? "").searchParams.get("username")).toBe("ada");
  });

  it("refuses plainly what it does not have", async () => {
    const jira = jiraWith(WAYS.personal_token, issue);
    await expect(jira.run("list_labels", {})).rejects.toMatchObject({
      code: "JIRA_API_ERROR",
      message: expect.stringContaining("Jira Data Center"),
      retryable: false,
    });
    expect(jira.sent).toHaveLength(0);
  });
});
