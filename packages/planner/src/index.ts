export { createPlan, type PlanOutcome } from "./plan/create-plan.js";
export {
  buildDependencyGraph,
  type DependencyGraph,
  type DependentOperation,
  type Neighbours,
  topologicalSort,
} from "./plan/dependency-graph.js";
export {
  type CollectedReference,
  checkPath,
  collectReferences,
  formatPath,
  type PathCheck,
  type PathSegment,
  parseTemplate,
  type Reference,
  type ReferenceProblem,
  type ResolveOptions,
  type ResultLookup,
  resolveParams,
  type Template,
  type TemplatePart,
} from "./references/index.js";
export {
  type CollectedEdges,
  collectEdges,
  type EdgeKind,
  independentPlan,
  type Plan,
  type PlanEdge,
  type PlannedStep,
  type PlanOptions,
  type PlanStep,
} from "./steps/index.js";
