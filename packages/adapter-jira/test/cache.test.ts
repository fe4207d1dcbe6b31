import type { AdapterDefinition } from "@pm-orchestrator/core";
import { describe, expect, it } from "vitest";
import definition from "../src/index.js";
import { simulatedJira } from "./bench.js";

const adapter: AdapterDefinition = definition;

describe("what is looked up", () => {
  it.each<[string, Record<string, unknown>, string, Record<string, unknown>]>([
    ["list_projects", {}, "get_project", { project: "TRAIN" }],
    ["get_priorities", {}, "resolve_priority", { name: "high" }],
    ["get_issue_types", { project: "TRAIN" }, "resolve_issue_type", { project: "TRAIN", name: "bug" }],
    ["search_users", { query: "maya" }, "get_user", { account_id: "11f7fdf8c96fbd4e3b613205" }],
    ["search_fields", { keyword: "summary" }, "search_fields", { keyword: "story points" }],
  ])("%s %j tells what %s %j needs", async (first, firstParams, second, secondParams) => {
    const system = simulatedJira();
    await system.run(first, firstParams);
    const before = system.calls;
    expect(before).toBeGreaterThan(0);
    await system.run(second, secondParams);
    expect(system.calls).toBe(before);
  });
});

type Call = [operation: string, params: Record<string, unknown>];

describe("a write", () => {
  it.each<[Call, Call[], Call[]]>([
    [
      ["transition_issue", { issue_key: "TRAIN-123", transition: "In Review" }],
      [["get_transitions", { issue_key: "TRAIN-123" }]],
      [
        ["get_transitions", { issue_key: "TRAIN-124" }],
        ["get_project", { project: "TRAIN" }],
        ["get_priorities", {}],
      ],
    ],
    [
      ["create_component", { project: "TRAIN", name: "Brand new" }],
      [["get_components", { project: "TRAIN" }]],
      [
        ["get_issue_types", { project: "TRAIN" }],
        ["get_project", { project: "TRAIN" }],
      ],
    ],
  ])("%j makes anew %j, and nothing of %j", async (write, anew, kept) => {
    const system = simulatedJira();
    for (const [operation, params] of [...anew, ...kept]) await system.run(operation, params).catch(() => {});
    await system.run(...write);
    const callsOf = async ([operation, params]: Call) => {
      const before = system.calls;
      await system.run(operation, params);
      return system.calls - before;
    };
    for (const read of kept) expect([read, await callsOf(read)]).toEqual([read, 0]);
    for (const read of anew) expect([read, await callsOf(read)]).not.toEqual([read, 0]);
  });
});

describe("warm", () => {
  it.each((adapter.warm ?? []).map(({ operation, params }) => [operation, params] as const))(
    "%s %j is few calls, and fills a slot",
    async (operation, params) => {
      const system = simulatedJira();
      await system.run(operation, { ...params });
      expect(system.calls).toBeLessThanOrEqual(2);
      const { entries } = (await system.run("cache_status")) as { entries: number };
      expect(entries).toBeGreaterThan(0);
    },
  );
});
