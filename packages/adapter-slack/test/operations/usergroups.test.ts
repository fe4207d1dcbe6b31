import { describe, expect, it } from "vitest";
import {
  allPages,
  answering,
  formTo,
  idOfChannel,
  idOfUser,
  methodsOf,
  only,
  resultOf,
  settings,
  simulatedSlack,
} from "../bench.js";

interface Receipt {
  id: string;
  url: string;
  changed: string[];
}
interface Group {
  id: string;
  handle: string;
  members: number;
  users?: string[];
}

describe("list_usergroups", () => {
  it("gives those that are in use, in one call of a session", async () => {
    const slack = simulatedSlack();
    const { usergroups } = await resultOf<{ usergroups: Group[] }>(slack, "list_usergroups");
    expect(await formTo(slack.sent, "usergroups.list")).toEqual({
      include_count: "true",
      include_users: "true",
      include_disabled: "true",
    });
    expect(usergroups[0]).toEqual({
      id: "S0SECURITY1",
      handle: "security-team",
      name: "Security",
      description: "Reviews & threat models",
      members: 2,
    });
    expect(usergroups.map(({ handle }) => handle)).not.toContain("kiosk-team");
    await slack.run("list_usergroups", { include_disabled: true });
    expect(slack.calls).toBe(1);
  });

  it("gives who is in them, and pages", async () => {
    const slack = simulatedSlack();
    const params = { items: "usergroups", limit: 1, include_users: true, include_disabled: true };
    const groups = await allPages<Group>(slack, "list_usergroups", params);
    expect(groups.map(({ handle, users }) => [handle, users])).toEqual([
      ["security-team", ["priya", "noor"]],
      ["api-guild", ["maya", "tom", "priya"]],
      ["on-call", ["liam"]],
      ["kiosk-team", ["alex"]],
    ]);
  });

  it("asks for everybody where many are unknown", async () => {
    const users = Array.from({ length: 9 }, (_, index) => `U000000000${index}`);
    const slack = answering(() =>
      Response.json({
        ok: true,
        usergroups: [{ id: "S1", handle: "all", users }],
        members: users.map((id) => ({ id, name: `n${id}` })),
      }),
    );
    await expect(slack.run("list_usergroups", { include_users: true })).resolves.toMatchObject({
      usergroups: [{ members: 9, users: users.map((id) => `n${id}`) }],
    });
    expect(methodsOf(slack.sent)).toEqual(["usergroups.list", "users.list"]);
  });
});

describe("create_usergroup", () => {
  it("creates a group with its channels, and the session knows it", async () => {
    const slack = simulatedSlack();
    await slack.run("list_usergroups");
    const receipt = await resultOf<Receipt>(slack, "create_usergroup", {
      name: "Kings & queens",
      handle: "@royals",
      description: "a < b",
      channels: ["#engineering", await idOfChannel("engineering")],
    });
    expect(await formTo(slack.sent, "usergroups.create")).toEqual({
      name: "Kings &amp; queens",
      handle: "royals",
      description: "a &lt; b",
      channels: await idOfChannel("engineering"),
    });
    expect(receipt).toEqual({
      id: expect.stringMatching(/^S/),
      url: `https://app.slack.com/client/T0ACME0001/browse-user-groups/user_groups/${receipt.id}`,
      changed: ["name", "handle", "description", "channels"],
      handle: "royals",
    });
    const { usergroups } = (await slack.run("list_usergroups")) as { usergroups: object[] };
    expect(usergroups).toContainEqual(
      expect.objectContaining({ name: "Kings & queens", description: "a < b" }),
    );
  });

  it.each([{ name: "Security" }, { name: "New", handle: "api-guild" }])(
    "does not take %j twice",
    async (params) => {
      await expect(simulatedSlack().run("create_usergroup", params)).rejects.toMatchObject({
        code: "NAME_TAKEN",
        number: 4201,
        details: params,
      });
    },
  );
});

