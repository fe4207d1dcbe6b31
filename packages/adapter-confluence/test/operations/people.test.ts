import { describe, expect, it } from "vitest";
import { answering, parsed, pathsOf, simulatedConfluence } from "../bench.js";

describe("search_users", () => {
  it("finds people by words of their names, page by page", async () => {
    const confluence = simulatedConfluence();
    const first = (await confluence.run("search_users", { query: "alex kim", limit: 1 })) as {
      page: { next: string };
    };
    expect(Object.fromEntries(new URL(confluence.sent[0]?.url ?? "").searchParams)).toEqual({
      cql: 'user.fullname ~ "alex kim"',
      limit: "1",
    });
    expect(first).toEqual({
      users: [
        {
          id: expect.stringMatching(/^[0-9a-f]{24}$/),
          name: "Alex Kim",
          email: "alex@acme.example",
          time_zone: "America/Los_Angeles",
        },
      ],
      page: { next: "1", total: 2, complete: false },
    });
    expect(parsed("search_users", first)).toEqual(first);
    await expect(
      confluence.run("search_users", { query: "alex kim", page_token: first.page.next }),
    ).resolves.toMatchObject({ users: [{ email: "alex.kim2@acme.example" }], page: { complete: true } });
    await expect(confluence.run("search_users", { query: "alex", page_token: "soon" })).rejects.toMatchObject(
      { number: 6008 },
    );
  });

  it("says of what kind somebody is who is no ordinary person", async () => {
    const users = [
      { accountId: "1", displayName: "Kim", accountType: "atlassian" },
      { accountId: "2", displayName: "Deploys", accountType: "app" },
      { accountId: "3", displayName: "Nobody", accountType: "" },
    ];
    const confluence = answering(() => Response.json({ results: users.map((user) => ({ user })) }));
    const found = await confluence.run("search_users", { query: "a" });
    expect(found).toMatchObject({
      users: [
        { id: "1", name: "Kim" },
        { id: "2", name: "Deploys", type: "app" },
        { id: "3", name: "Nobody" },
      ],
    });
    expect((found as { users: object[] }).users.map((user) => "type" in user)).toEqual([false, true, false]);
  });

  it("takes CQL for people, too", async () => {
    const confluence = simulatedConfluence();
    await expect(confluence.run("search_users", { cql: 'user.fullname ~ "weber"' })).resolves.toMatchObject({
      users: [{ name: "Jonas Weber" }],
    });
    await expect(confluence.run("search_users", { cql: "nonsense" })).rejects.toMatchObject({ number: 3101 });
  });

  it.each([
    [{}, 3103],
    [{ query: "a", cql: "b" }, 3103],
    [{ cql: '"open' }, 3101],
  ])("refuses %j before any call", async (params, number) => {
    const confluence = simulatedConfluence();
    await expect(confluence.run("search_users", params)).rejects.toMatchObject({ number });
    expect(confluence.calls).toBe(0);
  });
});

describe("get_current_user", () => {
  it("asks once", async () => {
    const confluence = simulatedConfluence();
    const me = await confluence.run("get_current_user");
    expect(me).toMatchObject({ name: "Maya Lindqvist", email: "maya@acme.example" });
    expect(parsed("get_current_user", me)).toEqual(me);
    await confluence.run("get_current_user");
    expect(pathsOf(confluence.sent)).toEqual(["GET /wiki/rest/api/user/current"]);
  });
});
