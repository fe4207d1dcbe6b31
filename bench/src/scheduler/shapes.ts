import type { PlanStep } from "@pm-orchestrator/planner";
import { seededRandom } from "../numbers/random.js";

export type Shape = "random" | "chain" | "wide";

const SYSTEMS = ["linear", "jira", "confluence", "slack", "bitbucket"];

/** Steps that do nothing: `random` with up to three dependencies anywhere before, `chain` one after another, `wide` without any. */
export function shapedSteps(shape: Shape, count: number): PlanStep[] {
  const dependencies = dependenciesOf(shape);
  return Array.from({ length: count }, (_, index) => ({
    id: idOf(index),
    system: SYSTEMS[index % SYSTEMS.length] ?? "jira",
    operation: "nothing",
    params: {},
    depends_on: dependencies(index).map(idOf),
  }));
}

function dependenciesOf(shape: Shape): (index: number) => number[] {
  if (shape === "wide") return () => [];
  if (shape === "chain") return (index) => (index === 0 ? [] : [index - 1]);
  const random = seededRandom(2025);
  return (index) => {
    const wanted = Math.min(index, Math.floor(random() * 4));
    return [...new Set(Array.from({ length: wanted }, () => Math.floor(random() * index)))];
  };
}

function idOf(index: number): string {
  return `s${index}`;
}
