import { describe, expect, it } from "vitest";
import adapter from "../../src/index.js";
import { allPages, asked, documentsOf, simulatedLinear, variablesOf } from "../bench.js";

const priya = {
  id: expect.any(String),
  name: "Priya Natarajan",
  display_name: "priya",
  email: "priya@acme.example",
  title: "Security Engineer",
  time_zone: "Asia/Kolkata",
  active: true,
  url: "https://linear.app/acme/profiles/priya",
};

describe("get_user", () => {
  it.each([
    ["priya@acme.example", { email: { eqIgnoreCase: "priya@acme.example" } }],
    ["Priya Natarajan", { or: expect.any(Array) }],
    ["priya", { or: expect.any(Array) }],
  ])("knows somebody by %s", async (user, filter) => {
    const linear = simulatedLinear();
    const answer = await linear.run("get_user", { user });
    expect(await asked(linear)).toEqual([{ document: "FindUsers", variables: { filter } }]);
    expect(answer).toEqual(priya);
    expect(adapter.operations["get_user"]?.result.parse(answer)).toEqual(answer);
    await linear.run("get_user", { user });
    expect(linear.calls).toBe(1);
  });

  it("knows whose account it is", async () => {
    const linear = simulatedLinear();
    await expect(linear.run("get_user", { user: "me" })).resolves.toMatchObject({ name: "Maya Lindqvist" });
    expect(await documentsOf(linear)).toEqual(["Viewer"]);
  });

  it.each([
    ["Alex Kim", 1110],
    ["Priya Nataraja", 1006],
  ])("never guesses who %s is", async (user, number) => {
    await expect(simulatedLinear().run("get_user", { user })).rejects.toMatchObject({ number });
  });
});

describe("list_users", () => {
  it("finds people, and spares the look-up of those that were listed", async () => {
    const linear = simulatedLinear();
    const answer = await linear.run("list_users", { query: "NATARAJAN" });
    const text = { containsIgnoreCase: "NATARAJAN" };
    expect(await variablesOf(linear, "ListUsers")).toEqual({
      filter: { or: [{ name: text }, { displayName: text }, { email: text }] },
      first: 50,
    });
    const { url: _url, ...inList } = priya;
    expect(answer).toEqual({ users: [inList], page: { complete: true } });
    expect(adapter.operations["list_users"]?.result.parse(answer)).toEqual(answer);
    await linear.run("get_user", { user: "priya@acme.example" });
    expect(linear.calls).toBe(1);
  });

  it("keeps to a team, and pages to the end", async () => {
    const linear = simulatedLinear();
    await expect(linear.run("list_users", { team: "PSN", query: "alex" })).resolves.toMatchObject({
      users: [{ display_name: "alex" }],
    });
    expect(await variablesOf(linear, "TeamMembers")).toMatchObject({ id: expect.any(String), first: 50 });
    const all = await allPages(linear, "list_users", { limit: 4, list: "users" });
    expect(all).toMatchObject({ items: { length: 10 }, pages: 3 });
    const members = await allPages(linear, "list_users", { team: "WEB", limit: 4, list: "users" });
    expect(members.items).toHaveLength(9);
  });
});
