import type { AdapterDefinition } from "@pm-orchestrator/core";
import { describe, expect, it } from "vitest";
import definition from "../src/index.js";
import { simulatedConfluence } from "./bench.js";

const adapter: AdapterDefinition = definition;

describe("what is looked up", () => {
  it.each<[string, Record<string, unknown>, string, Record<string, unknown>]>([
    ["list_spaces", {}, "get_space", { space: "TECH" }],
    ["get_space", { space: "TECH" }, "resolve_space_id", { space: "tech" }],
    ["get_current_user", {}, "get_current_user", {}],
  ])("%s %j tells what %s %j needs", async (first, firstParams, second, secondParams) => {
    const system = simulatedConfluence();
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
      ["update_page", { page_id: "98784", title: "Rotation of tokens" }],
      [["get_page_tree", { space: "TECH", depth: 2 }]],
      [
        ["get_space", { space: "TECH" }],
        ["get_current_user", {}],
      ],
    ],
  ])("%j makes anew %j, and nothing of %j", async (write, anew, kept) => {
    const system = simulatedConfluence();
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
      const system = simulatedConfluence();
      await system.run(operation, { ...params });
      expect(system.calls).toBeLessThanOrEqual(2);
      const { entries } = (await system.run("cache_status")) as { entries: number };
      expect(entries).toBeGreaterThan(0);
    },
  );
});
