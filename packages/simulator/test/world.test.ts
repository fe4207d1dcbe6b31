import { describe, expect, it, vi } from "vitest";
import { baseOf, containsAllWords, createWorld, PEOPLE, wordsOf } from "../src/index.js";

describe("createWorld", () => {
  it("makes the state of a kind on first use, and keeps it", () => {
    const world = createWorld();
    const make = vi.fn(() => ({ count: 0 }));
    const first = world.state("notes", make);
    first.count = 5;
    expect(world.state("notes", make)).toBe(first);
    expect(make).toHaveBeenCalledTimes(1);
    expect(world.state("other", make)).not.toBe(first);
  });

  it("keeps a state that is undefined, and takes any name for a kind", () => {
    const world = createWorld();
    const make = vi.fn(() => undefined);
    expect([world.state("__proto__", make), world.state("__proto__", make)]).toEqual([undefined, undefined]);
    expect(make).toHaveBeenCalledTimes(1);
  });

  it("shares nothing with another world", () => {
    const [one, other] = [createWorld(), createWorld()];
    one.state("notes", () => 1);
    one.log.push({ kind: "notes", method: "GET", path: "/", status: 200, write: false, applied: true });
    expect(other.state("notes", () => 2)).toBe(2);
    expect(other.log).toEqual([]);
  });

  it("has the clock that it is given, else the real one", () => {
    const instant = new Date("2025-12-01T10:00:00Z");
    expect(createWorld({ now: () => instant }).now()).toBe(instant);
    const before = Date.now();
    expect(createWorld().now().getTime()).toBeGreaterThanOrEqual(before);
  });
});

describe("the people", () => {
  it("are the same everywhere, and one of them is us", () => {
    expect(createWorld().people).toBe(PEOPLE);
    expect(createWorld().me.handle).toBe("maya");
  });

  it("differ in handle and e-mail address, while one name is two people's", () => {
    expect(new Set(PEOPLE.map(({ handle }) => handle)).size).toBe(PEOPLE.length);
    expect(new Set(PEOPLE.map(({ email }) => email)).size).toBe(PEOPLE.length);
    expect(PEOPLE.filter(({ name }) => name === "Alex Kim")).toHaveLength(2);
    for (const { timeZone } of PEOPLE)
      expect(() => new Intl.DateTimeFormat("en", { timeZone })).not.toThrow();
  });
});

describe("search", () => {
  it("takes words apart", () => {
    expect(wordsOf("Add JWT-authentication to Liam's “Größe” API_v2, 你好!")).toEqual([
      "add",
      "jwt-authentication",
      "to",
      "liam's",
      "größe",
      "api",
      "v2",
      "你好",
    ]);
    expect(wordsOf(" …!? ")).toEqual([]);
  });

  it.each([
    ["Add JWT authentication", "jwt auth", true],
    ["Add JWT authentication", "jwt missing", false],
    ["Add JWT authentication", "", true],
    ["", "jwt", false],
  ])("%j holds %j: %s", (text, query, holds) => {
    expect(containsAllWords(text, query)).toBe(holds);
  });
});

describe("baseOf", () => {
  it.each([
    ["http://127.0.0.1:4010/jira/rest/x?a=1", "http://127.0.0.1:4010/jira"],
    ["https://acme.example/jira", "https://acme.example/jira"],
  ])("%s", (url, base) => {
    expect(baseOf(new Request(url), "jira")).toBe(base);
  });
});
