export { type CollectedEdges, collectEdges } from "./edges.js";
export { independentPlan } from "./independent.js";
export type { EdgeKind, Plan, PlanEdge, PlannedStep, PlanOptions, PlanStep } from "./types.js";
