import type { JsonSchema } from "@pm-orchestrator/core";
import { describe, expect, it } from "vitest";
import { collectEdges, independentPlan, type PlanStep } from "../../src/steps/index.js";

function step(id: string, rest: Partial<PlanStep> = {}): PlanStep {
  return { id, system: "jira", operation: "get_issue", ...rest };
}

const schema: JsonSchema = {
  type: "object",
  properties: { key: { type: "string" }, summary: { type: "string" } },
  required: ["key"],
  additionalProperties: false,
};

describe("collectEdges", () => {
  it("joins depends_on and references, each pair once", () => {
    const { edges, defects } = collectEdges([
      step("a"),
      step("b", { depends_on: ["a", "a"] }),
      step("c", {
        depends_on: ["b"],
        params: { x: "${{ steps.a.data.key }} ${{ steps.b.data.key }}", y: ["${{ steps.a.data.summary }}"] },
      }),
    ]);
    expect(defects).toEqual([]);
    expect(edges).toEqual([
      { from: "a", to: "b", kinds: ["depends_on"] },
      { from: "b", to: "c", kinds: ["depends_on", "reference"] },
      { from: "a", to: "c", kinds: ["reference"] },
    ]);
  });

  it("finds every defect at once", () => {
    const { defects } = collectEdges(
      [
        step("a", { depends_on: ["nobody", "a", "nothing"] }),
        step("twin", { params: { jql: "${{ steps.a.data.sumary }}" } }),
        step("twin", { params: { deep: [{ text: "${{ steps.ghost.data.x }} ${{ oops }}" }] } }),
        step("self", { params: { x: "${{ steps.self.data.key }}" } }),
      ],
      { resultSchema: () => schema },
    );
    expect(
      defects.map((defect) => [defect.number, defect.details["operation_id"] ?? defect.details["cycle"]]),
    ).toEqual([
      [6009, "twin"],
      [6004, "a"],
      [6003, ["a", "a"]],
      [6004, "a"],
      [6010, "twin"],
      [6010, "twin"],
      [6010, "twin"],
      [6010, "self"],
    ]);
    expect(defects[0]?.details["indices"]).toEqual([1, 2]);
    expect(defects[1]?.details).toMatchObject({ missing: "nobody", known: ["a", "twin", "self"] });
    expect(defects[2]?.message).toContain("Circular dependency: a → a");
    expect(defects[4]?.details).toMatchObject({
      reference: "${{ steps.a.data.sumary }}",
      available: ["key", "summary"],
      path: "params.jql",
    });
    expect(defects[4]?.message).toContain("jira get_issue");
    expect(defects[6]?.details).toMatchObject({
      path: "params.deep[0].text",
      reason: "there is no step ghost in the request",
    });
    for (const defect of defects) expect(defect.suggestions.length).toBeGreaterThan(0);
  });

  it("refuses a text that only looks like a reference to a step, and tells both ways to write it", () => {
    const { defects, edges } = collectEdges([
      step("a"),
      step("b", {
        params: { deep: [{ text: "See {{ steps.a.data.key }} and {{ steps.ghost.data.key }}" }] },
      }),
      step("own", { params: { text: "${steps.own.data.key}" } }),
      step("long", { params: { text: `{{ steps.a.${"x".repeat(5_000)} }}` } }),
    ]);
    expect(edges).toEqual([]);
    expect(defects.map(({ number, details }) => [number, details["operation_id"]])).toEqual([
      [6010, "b"],
      [6010, "own"],
      [6010, "long"],
    ]);
    expect(defects[0]?.details).toMatchObject({
      reference: "{{ steps.a.data.key }}",
      path: "params.deep[0].text",
    });
    expect(defects[0]?.suggestions.slice(0, 2)).toEqual([
      "Write ${{ steps.a.data.key }} if the value is meant.",
      "Write ${{ '{{ steps.a.data.key }}' }} if the text itself is meant.",
    ]);
    expect(defects[1]?.suggestions[0]).toBe(
      "Write ${{ '${steps.own.data.key}' }} if the text itself is meant.",
    );
    expect(JSON.stringify(defects[2]?.toJSON()).length).toBeLessThan(2_000);
  });

  it("leaves paths open that may exist, and schemas that nobody knows", () => {
    const steps = [step("a"), step("b", { params: { x: "${{ steps.a.data.summary }}" } })];
    expect(collectEdges(steps, { resultSchema: () => schema }).defects).toEqual([]);
    expect(
      collectEdges([step("a"), step("b", { params: { x: "${{ steps.a.data.any }}" } })]).defects,
    ).toEqual([]);
  });

  it("does not judge references to one of two steps of the same name", () => {
    const { defects, edges } = collectEdges(
      [
        step("a"),
        step("a"),
        step("b", { depends_on: ["a"], params: { x: "${{ steps.a.data.nope }}" } }),
        step("b", { depends_on: ["a"] }),
      ],
      { resultSchema: () => schema },
    );
    expect(defects.map((defect) => defect.number)).toEqual([6009, 6009]);
    expect(edges).toEqual([{ from: "a", to: "b", kinds: ["depends_on", "reference"] }]);
  });

  it("takes __proto__ and constructor as ids", () => {
    const { edges, defects } = collectEdges([
      step("__proto__"),
      step("constructor", { depends_on: ["__proto__"] }),
      step("toString", { params: { x: "${{ steps.constructor.data.key }}" }, depends_on: ["valueOf"] }),
    ]);
    expect(edges.map(({ from, to }) => [from, to])).toEqual([
      ["__proto__", "constructor"],
      ["constructor", "toString"],
    ]);
    expect(defects.map((defect) => defect.details["missing"])).toEqual(["valueOf"]);
  });
});

describe("independentPlan", () => {
  it("is one phase with the slowest step as its critical path", () => {
    const durations = new Map([
      ["a", 100],
      ["b", 300],
      ["c", 300],
    ]);
    const plan = independentPlan([step("a"), step("b"), step("c"), step("d")], {
      expectedMs: ({ id }) => durations.get(id),
    });
    expect(plan.phases).toEqual([["a", "b", "c", "d"]]);
    expect(plan.critical_path).toEqual(["b"]);
    expect(plan.critical_path_ms).toBe(300);
    expect(
      plan.steps.map(({ phase, expected_ms, remaining_ms }) => [phase, expected_ms, remaining_ms]),
    ).toEqual([
      [1, 100, 100],
      [1, 300, 300],
      [1, 300, 300],
      [1, 1, 1],
    ]);
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  });

  it("of nothing is nothing", () => {
    expect(independentPlan([])).toEqual({
      steps: [],
      edges: [],
      phases: [],
      critical_path: [],
      critical_path_ms: 0,
    });
  });

  it("takes what is no duration as 1", () => {
    for (const nonsense of [Number.NaN, -1, Number.POSITIVE_INFINITY]) {
      expect(independentPlan([step("a")], { expectedMs: () => nonsense }).critical_path_ms).toBe(1);
    }
    expect(independentPlan([step("a")], { expectedMs: () => 0 }).critical_path_ms).toBe(0);
  });
});
