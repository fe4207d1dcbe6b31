import { describe, expect, it } from "vitest";
import { answering, BASE, parsed, simulatedBitbucket, target } from "../bench.js";

interface Listed {
  pull_requests: { id: number; state: string; author: string }[];
  page: { next?: string; total?: number; complete: boolean };
}

describe("list_pull_requests", () => {
  it("lists the open ones, in short, the newest first", async () => {
    const bitbucket = simulatedBitbucket();
    const answer = (await bitbucket.run("list_pull_requests", { repository: "acme/platform" })) as Listed;
    expect(target(bitbucket.sent[0])).toBe("/repositories/acme/platform/pullrequests?state=OPEN&pagelen=50");
    expect(answer.pull_requests).toContainEqual({
      id: 42,
      title: "Add JWT middleware to the public API",
      state: "OPEN",
      author: "Maya Lindqvist",
      source: "feature/TRAIN-123-jwt-middleware",
      destination: "main",
      updated: "2025-11-18T15:10:00.000Z",
      url: `${BASE}/acme/platform/pull-requests/42`,
    });
    const ids = answer.pull_requests.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
    expect(answer.page).toEqual({ total: ids.length, complete: true });
    expect(parsed("list_pull_requests", answer)).toEqual(answer);
  });

  it.each(["MERGED", "DECLINED", "SUPERSEDED"])("pages through the %s ones to the end", async (state) => {
    const bitbucket = simulatedBitbucket();
    const found: Listed["pull_requests"] = [];
    let token: string | undefined;
    let total: number | undefined;
    do {
      const answer = (await bitbucket.run("list_pull_requests", {
        repository: "platform",
        state,
        limit: 7,
        ...(token === undefined ? {} : { page_token: token }),
      })) as Listed;
      found.push(...answer.pull_requests);
      ({ next: token, total } = answer.page);
      expect(answer.page.complete).toBe(token === undefined);
    } while (token !== undefined);
    expect(new Set(found.map(({ id }) => id)).size).toBe(total);
    expect(found).toHaveLength(total ?? 0);
    expect(found.every((pullRequest) => pullRequest.state === state)).toBe(true);
    expect(bitbucket.calls).toBe(Math.ceil((total ?? 0) / 7));
  });

  it.each(["Priya Natarajan", "priya", "PRIYA NATARAJAN"])(
    "filters by author and state: %s",
    async (author) => {
      const bitbucket = simulatedBitbucket();
      const params = { repository: "acme/platform", state: "MERGED", author };
      const answer = (await bitbucket.run("list_pull_requests", params)) as Listed;
      expect(target(bitbucket.sent[0])).toBe("/workspaces/acme/members?pagelen=100");
      expect(target(bitbucket.sent[1])).toMatch(
        /^\/repositories\/acme\/platform\/pullrequests\?q=state="MERGED" AND author\.uuid="\{[0-9a-f-]{36}\}"&pagelen=50$/,
      );
      expect(answer.pull_requests.length).toBeGreaterThan(5);
      expect(
        answer.pull_requests.every((found) => found.author === "Priya Natarajan" && found.state === "MERGED"),
      ).toBe(true);
      await bitbucket.run("list_pull_requests", { ...params, author: "Tom Okafor" });
      expect(bitbucket.calls).toBe(3);
    },
  );

  it("keeps author and state on every page", async () => {
    const bitbucket = simulatedBitbucket();
    const params = { repository: "platform", state: "MERGED", author: "me", limit: 3 };
    const first = (await bitbucket.run("list_pull_requests", params)) as Listed;
    const second = (await bitbucket.run("list_pull_requests", {
      ...params,
      page_token: first.page.next,
    })) as Listed;
    const both = [...first.pull_requests, ...second.pull_requests];
    expect(new Set(both.map(({ id }) => id)).size).toBe(6);
    expect(both.every(({ author, state }) => author === "Maya Lindqvist" && state === "MERGED")).toBe(true);
    expect(bitbucket.sent.map((request) => new URL(request.url).pathname.split("/").at(-1))).toEqual([
      "user",
      "pullrequests",
      "pullrequests",
    ]);
  });

  it("follows a next link on another host only in what it says, never to there", async () => {
    const next = "https://evil.example/steal?page=2&pagelen=50&state=MERGED&q=x";
    const bitbucket = answering(() => Response.json({ values: [], next }));
    const { page } = (await bitbucket.run("list_pull_requests", { repository: "platform" })) as Listed;
    expect(page).toEqual({ next: expect.stringMatching(/^[\w-]+$/), complete: false });
    await bitbucket.run("list_pull_requests", { repository: "platform", page_token: page.next });
    expect(target(bitbucket.sent[1])).toBe(
      "/repositories/acme/platform/pullrequests?state=OPEN&pagelen=50&page=2",
    );
  });

  it.each([
    "nonsense",
    Buffer.from("q=state=1").toString("base64url"),
    Buffer.from("https://a/?page=2").toString("base64url"),
  ])("refuses a token that is not its own before any call: %s", async (page_token) => {
    const bitbucket = simulatedBitbucket();
    await expect(
      bitbucket.run("list_pull_requests", { repository: "platform", author: "Tom Okafor", page_token }),
    ).rejects.toMatchObject({ number: 5104, details: { fields: ["page_token"] } });
    expect(bitbucket.calls).toBe(0);
  });

  it("tells a page that Bitbucket does not know", async () => {
    const page_token = Buffer.from("page=last").toString("base64url");
    await expect(
      simulatedBitbucket().run("list_pull_requests", { repository: "platform", page_token }),
    ).rejects.toMatchObject({ number: 5104, details: { fields: ["page_token"] } });
  });

  it("names the repository that is not there", async () => {
    await expect(
      simulatedBitbucket().run("list_pull_requests", { repository: "nope" }),
    ).rejects.toMatchObject({
      number: 5001,
      details: { repository: "acme/nope" },
    });
  });

  it.each([{ state: "ALL" }, { limit: 51 }, { limit: 0 }, { unknown: 1 }])("refuses %j", async (wrong) => {
    await expect(
      simulatedBitbucket().run("list_pull_requests", { repository: "platform", ...wrong }),
    ).rejects.toThrow();
  });
});
