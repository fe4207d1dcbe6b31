import type { AnyOperation } from "@pm-orchestrator/core";
import type { World } from "@pm-orchestrator/simulator";
import { describe, expect, it, vi } from "vitest";
import adapter from "../src/index.js";
import { answering, formTo, isChange, losingSlack, simulatedSlack } from "./bench.js";

const operations: Readonly<Record<string, AnyOperation>> = adapter.operations;
const writes = Object.keys(operations).filter((name) => operations[name]?.effect !== "read");
const lookedFor = writes.filter((name) => operations[name]?.reconcile !== undefined);
const natural = writes.filter((name) => operations[name]?.retry === "natural");
// Whoever is invited in the example is there already, and nothing tells who made it so.
const sentAgain = natural.filter((name) => name !== "invite_to_channel");

const exampleOf = (operation: string) => ({ ...operations[operation]?.example });

/** How many there are of everything. */
function countsIn(world: World): Record<string, number> {
  const slack = world.state<Record<string, unknown>>("slack", () => {
    throw new Error("Slack was not asked.");
  });
  const counted = Object.entries(slack).flatMap(([name, value]): [string, number][] => {
    if (name === "messages") return [[name, [...(value as Map<string, unknown[]>).values()].flat().length]];
    return Array.isArray(value) ? [[name, value.length]] : [];
  });
  return Object.fromEntries(counted);
}

/** What an operation gives when nothing is lost. */
async function undisturbed(operation: string, params = exampleOf(operation)) {
  const slack = simulatedSlack();
  const result = await slack.run(operation, params);
  return { result, counts: countsIn(slack.world), changes: slack.sent.filter(isChange).length };
}

describe("what writes declare", () => {
  it("is never more than Slack holds", () => {
    const unsafe = writes.filter((name) => operations[name]?.retry === "none");
    // Nobody can see what became of them.
    expect(unsafe).toEqual(["post_ephemeral", "create_canvas", "update_canvas", "add_reminder"]);
    expect(writes.filter((name) => operations[name]?.retry === "lookup")).toEqual(lookedFor);
    expect(writes).toHaveLength(unsafe.length + lookedFor.length + natural.length);
  });

  it.each(Object.keys(operations))("%s draws on the limit of its own method", (name) => {
    const { upstream = [], limits = [] } = operations[name] ?? {};
    const [own] = upstream;
    if (own !== undefined) expect(limits[0]).toBe(own);
    for (const limit of limits) expect(adapter.limits).toHaveProperty([limit]);
  });
});

describe("a change that may be made twice", () => {
  it.each(sentAgain)("is made once, and answers as ever, when its answer gets lost: %s", async (name) => {
    const clean = await undisturbed(name);
    expect(clean.changes).toBeGreaterThan(0);
    for (let after = 0; after < clean.changes; after++) {
      const slack = losingSlack({ applied: true, after, patient: true });
      await expect(slack.run(name, exampleOf(name))).resolves.toEqual(clean.result);
      expect(slack.sent.filter(isChange)).toHaveLength(clean.changes + 1);
      expect(countsIn(slack.world)).toEqual(clean.counts);
    }
  });
});

it("invites once, and tells whom, when the answer gets lost", async () => {
  const slack = losingSlack({ applied: true, after: 1, patient: true });
  await slack.run("create_channel", { name: "jwt-rollout" });
  const invited = { channel: "jwt-rollout", users: ["@noor", "@priya"] };
  await expect(slack.run("invite_to_channel", invited)).resolves.toMatchObject({
    changed: ["members"],
    users: ["noor", "priya"],
  });
  expect(slack.sent.filter(isChange)).toHaveLength(3);
});

const inThread = { channel: "#engineering", thread_ts: "1763454321.000100", text: "Done." };

