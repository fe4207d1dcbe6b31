import { answeringFetch, benchFor } from "@pm-orchestrator/adapter-kit/testing";
import { describe, expect, it } from "vitest";
import adapter from "../src/index.js";

const CLOUD_ID = "11223344-a1b2-3b33-c444-def123456789";
const GATEWAY = `https://api.atlassian.com/ex/confluence/${CLOUD_ID}`;
const basic = (email: string, token: string) =>
  `Basic ${Buffer.from(`${email}:${token}`, "utf8").toString("base64")}`;

const API_TOKEN = { base_url: "https://acme.atlassian.net", email: "ada@acme.example", api_token: "tok-1" };
const OAUTH = { cloud_id: CLOUD_ID, access_token: "oauth-1" };
const SCOPED = { cloud_id: CLOUD_ID, email: "ada@acme.example", api_token: "ATATT-1" };
const PERSONAL = { base_url: "https://wiki.acme.example/wiki", personal_token: "pat-1" };

const PAGE = {
  id: "123",
  title: "Auth guide",
  spaceId: "9",
  status: "current",
  version: { number: 1 },
  body: { storage: { representation: "storage", value: "<p>x</p>" } },
  _links: { webui: "/spaces/TECH/pages/123" },
};

type Settings = Readonly<Record<string, string>>;

/** Confluence with these settings, which answers every call as `respond` says; `sent` is what it was asked. */
function confluenceWith(settings: Settings, respond: (request: Request) => Response | Promise<Response>) {
  const sent: Request[] = [];
  const fetch = answeringFetch((request) => {
    sent.push(request.clone());
    return respond(request);
  });
  return Object.assign(benchFor(adapter, { fetch, settings }), { sent });
}

const page = (request: Request) =>
  Response.json(
    request.url.includes("/pages/123") ? PAGE : { id: "9", key: "TECH", name: "Tech", results: [] },
  );

describe("signing in to Confluence", () => {
  it.each([
    ["api_token", API_TOKEN, "https://acme.atlassian.net", basic("ada@acme.example", "tok-1")],
    ["oauth", OAUTH, GATEWAY, "Bearer oauth-1"],
    ["scoped_token", SCOPED, GATEWAY, basic("ada@acme.example", "ATATT-1")],
    [
      "scoped_token with the site's address",
      { ...API_TOKEN, ...SCOPED },
      GATEWAY,
      basic("ada@acme.example", "ATATT-1"),
    ],
  ])("%s", async (_name, settings, base, authorization) => {
    const confluence = confluenceWith(settings, page);
    await confluence.run("get_page", { page_id: "123" });
    expect(confluence.sent.length).toBeGreaterThan(0);
    expect(confluence.sent[0]?.url.split("?")[0]).toBe(`${base}/wiki/api/v2/pages/123`);
    for (const { url, headers } of confluence.sent) {
      expect(url.startsWith(`${base}/wiki/`), url).toBe(true);
      expect(headers.get("authorization")).toBe(authorization);
    }
  });

  it.each([
    "https://acme.atlassian.net/",
    "https://acme.atlassian.net/wiki",
    "https://acme.atlassian.net/wiki/",
  ])("base_url %s", async (base_url) => {
    const confluence = confluenceWith({ ...API_TOKEN, base_url }, page);
    const found = await confluence.run("get_page", { page_id: "123" });
    expect(confluence.sent[0]?.url.split("?")[0]).toBe("https://acme.atlassian.net/wiki/api/v2/pages/123");
    expect(found).toMatchObject({ url: "https://acme.atlassian.net/wiki/spaces/TECH/pages/123" });
  });

  it("personal_token: Data Center's own paths", async () => {
    const confluence = confluenceWith(PERSONAL, () =>
      Response.json({ ...PAGE, type: "page", space: { key: "TECH" }, key: "TECH" }),
    );
    await confluence.run("get_page", { page_id: "123" });
    expect(confluence.sent.map(({ url }) => url.split("?")[0])).toEqual([
      "https://wiki.acme.example/wiki/rest/api/content/123",
      "https://wiki.acme.example/wiki/rest/api/space/TECH",
    ]);
    for (const { headers } of confluence.sent) expect(headers.get("authorization")).toBe("Bearer pat-1");
  });

  it("an API token beside it is for Cloud", async () => {
    const confluence = confluenceWith({ ...PERSONAL, ...API_TOKEN }, page);
    await confluence.run("get_page", { page_id: "123" });
    expect(confluence.sent[0]?.url.split("?")[0]).toBe("https://acme.atlassian.net/wiki/api/v2/pages/123");
  });

  it("declares every way", () => {
    expect(adapter.credentials.map(({ name }) => name)).toEqual([
      "api_token",
      "oauth",
      "scoped_token",
      "personal_token",
    ]);
    expect(adapter.settings.map(({ env }) => env)).toEqual(
      ["BASE_URL", "EMAIL", "API_TOKEN", "CLOUD_ID", "ACCESS_TOKEN", "PERSONAL_TOKEN"].map(
        (name) => `CONFLUENCE_${name}`,
      ),
    );
  });

  it("shows the site's own address behind the gateway, as Confluence says it", async () => {
    const links = { ...PAGE._links, base: "https://acme.atlassian.net/wiki" };
    const confluence = confluenceWith(OAUTH, (request) =>
      request.url.includes("/pages/123") ? Response.json({ ...PAGE, _links: links }) : page(request),
    );
    expect(await confluence.run("get_page", { page_id: "123" })).toMatchObject({
      url: "https://acme.atlassian.net/wiki/spaces/TECH/pages/123",
    });
  });
});

