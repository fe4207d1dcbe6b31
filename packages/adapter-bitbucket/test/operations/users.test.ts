import { describe, expect, it } from "vitest";
import { answering, parsed, simulatedBitbucket, target } from "../bench.js";

describe("get_current_user", () => {
  it("says whose the credentials are, once", async () => {
    const bitbucket = simulatedBitbucket();
    const me = await bitbucket.run("get_current_user");
    expect(target(bitbucket.sent[0])).toBe("/user");
    expect(me).toMatchObject({
      id: expect.stringMatching(/^\{[0-9a-f-]{36}\}$/),
      name: "Maya Lindqvist",
      nickname: "maya",
      account_id: expect.any(String),
    });
    expect(parsed("get_current_user", me)).toEqual(me);
    await bitbucket.run("get_current_user");
    expect(bitbucket.calls).toBe(1);
  });
});

describe("get_user", () => {
  it("answers by name from the members, and by id at once", async () => {
    const bitbucket = simulatedBitbucket();
    const priya = (await bitbucket.run("get_user", { user: "Priya Natarajan", workspace: "acme" })) as {
      id: string;
      account_id: string;
    };
    expect(priya).toMatchObject({ name: "Priya Natarajan", nickname: "priya" });
    expect(parsed("get_user", priya)).toEqual(priya);
    for (const user of [priya.id, priya.id.slice(1, -1).toUpperCase(), priya.account_id]) {
      await expect(bitbucket.run("get_user", { user })).resolves.toEqual(priya);
    }
    expect(bitbucket.sent.map(target)).toEqual([
      "/workspaces/acme/members?pagelen=100",
      `/users/${priya.id}`,
      `/users/${priya.account_id}`,
    ]);
  });

  it("answers me, and tells who is not there", async () => {
    const bitbucket = simulatedBitbucket();
    await expect(bitbucket.run("get_user", { user: "me" })).resolves.toMatchObject({ nickname: "maya" });
    const nobody = "{11111111-1111-4111-8111-111111111111}";
    await expect(bitbucket.run("get_user", { user: nobody })).rejects.toMatchObject({ number: 5006 });
    await expect(bitbucket.run("get_user", { user: "alex kim" })).rejects.toMatchObject({ number: 5110 });
  });
});

describe("people", () => {
  const list = { repository: "acme/platform" };

  it("who share a name are listed", async () => {
    await expect(
      simulatedBitbucket().run("list_pull_requests", { ...list, author: "alex kim" }),
    ).rejects.toMatchObject({
      code: "AMBIGUOUS_MATCH",
      number: 5110,
      details: {
        candidates: [
          { id: expect.any(String), name: "Alex Kim", nickname: "alex" },
          { id: expect.any(String), name: "Alex Kim", nickname: "alex.kim2" },
        ],
      },
    });
  });

  it("who are misspelt are told with the nearest name", async () => {
    await expect(
      simulatedBitbucket().run("list_pull_requests", { ...list, author: "Elena Petrov" }),
    ).rejects.toMatchObject({
      code: "USER_NOT_FOUND",
      number: 5006,
      details: { available: expect.arrayContaining(["Elena Petrova", "Alex Kim"]) },
      suggestions: expect.arrayContaining(["Did you mean Elena Petrova?"]),
    });
  });

  it("are found by account id, and by uuid without any look-up", async () => {
    const bitbucket = simulatedBitbucket();
    const me = (await bitbucket.run("get_current_user")) as { id: string; account_id: string };
    const byAccount = await bitbucket.run("list_pull_requests", { ...list, author: me.account_id });
    expect(bitbucket.calls).toBe(3);
    const byUuid = await bitbucket.run("list_pull_requests", { ...list, author: me.id });
    const bare = await bitbucket.run("list_pull_requests", {
      ...list,
      author: me.id.slice(1, -1).toUpperCase(),
    });
    expect(bitbucket.calls).toBe(5);
    expect(byUuid).toEqual(byAccount);
    expect(bare).toEqual(byAccount);
  });

  it("are looked for to the last page of the members, on this host only", async () => {
    const page = (number: number) => ({
      values: [{ user: { uuid: `{${number}}`, display_name: `Member ${number}` } }, {}],
      ...(number < 3 ? { next: `https://elsewhere.example/x?pagelen=100&page=${number + 1}` } : {}),
    });
    const bitbucket = answering(({ url }) =>
      Response.json(
        url.includes("/members") ? page(Number(new URL(url).searchParams.get("page") ?? 1)) : { values: [] },
      ),
    );
    await bitbucket.run("list_pull_requests", { ...list, author: "Member 3" });
    expect(bitbucket.sent.map(target)).toEqual([
      "/workspaces/acme/members?pagelen=100",
      "/workspaces/acme/members?pagelen=100&page=2",
      "/workspaces/acme/members?pagelen=100&page=3",
      '/repositories/acme/platform/pullrequests?q=state="OPEN" AND author.uuid="{3}"&pagelen=50',
    ]);
  });

  it("of a list that leads back to itself are read once", async () => {
    const next = "https://api.bitbucket.org/2.0/workspaces/acme/members?page=2";
    const bitbucket = answering(() => Response.json({ values: [], next }));
    await expect(bitbucket.run("list_pull_requests", { ...list, author: "Nobody" })).rejects.toMatchObject({
      number: 5006,
    });
    expect(bitbucket.calls).toBe(2);
  });

  it("of a workspace that is not there are told so", async () => {
    await expect(
      simulatedBitbucket().run("list_pull_requests", { repository: "nobody/platform", author: "Tom Okafor" }),
    ).rejects.toMatchObject({ number: 5007, details: { workspace: "nobody" } });
  });
});
