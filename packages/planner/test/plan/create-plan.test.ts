import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  buildDependencyGraph,
  createPlan,
  type Plan,
  type PlanStep,
  topologicalSort,
} from "../../src/index.js";

function step(id: string, dependsOn: string[] = [], params: Record<string, unknown> = {}): PlanStep {
  return { id, system: "jira", operation: "get_issue", depends_on: dependsOn, params };
}

function planOf(steps: PlanStep[], durations: Record<string, number> = {}): Plan {
  const { plan, defects } = createPlan(steps, { expectedMs: ({ id }) => durations[id] });
  expect(defects).toEqual([]);
  if (plan === undefined) throw new Error("There is no plan.");
  return plan;
}

function cyclesOf(steps: PlanStep[]): unknown[] {
  const { plan, defects } = createPlan(steps);
  expect(plan).toBeUndefined();
  return defects.filter(({ number }) => number === 6003).map(({ details }) => details["cycle"]);
}

/** Steps that only depend on earlier ones, then shuffled. */
const acyclicSteps = fc
  .array(fc.array(fc.nat(), { maxLength: 4 }), { maxLength: 25 })
  .map((lists) =>
    lists.map((list, index) => step(`s${index}`, index === 0 ? [] : list.map((n) => `s${n % index}`))),
  )
  .chain((steps) => fc.shuffledSubarray(steps, { minLength: steps.length }));