describe("credentials never go elsewhere", () => {
  it.each([API_TOKEN, OAUTH, SCOPED, PERSONAL])("no redirect is followed (%#)", async (settings) => {
    const confluence = confluenceWith(
      settings,
      () => new Response(null, { status: 302, headers: { location: "https://evil.example/" } }),
    );
    await expect(confluence.run("get_page", { page_id: "123" })).rejects.toMatchObject({
      code: "CONFLUENCE_API_ERROR",
    });
    expect(confluence.sent.every(({ url }) => !url.includes("evil"))).toBe(true);
  });

  it.each(["..", "../../evil", "a/b", "x?y"])("cloud_id %j", async (cloud_id) => {
    const confluence = confluenceWith({ ...OAUTH, cloud_id }, page);
    await expect(confluence.run("get_page", { page_id: "123" })).rejects.toMatchObject({
      code: "SYSTEM_NOT_CONFIGURED",
    });
    expect(confluence.sent).toHaveLength(0);
  });
});

describe("credentials that are refused", () => {
  it.each([
    ["CONFLUENCE_API_TOKEN", API_TOKEN],
    ["CONFLUENCE_ACCESS_TOKEN", OAUTH],
    ["CONFLUENCE_CLOUD_ID", SCOPED],
    ["CONFLUENCE_PERSONAL_TOKEN", PERSONAL],
  ])("an expired token fails at once: %s", async (variable, settings) => {
    const confluence = confluenceWith(settings, () =>
      Response.json({ code: 401, message: "Unauthorized" }, { status: 401 }),
    );
    await expect(confluence.run("get_page", { page_id: "123" })).rejects.toMatchObject({
      number: 3404,
      retryable: false,
      suggestions: expect.arrayContaining([expect.stringContaining(variable)]),
    });
    expect(confluence.sent).toHaveLength(1);
  });

  it("a scope that lacks is named", async () => {
    const confluence = confluenceWith(OAUTH, () =>
      Response.json({ code: 401, message: "Unauthorized; scope does not match" }, { status: 401 }),
    );
    await expect(confluence.run("get_page", { page_id: "123" })).rejects.toMatchObject({
      number: 3406,
      details: { scope: "read:page:confluence" },
    });
  });
});
