export {
  type CollectedProblem,
  type CollectedReference,
  type CollectedReferences,
  collectReferences,
} from "./collect.js";
export { invalidReference, type ReferenceDefect } from "./invalid-reference.js";
export type { IsStep } from "./near-miss.js";
export { formatPath, type PathSegment } from "./path.js";
export { type ResolveOptions, type ResultLookup, resolveParams } from "./resolve.js";
export { checkPath, type PathCheck } from "./schema-path.js";
export {
  parseTemplate,
  type Reference,
  type ReferenceProblem,
  type Template,
  type TemplatePart,
} from "./template.js";
