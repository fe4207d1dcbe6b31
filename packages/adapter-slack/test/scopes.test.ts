import { readFileSync } from "node:fs";
import { join } from "node:path";
import { descriptionsFolder } from "@pm-orchestrator/api-descriptions";
import { type AnyOperation, isPmoError } from "@pm-orchestrator/core";
import { describe, expect, it } from "vitest";
import { readGrantedScopes } from "../src/granted-scopes.js";
import adapter from "../src/index.js";
import { METHODS, needsOf, type SlackMethod } from "../src/methods.js";
import { settings, simulatedSlack, watch } from "./bench.js";

const methods = Object.keys(METHODS) as SlackMethod[];

if (!watch.available) watch.skipped(2 * methods.length);

describe.skipIf(!watch.available)("what is known of methods is what the reference says", () => {
  const reference = watch.available
    ? (JSON.parse(readFileSync(join(descriptionsFolder(), "slack-methods.ref.json"), "utf8")) as Record<
        string,
        { scope?: { bot?: string[]; user?: string[] }; rate_limits?: string }
      >)
    : {};

  it.each(methods)("%s", (method) => {
    const { scope, or = [], token } = needsOf(method);
    const { bot = [], user = [] } = reference[method]?.scope ?? {};
    const accepted = token === "user" ? user : [...bot, ...user];
    expect(new Set(scope === undefined ? [] : [scope, ...or])).toEqual(new Set(accepted));
  });

  it.each(methods)("how often %s may be called", (method) => {
    const { tier } = needsOf(method);
    // The fifth tier is what Slack calls special.
    expect(`t${tier ?? 5}`).toBe(reference[method]?.rate_limits);
  });
});

describe("the scopes of a token", () => {
  const told = (value?: string) =>
    readGrantedScopes(new Headers(value === undefined ? {} : { "x-oauth-scopes": value }), "bot_token");

  it("are those that Slack names beside an answer", () => {
    expect(told("chat:write,channels:read, users:read")).toEqual({
      credentials: "bot_token",
      scopes: ["chat:write", "channels:read", "users:read"],
    });
    expect(told("")).toEqual({ credentials: "bot_token", scopes: [] });
  });

  it("are unknown when Slack does not name them, or by a word that stands for many", () => {
    expect(told()).toBeUndefined();
    expect(told("identify,bot")).toBeUndefined();
    expect(told("read,post,client")).toBeUndefined();
  });

  it("are told of the token that was sent", async () => {
    const both = simulatedSlack();
    await both.run("get_current_user", {});
    expect(Object.keys(both.scopes)).toEqual(["bot_token"]);
    await both.run("get_current_user", { token: "user" });
    expect(Object.keys(both.scopes)).toEqual(["bot_token", "user_token"]);
    expect(both.scopes["user_token"]).toContain("search:read");
    expect(both.scopes["bot_token"]).not.toContain("search:read");
    const { bot_token: _none, ...withoutBot } = settings;
    const user = simulatedSlack(withoutBot);
    await user.run("get_current_user", {});
    expect(Object.keys(user.scopes)).toEqual(["user_token"]);
  });
});

/** What the operation needs of one token. */
function needs({ scopes = [] }: AnyOperation) {
  return scopes.map((need) => ({ ...(typeof need === "string" ? { any: [need] } : need) }));
}

/** Slack whose tokens have these scopes and no others. */
function limited(scopes: { bot: readonly string[]; user: readonly string[] }) {
  return simulatedSlack({
    ...settings,
    bot_token: `simulated-bot_token/${scopes.bot.join(",")}`,
    user_token: `simulated-user_token/${scopes.user.join(",")}`,
  });
}

const declared = Object.entries<AnyOperation>(adapter.operations).map(([name, operation]) => ({
  name,
  operation,
}));

describe("what operations declare", () => {
  it("is something for each that calls a method which asks for a scope", () => {
    const silent = declared.filter(({ operation }) => needs(operation).length === 0);
    // Every token may ask whose it is.
    expect(silent.map(({ name }) => name)).toEqual(["get_current_user", "cache_status"]);
  });

  it.each(declared)("is enough for $name", async ({ name, operation }) => {
    const of = (token: string | undefined) =>
      needs(operation).flatMap((need) => (need.of === token ? (need.any[0] ?? []) : []));
    const slack = limited({ bot: of(undefined), user: of("user_token") });
    await expect(slack.run(name, { ...operation.example })).resolves.toBeDefined();
  });

  const indispensable = declared.flatMap(({ name, operation }) =>
    needs(operation).flatMap(({ partly, any: [scope = ""], of = "bot_token" }) =>
      partly ? [] : [{ name, operation, scope, of }],
    ),
  );

  it.each(indispensable)("is true: no $name without $scope of $of", async ({ name, operation, of }) => {
    const others = (token: string) =>
      needs(operation)
        .filter((need) => need.partly === true || (need.of ?? "bot_token") !== of)
        .flatMap((need) => ((need.of ?? "bot_token") === token ? (need.any[0] ?? []) : []));
    const slack = limited({ bot: others("bot_token"), user: others("user_token") });
    const error: unknown = await slack
      .run(name, { ...operation.example })
      .catch((problem: unknown) => problem);
    expect(isPmoError(error) && error.code).toBe("SLACK_SCOPE_MISSING");
  });
});