describe("update_usergroup", () => {
  it.each(["@security-team", "Security", "S0SECURITY1"])(
    "changes %s, and only what is given",
    async (usergroup) => {
      const slack = simulatedSlack();
      const params = { usergroup, description: "", name: "Safety", handle: "safety", channels: ["general"] };
      await expect(resultOf(slack, "update_usergroup", params)).resolves.toMatchObject({
        id: "S0SECURITY1",
        handle: "safety",
        changed: ["name", "handle", "description", "channels"],
      });
      expect(await formTo(slack.sent, "usergroups.update")).toEqual({
        usergroup: "S0SECURITY1",
        name: "Safety",
        handle: "safety",
        description: "",
        channels: await idOfChannel("general"),
      });
      await slack.run("update_usergroup", { usergroup: "@safety", name: "Safe" });
      expect(await formTo(slack.sent, "usergroups.update")).toEqual({
        usergroup: "S0SECURITY1",
        name: "Safe",
      });
    },
  );

  it("refuses a change of nothing before any call", async () => {
    const slack = simulatedSlack();
    await expect(slack.run("update_usergroup", { usergroup: "@on-call" })).rejects.toMatchObject({
      number: 4103,
    });
    expect(slack.calls).toBe(0);
  });

  it("tells the nearest handles for a misspelt one", async () => {
    await expect(
      simulatedSlack().run("update_usergroup", { usergroup: "@on-cal", name: "x" }),
    ).rejects.toMatchObject({
      code: "USERGROUP_NOT_FOUND",
      number: 4007,
      details: { usergroup: "@on-cal", available: expect.arrayContaining(["on-call"]) },
      suggestions: expect.arrayContaining(["Did you mean on-call?"]),
    });
  });
});

describe("set_usergroup_users", () => {
  it("takes people by every name, each once", async () => {
    const slack = simulatedSlack();
    const users = ["@tom", "noor@acme.example", "Tom Okafor", await idOfUser("@maya")];
    await expect(
      resultOf(slack, "set_usergroup_users", { usergroup: "@on-call", users }),
    ).resolves.toMatchObject({
      changed: ["users"],
      users: ["tom", "noor", "maya"],
    });
    const sent = (await formTo(slack.sent, "usergroups.users.update"))["users"];
    expect(sent?.split(",")).toHaveLength(3);
    expect(methodsOf(slack.sent)).toEqual(
      expect.arrayContaining(["users.list", "users.lookupByEmail", "users.info"]),
    );
  });
});

describe("one's own user groups", () => {
  it("are listed, joined and left, with the user's token", async () => {
    const slack = simulatedSlack();
    const mine = async () =>
      (await allPages<Group>(slack, "list_my_usergroups", { items: "usergroups", limit: 1 })).map(
        ({ handle }) => handle,
      );
    expect(await mine()).toEqual(["api-guild"]);
    const joining = await resultOf<Receipt>(slack, "join_usergroup", { usergroup: "@security-team" });
    expect(joining).toMatchObject({ changed: ["users"] });
    expect((await formTo(slack.sent, "usergroups.users.update"))["users"]?.split(",")).toHaveLength(3);
    expect(slack.sent.at(-1)?.headers.get("authorization")).toBe("Bearer simulated-user_token");
    expect(await mine()).toEqual(["security-team", "api-guild"]);
    await expect(slack.run("join_usergroup", { usergroup: "@security-team" })).resolves.toMatchObject({
      changed: [],
    });
    await expect(resultOf(slack, "leave_usergroup", { usergroup: "@api-guild" })).resolves.toMatchObject({
      changed: ["users"],
    });
    expect(await mine()).toEqual(["security-team"]);
    await expect(slack.run("leave_usergroup", { usergroup: "@api-guild" })).resolves.toMatchObject({
      changed: [],
    });
  });

  it("cannot be left by the last one", async () => {
    const slack = simulatedSlack({ ...settings, bot_token: settings["user_token"] ?? "" });
    await slack.run("set_usergroup_users", { usergroup: "@on-call", users: ["me"] });
    await expect(slack.run("leave_usergroup", { usergroup: "@on-call" })).rejects.toMatchObject({
      number: 4103,
      details: { slack_error: "no_users_provided" },
    });
  });

  it.each([
    ["list_my_usergroups", {}, "usergroups:read"],
    ["join_usergroup", { usergroup: "x" }, "usergroups:write"],
    ["leave_usergroup", { usergroup: "x" }, "usergroups:write"],
  ])("need a user token: %s", async (name, params, scope) => {
    const slack = simulatedSlack(only("base_url", "bot_token"));
    await expect(slack.run(name, params)).rejects.toMatchObject({ number: 4406, details: { scope } });
    expect(slack.calls).toBe(0);
  });
});
