import { describe, expect, it } from "vitest";
import { simulatedJira } from "../bench.js";

describe("get_project", () => {
  it("answers by key or id, and remembers", async () => {
    const jira = simulatedJira();
    const expected = {
      id: "10000",
      key: "TRAIN",
      name: "Train Platform",
      type: "software",
      lead: { id: expect.any(String), name: "Jonas Weber" },
      url: "http://simulator.invalid/jira/browse/TRAIN",
    };
    await expect(jira.run("get_project", { project: "TRAIN" })).resolves.toEqual(expected);
    await expect(jira.run("get_project", { project: "train" })).resolves.toEqual(expected);
    expect(jira.calls).toBe(1);
    await expect(jira.run("get_project", { project: "10000" })).resolves.toEqual(expected);
    await expect(jira.run("cache_status", { detailed: true })).resolves.toMatchObject({
      hits: 1,
      misses: 2,
      operations: ["get_project"],
      slots: { projects: { hits: 1, misses: 2, entries: 2 } },
    });
  });

  it("names the project that is not there", async () => {
    await expect(simulatedJira().run("get_project", { project: "NOPE" })).rejects.toMatchObject({
      number: 2001,
    });
  });
});
