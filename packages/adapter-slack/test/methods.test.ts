import { readFileSync } from "node:fs";
import type { AnyOperation } from "@pm-orchestrator/core";
import { describe, expect, it } from "vitest";
import adapter from "../src/index.js";
import { isSlackMethod, METHODS } from "../src/methods.js";

const operations = Object.entries<AnyOperation>(adapter.operations);

/** What the operation needs: of each, the scopes of which any is enough. */
function scopesOf({ scopes = [] }: AnyOperation): (readonly string[])[] {
  return scopes.map((need) => (typeof need === "string" ? [need] : need.any));
}

describe("what operations ask of the token", () => {
  it.each(operations)("%s calls nothing of which it is not known what it needs", (_name, { upstream }) => {
    const methods = upstream.filter((endpoint) => !/^[A-Z]+ \//.test(endpoint));
    expect(methods.filter((method) => !isSlackMethod(method))).toEqual([]);
  });

  it("is not said of methods that nobody calls", () => {
    const called = new Set(operations.flatMap(([, { upstream }]) => upstream));
    expect(Object.keys(METHODS).filter((method) => !called.has(method))).toEqual([]);
  });

  it("names the scopes, that of the operation's own method first", () => {
    const anyChannel = ["channels:read", "groups:read", "mpim:read", "im:read"];
    expect(adapter.operations["post_message"]).toMatchObject({
      scopes: [
        { any: ["chat:write"] },
        { any: anyChannel, partly: true },
        { any: ["channels:history", "groups:history", "mpim:history", "im:history"], partly: true },
      ],
    });
    expect(adapter.operations["post_message"]).not.toHaveProperty("needs");
    expect(adapter.operations["get_permalink"]).toMatchObject({
      scopes: [{ any: anyChannel, partly: true }],
    });
    expect(adapter.operations["join_usergroup"]).toMatchObject({
      scopes: [
        { any: ["usergroups:write"], of: "user_token" },
        { any: ["usergroups:read"], of: "user_token", partly: true },
        { any: ["usergroups:read"], partly: true },
      ],
    });
  });

  it("stands in the README", () => {
    const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
    const scopes = new Set(
      operations.flatMap(([, operation]) => scopesOf(operation).map(([first]) => first)),
    );
    expect([...scopes].filter((scope) => !readme.includes(`\`${scope}\``))).toEqual([]);
  });

  it("names the user token wherever a bot will not do, and the summary says so", () => {
    const forPeople = operations.filter(([, { needs = [] }]) => needs.includes("user_token"));
    expect(forPeople.map(([name]) => name).sort()).toEqual([
      "add_reminder",
      "get_unreads",
      "join_usergroup",
      "leave_usergroup",
      "list_my_usergroups",
      "list_reminders",
      "mark_read",
      "search_files",
      "search_messages",
    ]);
    expect(forPeople.filter(([, { summary }]) => !summary.includes("(needs a user token)"))).toEqual([]);
  });
});
