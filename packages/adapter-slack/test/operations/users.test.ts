import { describe, expect, it } from "vitest";
import adapter from "../../src/index.js";
import { formOf, methodsOf, only, simulatedSlack } from "../bench.js";

const maya = {
  id: expect.stringMatching(/^U[A-Z0-9]{8,}$/),
  name: "maya",
  real_name: "Maya Lindqvist",
  display_name: "maya",
  email: "maya@acme.example",
  title: "Staff Engineer",
  time_zone: "Europe/Stockholm",
};

describe("get_user", () => {
  it.each([
    ["maya@acme.example", "users.lookupByEmail"],
    ["Maya@Acme.example", "users.lookupByEmail"],
    ["@maya", "users.list"],
    ["maya", "users.list"],
    ["Maya Lindqvist", "users.list"],
    ["maya lindqvist", "users.list"],
  ])("finds %s with %s", async (user, method) => {
    const slack = simulatedSlack();
    const found = await slack.run("get_user", { user });
    expect(found).toEqual(maya);
    expect(adapter.operations["get_user"]?.result.parse(found)).toEqual(found);
    expect(methodsOf(slack.sent)).toEqual([method]);
  });

  it("asks for an id directly, and never twice", async () => {
    const slack = simulatedSlack();
    const { id } = (await slack.run("get_user", { user: "maya@acme.example" })) as { id: string };
    await slack.run("get_user", { user: id });
    expect(slack.calls).toBe(1);
    const fresh = simulatedSlack();
    await expect(fresh.run("get_user", { user: id })).resolves.toEqual(maya);
    expect(methodsOf(fresh.sent)).toEqual(["users.info"]);
    expect(await formOf(fresh.sent[0])).toEqual({ user: id });
  });

  it("knows everybody by every spelling after one list", async () => {
    const slack = simulatedSlack();
    await slack.run("get_user", { user: "@priya" });
    await slack.run("get_user", { user: "tom@acme.example" });
    await slack.run("get_user", { user: "Liam O'Connor" });
    expect(slack.calls).toBe(1);
  });

  it("does not choose between two people of one name", async () => {
    const slack = simulatedSlack();
    const error = await slack.run("get_user", { user: "Alex Kim" }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: "AMBIGUOUS_MATCH",
      number: 4110,
      details: {
        user: "Alex Kim",
        candidates: [
          { name: "alex", real_name: "Alex Kim", title: "Frontend Engineer" },
          { name: "alex.kim2", real_name: "Alex Kim", title: "Data Analyst" },
        ],
      },
    });
    const { id } = (error as { details: { candidates: { id: string }[] } }).details.candidates[1] ?? {
      id: "",
    };
    await expect(slack.run("get_user", { user: id })).resolves.toMatchObject({ name: "alex.kim2" });
  });

  it("knows whose token it is", async () => {
    await expect(simulatedSlack().run("get_user", { user: "me" })).resolves.toMatchObject({
      name: "pm-orchestrator",
    });
    const asUser = simulatedSlack(only("base_url", "user_token"));
    await expect(asUser.run("get_user", { user: "me" })).resolves.toEqual(maya);
    expect(methodsOf(asUser.sent)).toEqual(["auth.test", "users.info"]);
  });

  it("says who has left", async () => {
    await expect(simulatedSlack().run("get_user", { user: "@sven" })).resolves.toMatchObject({
      deactivated: true,
    });
  });

  it.each([
    ["@maja", { available: expect.arrayContaining(["maya"]) }],
    ["nobody@acme.example", { slack_error: "users_not_found" }],
    ["U0123456789", { slack_error: "user_not_found" }],
  ])("does not find %s", async (user, details) => {
    await expect(simulatedSlack().run("get_user", { user })).rejects.toMatchObject({
      code: "USER_NOT_FOUND",
      number: 4002,
      details: { user, ...details },
    });
  });
});
