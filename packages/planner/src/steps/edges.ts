import type { PmoError } from "@pm-orchestrator/core";
import { type CollectedReference, collectReferences } from "../references/collect.js";
import { invalidReference } from "../references/invalid-reference.js";
import { checkPath } from "../references/schema-path.js";
import { circularDependency, duplicateId, unknownDependency } from "./defects.js";
import type { EdgeKind, PlanEdge, PlanOptions, PlanStep } from "./types.js";

export interface CollectedEdges {
  /** Between existing, different steps only; one for each pair. */
  readonly edges: PlanEdge[];
  /** Everything wrong with single steps, in request order. Cycles of several steps are found by `createPlan`. */
  readonly defects: PmoError[];
}

/**
 * What waits for what: `depends_on` and references in params, each edge once.
 *
 * Finds every defect of the request that concerns edges: 6009 (duplicate ids), 6004 (unknown dependency),
 * 6003 (a step that depends on itself), 6010 (a reference that is malformed, or to an unknown step, to the step
 * itself, or to a path that the result cannot have).
 */
export function collectEdges(
  steps: readonly PlanStep[],
  options: Pick<PlanOptions, "resultSchema"> = {},
): CollectedEdges {
  const indices = new Map<string, number[]>();
  for (const [index, step] of steps.entries()) {
    const same = indices.get(step.id);
    if (same === undefined) indices.set(step.id, [index]);
    else same.push(index);
  }
  const request: Request = { steps, indices, known: [...indices.keys()], options };
  const defects: PmoError[] = [];
  for (const [id, places] of indices) if (places.length > 1) defects.push(duplicateId(id, places));
  const edges = steps.flatMap((step) => edgesInto(step, request, defects));
  return { edges: indices.size === steps.length ? edges : mergeEdges(edges), defects };
}

interface Request {
  readonly steps: readonly PlanStep[];
  readonly indices: ReadonlyMap<string, readonly number[]>;
  readonly known: readonly string[];
  readonly options: Pick<PlanOptions, "resultSchema">;
}

function edgesInto(step: PlanStep, request: Request, defects: PmoError[]): PlanEdge[] {
  const kinds = new Map<string, EdgeKind[]>();
  for (const dependency of new Set(step.depends_on)) {
    if (dependency === step.id) defects.push(circularDependency([step.id, step.id], request.known));
    else if (!request.indices.has(dependency))
      defects.push(unknownDependency(step.id, dependency, request.known));
    else kinds.set(dependency, ["depends_on"]);
  }
  if (step.params !== undefined) {
    for (const stepId of referredSteps(step, step.params, { request, defects })) {
      const known = kinds.get(stepId);
      if (known === undefined) kinds.set(stepId, ["reference"]);
      else known.push("reference");
    }
  }
  return Array.from(kinds, ([from, kindsOfEdge]) => ({ from, to: step.id, kinds: kindsOfEdge }));
}

/** The other steps whose results the params refer to; what is wrong with references goes to the defects. */
function referredSteps(
  step: PlanStep,
  params: Readonly<Record<string, unknown>>,
  { request, defects }: { request: Request; defects: PmoError[] },
): Set<string> {
  const { references, problems } = collectReferences(params);
  for (const { text, reason, available, location } of problems) {
    defects.push(invalidReference({ reference: text, reason, available, location, operationId: step.id }));
  }
  const referred = new Set<string>();
  for (const reference of references) {
    const mistake = findMistake(step, reference, request);
    if (mistake !== undefined) {
      const { text, location } = reference;
      defects.push(invalidReference({ reference: text, ...mistake, location, operationId: step.id }));
    }
    // An impossible path is still an edge, so that a cycle through it is reported together with it.
    if (reference.stepId !== step.id && request.indices.has(reference.stepId)) referred.add(reference.stepId);
  }
  return referred;
}

function findMistake(
  step: PlanStep,
  reference: CollectedReference,
  { steps, indices, known, options }: Request,
): { reason: string; available: readonly string[] } | undefined {
  const others = () => known.filter((id) => id !== step.id);
  if (reference.stepId === step.id) return { reason: "it refers to its own step", available: others() };
  const [index, ...twins] = indices.get(reference.stepId) ?? [];
  const target = index === undefined ? undefined : steps[index];
  if (target === undefined) {
    return { reason: `there is no step ${reference.stepId} in the request`, available: others() };
  }
  // With two steps of one name nobody knows which result is meant; the duplicate is reported already.
  const schema = twins.length === 0 ? options.resultSchema?.(target) : undefined;
  if (schema === undefined) return undefined;
  const check = checkPath(schema, reference.path);
  if (check.verdict !== "no") return undefined;
  const result = `in the result of ${target.system} ${target.operation} (step ${target.id})`;
  return { reason: `${result}, ${check.reason}`, available: check.available };
}

/** One edge per pair, also when two steps share an id. */
function mergeEdges(edges: readonly PlanEdge[]): PlanEdge[] {
  const byEnds = new Map<string, Map<string, Set<EdgeKind>>>();
  for (const { from, to, kinds } of edges) {
    const into = byEnds.get(to) ?? new Map<string, Set<EdgeKind>>();
    byEnds.set(to, into.set(from, new Set([...(into.get(from) ?? []), ...kinds])));
  }
  return [...byEnds].flatMap(([to, sources]) =>
    Array.from(sources, ([from, kinds]) => ({ from, to, kinds: [...kinds] })),
  );
}
