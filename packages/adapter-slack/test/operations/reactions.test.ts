import { describe, expect, it } from "vitest";
import { formTo, idOfChannel, resultOf, simulatedSlack } from "../bench.js";

const first = { channel: "#engineering", ts: "1763454321.000100" };

describe("add_reaction and remove_reaction", () => {
  it("put an emoji on a message and take it off, each once", async () => {
    const slack = simulatedSlack();
    const params = { ...first, emoji: ":eyes:" };
    await expect(resultOf(slack, "add_reaction", params)).resolves.toMatchObject({
      id: first.ts,
      changed: ["reactions"],
    });
    expect(await formTo(slack.sent, "reactions.add")).toEqual({
      channel: await idOfChannel("engineering"),
      timestamp: first.ts,
      name: "eyes",
    });
    await expect(slack.run("add_reaction", params)).resolves.toMatchObject({ changed: [] });
    await expect(slack.run("get_message", first)).resolves.toMatchObject({
      reactions: [
        { emoji: "rocket", count: 2 },
        { emoji: "eyes", count: 1 },
      ],
    });
    await expect(resultOf(slack, "remove_reaction", params)).resolves.toMatchObject({
      changed: ["reactions"],
    });
    await expect(slack.run("remove_reaction", params)).resolves.toMatchObject({ changed: [] });
  });

  it.each([
    [{ emoji: "no-such-emoji" }, 4008, { emoji: "no-such-emoji", slack_error: "invalid_name" }],
    [{ ts: "1700000000.000000" }, 4003, { ts: "1700000000.000000" }],
    [{ channel: "project-kiosk" }, 4005, {}],
  ])("tell why %j is refused", async (wrong, number, details) => {
    await expect(
      simulatedSlack().run("add_reaction", { ...first, emoji: "tada", ...wrong }),
    ).rejects.toMatchObject({ number, details });
  });
});