describe("createPlan", () => {
  it("plans the classic hand-over in three phases", () => {
    const plan = planOf(
      [
        step("get_jira"),
        step("create_linear", [], { title: "${{ steps.get_jira.data.summary }}" }),
        step("post_slack", ["get_jira"], { text: "Made ${{ steps.create_linear.data.identifier }}" }),
        step("search_confluence"),
      ],
      { get_jira: 400, create_linear: 700, post_slack: 300, search_confluence: 900 },
    );
    expect(plan.phases).toEqual([["get_jira", "search_confluence"], ["create_linear"], ["post_slack"]]);
    expect(plan.critical_path).toEqual(["get_jira", "create_linear", "post_slack"]);
    expect(plan.critical_path_ms).toBe(1400);
    expect(plan.steps[2]).toEqual({
      id: "post_slack",
      system: "jira",
      operation: "get_issue",
      phase: 3,
      dependencies: ["get_jira", "create_linear"],
      references: ["create_linear"],
      dependents: [],
      expected_ms: 300,
      remaining_ms: 300,
    });
    expect(plan.steps[0]?.dependents).toEqual(["create_linear", "post_slack"]);
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  });

  it("lists every defect, cycles included", () => {
    const { plan, defects } = createPlan([
      step("a", ["b"]),
      step("b", ["a", "nobody"]),
      step("c", ["c"]),
      step("d", [], { x: "${{ steps.e.data.y }}" }),
      step("e", ["d"], { x: "${{ }}" }),
    ]);
    expect(plan).toBeUndefined();
    expect(defects.map(({ number }) => number)).toEqual([6004, 6003, 6010, 6003, 6003]);
    expect(defects.flatMap(({ details }) => (details["cycle"] ? [details["cycle"]] : []))).toEqual([
      ["c", "c"],
      ["a", "b", "a"],
      ["d", "e", "d"],
    ]);
  });

  it("gives a whole path for each knot, along depends_on, and covers all of its steps", () => {
    expect(cyclesOf([step("a", ["b"]), step("b", ["c"]), step("c", ["a"]), step("x", ["a"])])).toEqual([
      ["a", "b", "c", "a"],
    ]);
    expect(cyclesOf([step("a", ["b"]), step("b", ["a", "c"]), step("c", ["b"])])).toEqual([
      ["a", "b", "a"],
      ["c", "b", "c"],
    ]);
  });

  it("handles chains and circles of ten thousand steps", () => {
    const size = 10_000;
    const chain = Array.from({ length: size }, (_, n) => step(`s${n}`, n === 0 ? [] : [`s${n - 1}`]));
    const plan = planOf(chain);
    expect(plan.phases).toHaveLength(size);
    expect(plan.critical_path_ms).toBe(size);
    const circle = [step("s0", [`s${size - 1}`]), ...chain.slice(1)];
    const { defects } = createPlan(circle);
    expect(defects).toHaveLength(1);
    expect(defects[0]?.details["cycle"]).toHaveLength(size + 1);
    expect(defects[0]?.message.length).toBeLessThan(1000);
  });

  it("bounds what it lists of a thicket", () => {
    const ids = Array.from({ length: 300 }, (_, n) => `s${n}`);
    const cycles = cyclesOf(
      ids.map((id) =>
        step(
          id,
          ids.filter((other) => other !== id),
        ),
      ),
    );
    expect(cycles.length).toBeGreaterThan(0);
    expect(cycles.length).toBeLessThanOrEqual(25);
  });

  it("takes __proto__ and constructor as ids", () => {
    const plan = planOf([
      step("constructor", ["__proto__"]),
      step("__proto__"),
      step("hasOwnProperty", ["constructor"]),
    ]);
    expect(plan.phases).toEqual([["__proto__"], ["constructor"], ["hasOwnProperty"]]);
    expect(cyclesOf([step("__proto__", ["constructor"]), step("constructor", ["__proto__"])])).toEqual([
      ["__proto__", "constructor", "__proto__"],
    ]);
  });

  it("chooses among equal ways the one through the earliest steps", () => {
    expect(planOf([step("a"), step("b"), step("c", ["b", "a"]), step("d", ["a"])]).critical_path).toEqual([
      "a",
      "c",
    ]);
  });

  it("gives phases, remaining paths and a critical path that fit the edges", () => {
    fc.assert(
      fc.property(acyclicSteps, fc.func(fc.nat(1000)), (steps, durationOf) => {
        const { plan } = createPlan(steps, { expectedMs: ({ id }) => durationOf(id) });
        if (plan === undefined) throw new Error("There is no plan.");
        const byId = new Map(plan.steps.map((planned) => [planned.id, planned]));
        for (const planned of plan.steps) {
          const before = planned.dependencies.map((id) => byId.get(id)?.phase ?? 0);
          expect(planned.phase).toBe(1 + Math.max(0, ...before));
          const after = planned.dependents.map((id) => byId.get(id)?.remaining_ms ?? 0);
          expect(planned.remaining_ms).toBe(planned.expected_ms + Math.max(0, ...after));
        }
        expect(plan.steps.map(({ id }) => id)).toEqual(steps.map(({ id }) => id));
        expect(plan.critical_path_ms).toBe(Math.max(0, ...plan.steps.map((planned) => planned.remaining_ms)));
        expect(plan.critical_path.reduce((sum, id) => sum + (byId.get(id)?.expected_ms ?? 0), 0)).toBe(
          plan.critical_path_ms,
        );
        for (const [index, id] of plan.critical_path.entries()) {
          if (index > 0) expect(byId.get(id)?.dependencies).toContain(plan.critical_path[index - 1]);
        }
        const { graph, inDegree } = buildDependencyGraph(steps);
        expect(topologicalSort(graph, inDegree)).toEqual(plan.phases);
      }),
    );
  });

  it("finds a true cycle exactly when there is one", () => {
    const anySteps = fc
      .array(fc.array(fc.nat(), { maxLength: 2 }), { minLength: 1, maxLength: 12 })
      .map((lists) =>
        lists.map((list, index) =>
          step(
            `s${index}`,
            list.map((n) => `s${n % lists.length}`),
          ),
        ),
      );
    fc.assert(
      fc.property(anySteps, (steps) => {
        const { plan, defects } = createPlan(steps);
        const byId = new Map(steps.map((each) => [each.id, each]));
        let left = steps;
        for (let size = -1; size !== left.length; ) {
          size = left.length;
          left = left.filter(({ depends_on }) =>
            depends_on?.some((id) => left.some((other) => other.id === id)),
          );
        }
        expect(plan === undefined).toBe(left.length > 0);
        for (const { details } of defects) {
          const cycle = details["cycle"] as string[];
          expect(cycle.at(-1)).toBe(cycle[0]);
          expect(new Set(cycle).size).toBe(cycle.length - 1);
          for (const [index, id] of cycle.slice(0, -1).entries()) {
            expect(byId.get(id)?.depends_on).toContain(cycle[index + 1]);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
