import type { AdapterDefinition } from "@pm-orchestrator/core";
import { describe, expect, it } from "vitest";
import definition from "../src/index.js";
import { simulatedLinear } from "./bench.js";

const adapter: AdapterDefinition = definition;

describe("what is looked up", () => {
  it.each<[string, Record<string, unknown>, string, Record<string, unknown>]>([
    ["list_teams", {}, "get_team", { team: "PSN" }],
    ["list_users", { query: "priya" }, "get_user", { user: "priya@acme.example" }],
    ["get_team", { team: "PSN" }, "list_statuses", { team: "PSN" }],
    ["list_labels", { team: "PSN" }, "list_labels", { team: "PSN", query: "a" }],
  ])("%s %j tells what %s %j needs", async (first, firstParams, second, secondParams) => {
    const system = simulatedLinear();
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
      ["create_label", { team: "PSN", name: "brand-new" }],
      [
        ["list_labels", { team: "PSN" }],
        ["list_labels", {}],
      ],
      [
        ["list_labels", { team: "WEB" }],
        ["get_team", { team: "PSN" }],
        ["list_statuses", { team: "PSN" }],
      ],
    ],
    [
      ["update_label", { team: "PSN", label: "authentication", description: "Who may do what" }],
      [
        ["list_labels", { team: "PSN" }],
        ["list_labels", { team: "WEB" }],
      ],
      [["get_team", { team: "PSN" }]],
    ],
  ])("%j makes anew %j, and nothing of %j", async (write, anew, kept) => {
    const system = simulatedLinear();
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
      const system = simulatedLinear();
      await system.run(operation, { ...params });
      expect(system.calls).toBeLessThanOrEqual(2);
      const { entries } = (await system.run("cache_status")) as { entries: number };
      expect(entries).toBeGreaterThan(0);
    },
  );
});
