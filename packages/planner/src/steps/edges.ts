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
 * Edges, and beside each the places of its two steps in the request (of two steps with one id the first one's): whoever
 * walks over them needs no id.
 */
export interface NumberedEdges extends CollectedEdges {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/**
 * What waits for what: `depends_on` and references in params, each edge once.
 *
 * Finds every defect of the request that concerns edges: 6009 (duplicate ids), 6004 (unknown dependency),
 * 6003 (a step that depends on itself), 6010 (a reference that is malformed, or to an unknown step, to the step
 * itself, or to a path that the result cannot have; a text that names a step and only looks like a reference).
 */
export function collectEdges(
  steps: readonly PlanStep[],
  options: Pick<PlanOptions, "resultSchema"> = {},
): CollectedEdges {
  const { edges, defects } = numberEdges(steps, options);
  return { edges, defects };
}

/** {@link collectEdges} for those who go on with numbers. */
export function numberEdges(
  steps: readonly PlanStep[],
  options: Pick<PlanOptions, "resultSchema"> = {},
): NumberedEdges {
  return new Collection(steps, options).collected();
}

class Collection {
  readonly #steps: readonly PlanStep[];
  readonly #options: Pick<PlanOptions, "resultSchema">;
  /** Of each id the place of its first step. */
  readonly #places = new Map<string, number>();
  /** All places of the ids that stand twice. */
  readonly #twins = new Map<string, number[]>();
  readonly #edges: PlanEdge[] = [];
  readonly #from: number[] = [];
  readonly #to: number[] = [];
  /** Of each step the latest edge that leaves it. Tells whether a pair has its edge, without a set for every step. */
  readonly #latest: Int32Array;
  readonly #defects: PmoError[] = [];
  readonly #isStep = (id: string) => this.#places.has(id);

  constructor(steps: readonly PlanStep[], options: Pick<PlanOptions, "resultSchema">) {
    this.#steps = steps;
    this.#options = options;
    this.#latest = new Int32Array(steps.length).fill(-1);
    for (let place = 0; place < steps.length; place += 1) this.#number(this.#idAt(place), place);
  }

  #number(id: string, place: number): void {
    const first = this.#places.get(id);
    const twins = this.#twins.get(id);
    if (first === undefined) this.#places.set(id, place);
    else if (twins === undefined) this.#twins.set(id, [first, place]);
    else twins.push(place);
  }

  collected(): NumberedEdges {
    for (const [id, places] of this.#twins) this.#defects.push(duplicateId(id, places));
    for (let place = 0; place < this.#steps.length; place += 1) {
      const step = this.#steps[place];
      if (step === undefined) continue;
      this.#addEdgesInto(step, this.#twins.size === 0 ? place : (this.#places.get(step.id) ?? place));
    }
    return { edges: this.#edges, from: this.#from, to: this.#to, defects: this.#defects };
  }

  #addEdgesInto(step: PlanStep, to: number): void {
    const { id, depends_on, params } = step;
    if (depends_on !== undefined) {
      for (let nth = 0; nth < depends_on.length; nth += 1) {
        const dependency = depends_on[nth] ?? "";
        const from = this.#places.get(dependency);
        if (from !== undefined && from !== to) this.#addEdge(from, to, "depends_on");
        // A defect is told once, however often the dependency is named.
        else if (depends_on.indexOf(dependency) === nth) this.#refuse(id, dependency, from);
      }
    }
    if (params === undefined) return;
    const { references, problems } = collectReferences(params, this.#isStep);
    for (const { text: reference, meant, ...problem } of problems) {
      // No step can wait for itself: that would be the next mistake.
      const isOwn = meant?.startsWith(`\${{ steps.${id}.`);
      const advice = { maybeText: true, meant: isOwn ? undefined : meant };
      this.#defects.push(invalidReference({ ...problem, ...advice, reference, operationId: id }));
    }
    for (const reference of references) this.#addReference(id, to, reference);
  }

  /** A dependency that is unknown, or the step itself. */
  #refuse(id: string, dependency: string, from: number | undefined): void {
    this.#defects.push(
      from === undefined
        ? unknownDependency(id, dependency, this.#known())
        : circularDependency([id, id], this.#known()),
    );
  }

  #addReference(id: string, to: number, reference: CollectedReference): void {
    const mistake = this.#findMistake(id, reference);
    if (mistake !== undefined) {
      const { text, location } = reference;
      this.#defects.push(invalidReference({ reference: text, ...mistake, location, operationId: id }));
    }
    // An impossible path is still an edge, so that a cycle through it is reported together with it.
    const from = this.#places.get(reference.stepId);
    if (from !== undefined && from !== to) this.#addEdge(from, to, "reference");
  }

  #addEdge(from: number, to: number, kind: EdgeKind): void {
    const edge = this.#edgeBetween(from, to);
    if (edge !== undefined) {
      if (!edge.kinds.includes(kind)) edge.kinds.push(kind);
      return;
    }
    this.#latest[from] = this.#edges.length;
    this.#from.push(from);
    this.#to.push(to);
    this.#edges.push({ from: this.#idAt(from), to: this.#idAt(to), kinds: [kind] });
  }

  /** The edges into a step are made one after another: only twins come back to theirs. */
  #edgeBetween(from: number, to: number): PlanEdge | undefined {
    const latest = this.#latest[from] ?? -1;
    if (latest >= 0 && this.#to[latest] === to) return this.#edges[latest];
    if (latest < 0 || !this.#twins.has(this.#idAt(to))) return undefined;
    return this.#edges.find((_, index) => this.#from[index] === from && this.#to[index] === to);
  }

  #findMistake(
    id: string,
    reference: CollectedReference,
  ): { reason: string; available: readonly string[] } | undefined {
    const others = () => this.#known().filter((other) => other !== id);
    if (reference.stepId === id) return { reason: "it refers to its own step", available: others() };
    const place = this.#places.get(reference.stepId);
    const target = place === undefined ? undefined : this.#steps[place];
    if (target === undefined) {
      return { reason: `there is no step ${reference.stepId} in the request`, available: others() };
    }
    // With two steps of one name nobody knows which result is meant; the duplicate is reported already.
    const schema = this.#twins.has(target.id) ? undefined : this.#options.resultSchema?.(target);
    if (schema === undefined) return undefined;
    const check = checkPath(schema, reference.path);
    if (check.verdict !== "no") return undefined;
    const result = `in the result of ${target.system} ${target.operation} (step ${target.id})`;
    return { reason: `${result}, ${check.reason}`, available: check.available };
  }

  /** Every id once, in request order. */
  #known(): string[] {
    return [...this.#places.keys()];
  }

  #idAt(place: number): string {
    return this.#steps[place]?.id ?? "";
  }
}
