import { isPmoError, type PmoError } from "@pm-orchestrator/core";
import { describe, expect, it } from "vitest";
import { buildDependencyGraph, type DependentOperation, topologicalSort } from "../../src/index.js";

function failure(operations: DependentOperation[]): PmoError {
  try {
    buildDependencyGraph(operations);
  } catch (error) {
    if (isPmoError(error)) return error;
    throw error;
  }
  throw new Error("It was accepted.");
}

describe("the dependency graph", () => {
  it("refuses a circle", () => {
    const circle = [
      { id: "a", depends_on: ["b"] },
      { id: "b", depends_on: ["c"] },
      { id: "c", depends_on: ["a"] },
    ];
    expect(() => buildDependencyGraph(circle)).toThrow("Circular dependency");
    const error = failure(circle);
    expect(error.number).toBe(6003);
    expect(error.message).toContain("a → b → c → a");
    expect(error.details).toEqual({ cycle: ["a", "b", "c", "a"], all_operations: ["a", "b", "c"] });
  });

  it("sorts a diamond into phases", () => {
    const { graph, inDegree } = buildDependencyGraph([
      { id: "a" },
      { id: "b", depends_on: ["a"] },
      { id: "c", depends_on: ["a"] },
      { id: "d", depends_on: ["b", "c"] },
    ]);
    const before = new Map(inDegree);
    expect(topologicalSort(graph, inDegree)).toEqual([["a"], ["b", "c"], ["d"]]);
    expect(inDegree).toEqual(before);
    expect(topologicalSort(graph, inDegree)).toEqual([["a"], ["b", "c"], ["d"]]);
    expect(graph.get("a")).toEqual({ dependencies: [], dependents: ["b", "c"] });
    expect(inDegree.get("d")).toBe(2);
  });

  it("keeps request order inside of a phase", () => {
    const { graph, inDegree } = buildDependencyGraph([
      { id: "late", depends_on: ["y"] },
      { id: "early", depends_on: ["x"] },
      { id: "x" },
      { id: "y" },
    ]);
    expect(topologicalSort(graph, inDegree)).toEqual([
      ["x", "y"],
      ["late", "early"],
    ]);
  });

  it("names what is missing or double", () => {
    expect(failure([{ id: "a", depends_on: ["z"] }])).toMatchObject({
      number: 6004,
      details: { missing: "z", known: ["a"] },
    });
    expect(failure([{ id: "a" }, { id: "b" }, { id: "a" }])).toMatchObject({
      number: 6009,
      details: { indices: [0, 2] },
    });
    expect(failure([{ id: "a", depends_on: ["a"] }]).details["cycle"]).toEqual(["a", "a"]);
  });

  it("takes any id", () => {
    const { graph, inDegree } = buildDependencyGraph([
      { id: "constructor", depends_on: ["__proto__", "__proto__"] },
      { id: "__proto__" },
    ]);
    expect(topologicalSort(graph, inDegree)).toEqual([["__proto__"], ["constructor"]]);
  });

  it("refuses to sort a circle that somebody built by hand", () => {
    const graph = new Map([["a", { dependencies: ["a"], dependents: ["a"] }]]);
    expect(() => topologicalSort(graph, new Map([["a", 1]]))).toThrow("Circular dependency");
    expect(topologicalSort(new Map(), new Map())).toEqual([]);
  });
});
