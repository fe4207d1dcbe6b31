import { readFileSync } from "node:fs";
import { join } from "node:path";
import { descriptionsFolder } from "@pm-orchestrator/api-descriptions";
import { type AnyOperation, isPmoError, type ScopeNeed } from "@pm-orchestrator/core";
import { describe, expect, it } from "vitest";
import { ACCESS } from "../src/access.js";
import adapter from "../src/index.js";
import { readGrantedScopes, withImplied } from "../src/scopes.js";
import { answering, BASE, simulatedBitbucket, simulatedHost, watch } from "./bench.js";

const endpoints = ACCESS.flatMap(({ endpoints: all, ...access }) =>
  all.map((endpoint) => ({ endpoint, ...access })),
);

if (!watch.available) watch.skipped(endpoints.length + 1);

interface Described {
  security?: { oauth2?: string[] }[];
  "x-atlassian-oauth2-scopes"?: { state: string; scopes: string[] }[];
}

interface Description {
  paths: Record<string, Record<string, Described>>;
  components: {
    securitySchemes: { oauth2: { flows: { authorizationCode: { scopes: Record<string, string> } } } };
  };
}

describe.skipIf(!watch.available)("what is known of endpoints is what the description says", () => {
  const description = watch.available
    ? (JSON.parse(
        readFileSync(join(descriptionsFolder(), "bitbucket-cloud-2.0.openapi.json"), "utf8"),
      ) as Description)
    : undefined;

  // The root of a commit's files is described as the empty path of a file.
  it.each(endpoints)("$endpoint", ({ endpoint, granular, classic }) => {
    const [method = "", path = ""] = endpoint.split(" ");
    const described =
      description?.paths[path.replace(/\/src\/\{commit\}\/$/, "$&{path}")]?.[method.toLowerCase()];
    const asked = described?.security?.find(({ oauth2 }) => oauth2 !== undefined)?.oauth2;
    expect(asked).toEqual(classic === undefined ? [] : [classic]);
    const current = described?.["x-atlassian-oauth2-scopes"]?.find(({ state }) => state === "Current");
    expect(new Set(granular)).toEqual(new Set(current?.scopes));
  });

  const classic = Object.keys(
    description?.components.securitySchemes.oauth2.flows.authorizationCode.scopes ?? {},
  );

  it("and no other scope is declared or implied", () => {
    const text = JSON.stringify(description);
    const named = operations.flatMap(({ operation }) =>
      needsOf(operation).flatMap((need) => [...need.any, ...Object.values(need.instead ?? {}).flat()]),
    );
    for (const scope of new Set([...named, ...withImplied(classic)])) {
      expect([
        scope,
        scope.endsWith(":bitbucket") ? text.includes(`"${scope}"`) : classic.includes(scope),
      ]).toEqual([scope, true]);
    }
  });
});

describe("the scopes of credentials", () => {
  const told = (value?: string) =>
    readGrantedScopes(new Headers(value === undefined ? {} : { "x-oauth-scopes": value }), "access_token");

  it("are those that Bitbucket names, with what they imply", () => {
    expect(told("pullrequest:write, webhook")).toEqual({
      credentials: "access_token",
      scopes: ["pullrequest:write", "webhook", "pullrequest", "repository:write", "repository"],
    });
    expect(told("write:repository:bitbucket")).toEqual({
      credentials: "access_token",
      scopes: ["write:repository:bitbucket"],
    });
    expect(told("")).toEqual({ credentials: "access_token", scopes: [] });
    expect(told()).toBeUndefined();
  });

  it("are told of the credentials that were sent, also beside a refusal", async () => {
    const withApiToken = simulatedBitbucket();
    await withApiToken.run("get_current_user", {});
    expect(Object.keys(withApiToken.scopes)).toEqual(["api_token"]);
    expect(withApiToken.scopes["api_token"]).toContain("read:user:bitbucket");
    const withAccessToken = limited("classic", ["webhook"]);
    await expect(withAccessToken.run("get_current_user", {})).rejects.toMatchObject({
      code: "BITBUCKET_SCOPE_MISSING",
      number: 5406,
      details: { scope: "account", required: ["account"], granted: ["webhook"] },
    });
    expect(withAccessToken.scopes).toEqual({ access_token: ["webhook"] });
  });

  it("stay unknown where Bitbucket does not tell them", async () => {
    const bitbucket = answering(() =>
      Response.json({ type: "user", uuid: "{1}", display_name: "Maya", nickname: "maya" }),
    );
    await bitbucket.run("get_current_user", {});
    expect(bitbucket.scopes).toEqual({});
  });
});

