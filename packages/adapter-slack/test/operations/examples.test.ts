import { expect, it } from "vitest";
import adapter from "../../src/index.js";
import { simulatedSlack } from "../bench.js";

it.each(Object.entries(adapter.operations))(
  "the example of %s works, and fits its schema",
  async (name, operation) => {
    const slack = simulatedSlack();
    const data = await slack.run(name, operation.example);
    expect(operation.result.parse(data)).toEqual(data);
  },
);

it("the probe works with either token", async () => {
  const { operation, params } = adapter.probe;
  await expect(simulatedSlack().run(operation, { ...params })).resolves.toMatchObject({
    name: "pm-orchestrator",
  });
});

it("cache_status tells of the session without a call", async () => {
  const slack = simulatedSlack();
  await slack.run("get_channel", { channel: "random" });
  await slack.run("get_channel", { channel: "random" });
  await expect(slack.run("cache_status", { detailed: true })).resolves.toMatchObject({
    hits: 1,
    misses: 1,
    hit_rate: 0.5,
    slots: { channels: { hits: 1, misses: 1 } },
  });
  expect(slack.calls).toBe(1);
});