describe("a write that may have happened", () => {
  const cases = [
    ...lookedFor.map((name): [string, Record<string, unknown>] => [name, exampleOf(name)]),
    ["post_message", inThread] as [string, Record<string, unknown>],
    ["upload_file", { filename: "a.txt", text: "a" }] as [string, Record<string, unknown>],
  ];

  it.each(cases)("is sent once, and found: %s %j", async (name, params) => {
    const { result, counts } = await undisturbed(name, params);
    const slack = losingSlack({ applied: true, patient: true });
    await expect(slack.run(name, params)).rejects.toMatchObject({ code: "OUTCOME_UNKNOWN" });
    const found = await slack.reconcile(name, params);
    expect(found).toEqual(result);
    expect(operations[name]?.result.parse(found)).toEqual(found);
    expect(slack.sent.filter(isChange)).toHaveLength(1);
    expect(countsIn(slack.world)).toEqual(counts);
  });

  it.each(cases)("is not found when it did not arrive: %s %j", async (name, params) => {
    const slack = losingSlack({ applied: false });
    await expect(slack.run(name, params)).rejects.toMatchObject({ code: "OUTCOME_UNKNOWN" });
    await expect(slack.reconcile(name, params)).resolves.toBeUndefined();
  });

  it.each(cases)("is not what another step made: %s %j", async (name, params) => {
    const slack = losingSlack({ applied: false, after: 1 });
    await slack.run(name, params);
    await expect(slack.run(name, params)).rejects.toMatchObject({ code: "OUTCOME_UNKNOWN" });
    await expect(slack.reconcile(name, params)).resolves.toBeUndefined();
  });

  it.each(["schedule_message", "create_channel", "add_bookmark", "create_usergroup"])(
    "is not what was made long ago: %s",
    async (name) => {
      const slack = losingSlack({ applied: true });
      await expect(slack.run(name, exampleOf(name))).rejects.toMatchObject({ code: "OUTCOME_UNKNOWN" });
      vi.spyOn(slack.world, "now").mockReturnValue(new Date("2025-12-01T11:00:00Z"));
      await expect(slack.reconcile(name, exampleOf(name))).resolves.toBeUndefined();
    },
  );

  it("is not one of two that nobody can tell apart", async () => {
    const params = exampleOf("add_bookmark");
    const slack = simulatedSlack();
    await slack.run("add_bookmark", params);
    const bookmarks = slack.world.state<{ bookmarks: object[] }>("slack", () => ({
      bookmarks: [],
    })).bookmarks;
    const made = bookmarks.at(-1);
    bookmarks.push({ ...made, id: "Bk0OTHER0001" }, { ...made, id: "Bk0OTHER0002" });
    await expect(slack.reconcile("add_bookmark", params)).resolves.toBeUndefined();
    bookmarks.pop();
    await expect(slack.reconcile("add_bookmark", params)).resolves.toMatchObject({ id: "Bk0OTHER0001" });
  });

  it.each([
    ["add_bookmark", "bookmarks", "by"],
    ["create_channel", "channels", "creator"],
    ["create_usergroup", "usergroups", "author"],
  ])("is not what somebody else made: %s", async (name, list, maker) => {
    const slack = losingSlack({ applied: true });
    await expect(slack.run(name, exampleOf(name))).rejects.toMatchObject({ code: "OUTCOME_UNKNOWN" });
    const made = slack.world
      .state<Record<string, Record<string, unknown>[]>>("slack", () => ({}))
      [list]?.at(-1);
    Object.assign(made ?? {}, { [maker]: "priya" });
    await expect(slack.reconcile(name, exampleOf(name))).resolves.toBeUndefined();
  });
});

describe("the mark of a message", () => {
  it("changes nothing of what people see", async () => {
    const slack = simulatedSlack();
    const { channel, ts } = (await slack.run("post_message", exampleOf("post_message"))) as {
      channel: string;
      ts: string;
    };
    const message = await slack.run("get_message", { channel, ts });
    expect(JSON.stringify(message)).not.toContain("pm_orchestrator_message");
    expect(JSON.parse((await formTo(slack.sent, "chat.postMessage"))["metadata"] ?? "")).toEqual({
      event_type: "pm_orchestrator_message",
      event_payload: { id: expect.any(String) },
    });
  });
});

describe("a refusal of a call too many", () => {
  it.each([
    [429, { ok: false, error: "ratelimited" }],
    [200, { ok: false, error: "ratelimited" }],
  ])("names the method, which is its limit: HTTP %i", async (status, body) => {
    const slack = answering(() => Response.json(body, { status, headers: { "retry-after": "7" } }));
    await expect(slack.run("list_emoji", {})).rejects.toMatchObject({
      code: "SLACK_API_RATE_LIMIT",
      retryable: true,
      details: { limit_domain: "emoji.list" },
    });
  });
});