describe("what the simulator tells", () => {
  const ask = (authorization: string, path = "/user") =>
    simulatedHost().fetch(`${BASE}${path}`, { headers: { authorization } });

  it("are the scopes of the token and those that open the endpoint", async () => {
    const { status, headers } = await ask("Bearer simulated-access_token/account,pullrequest");
    expect(status).toBe(200);
    expect(headers.get("x-oauth-scopes")).toBe("account, pullrequest, repository");
    expect(headers.get("x-accepted-oauth-scopes")).toBe("account");
  });

  it("are no scopes of a token that it does not know", async () => {
    const { status, headers } = await ask("Bearer simulated-access_tokens");
    expect([status, headers.get("x-oauth-scopes")]).toEqual([401, null]);
  });

  it("goes by the endpoint that fits best", async () => {
    const pair = (scope: string) => `Basic ${btoa(`maya@acme.example:simulated-api_token/${scope}`)}`;
    const file = "/repositories/acme/platform/src/main/src/auth/jwt.ts";
    expect((await ask(pair("read:pullrequest:bitbucket"), file)).status).toBe(403);
    expect((await ask(pair("read:repository:bitbucket"), "/repositories/acme/platform")).status).toBe(200);
    expect((await ask(pair("read:repository:bitbucket"), "/repositories/acme/platform/hooks")).status).toBe(
      403,
    );
  });
});

type Family = "granular" | "classic";

type Need = Exclude<ScopeNeed, string>;

/** What an operation needs. */
function needsOf({ scopes = [] }: AnyOperation) {
  return scopes.map((need): Need => (typeof need === "string" ? { any: [need] } : need));
}

function isPartly(need: object): boolean {
  return "partly" in need;
}

const MAYA = "{9bb27e1a-2106-4f07-8293-6d8b4dd1cc60}";

/** Calls that look nothing up, where the operation's example does. */
const WITHOUT_NAMES: Readonly<Record<string, Record<string, unknown>>> = {
  get_pending_review_prs: { repositories: ["acme/platform"], reviewer: MAYA },
  create_pull_request: {
    repository: "acme/platform",
    title: "x",
    source_branch: "feature/TRAIN-123-jwt-middleware",
  },
  update_pull_request: { repository: "acme/platform", id: 42, title: "x" },
  create_repository: { repository: "acme/signal-box" },
  run_pipeline: { repository: "acme/platform", target: "c519cefb4b92fb3b0f05a9816b7bc7cb442e0807" },
  get_user: { user: MAYA },
};

/** The scopes of a family with which to meet needs. */
function scopesFor(family: Family, needs: readonly Need[]): string[] {
  const scopes = needs.flatMap(({ any, instead }) =>
    family === "granular" ? any : (instead?.["access_token"] ?? any),
  );
  // What asks for none in particular still asks for a token that has some.
  return scopes.length === 0 && needs.length > 0 ? ["email"] : scopes;
}

/** Bitbucket for a token with these scopes and no others. */
function limited(family: Family, scopes: readonly string[]) {
  const listed = scopes.join(",");
  return simulatedBitbucket(
    family === "granular"
      ? { api_token: `simulated-api_token/${listed}` }
      : { access_token: `simulated-access_token/${listed}` },
  );
}

const operations = Object.entries<AnyOperation>(adapter.operations).map(([name, operation]) => ({
  name,
  operation,
}));
const cases = operations.flatMap(({ name, operation }) =>
  (["granular", "classic"] as const).map((family) => ({ name, operation, family })),
);

describe("what operations declare", () => {
  it("is something for each that calls Bitbucket", () => {
    const silent = operations.filter(({ operation }) => needsOf(operation).length === 0);
    expect(silent.map(({ name }) => name)).toEqual(["cache_status"]);
  });

  it.each(cases)("is enough for $name, in $family scopes", async ({ name, operation, family }) => {
    const scopes = scopesFor(family, needsOf(operation));
    await expect(limited(family, scopes).run(name, { ...operation.example })).resolves.toBeDefined();
  });

  const partly = cases.filter(({ operation }) => needsOf(operation).some(isPartly));

  it.each(partly)("lets $name go without what it needs partly, in $family scopes", async (asked) => {
    const { name, operation, family } = asked;
    const needed = needsOf(operation).filter((need) => !isPartly(need));
    const bitbucket = limited(family, scopesFor(family, needed));
    const params = WITHOUT_NAMES[name] ?? operation.example;
    await expect(bitbucket.run(name, { ...params })).resolves.toBeDefined();
  });

  const indispensable = cases.flatMap(({ name, operation, family }) =>
    needsOf(operation)
      .filter((need) => !isPartly(need))
      .flatMap((need) => scopesFor(family, [need]).map((scope) => ({ name, operation, family, scope })))
      .filter(({ scope }) => scope !== "email"),
  );

  it.each(indispensable)("is true: no $name without $scope", async ({ name, operation, family, scope }) => {
    const others = scopesFor(family, needsOf(operation)).filter(
      (other) => !withImplied([other]).includes(scope),
    );
    const error: unknown = await limited(family, others)
      .run(name, { ...(WITHOUT_NAMES[name] ?? operation.example) })
      .catch((problem: unknown) => problem);
    expect(isPmoError(error) && error.code).toBe("BITBUCKET_SCOPE_MISSING");
  });
});
