import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPlan } from "../../src/index.js";
import { collectEdges, type EdgeKind, type PlanEdge, type PlanStep } from "../../src/steps/index.js";

/** Ids of which some mean something to JavaScript; few, so that twins and unknown ones come up. */
const IDS = ["a", "b", "constructor", "__proto__", "toString", "c", "d"];
const id = fc.constantFrom(...IDS);

/** Any request: twins, unknown names, circles, references at any depth, names given several times. */
const anySteps: fc.Arbitrary<PlanStep[]> = fc.array(
  fc.record({
    id,
    system: fc.constant("jira"),
    operation: fc.constant("get_issue"),
    depends_on: fc.option(fc.array(id, { maxLength: 3 }), { nil: undefined }),
    params: fc.option(paramsWith(fc.array(id, { maxLength: 2 })), { nil: undefined }),
  }),
  { maxLength: 8 },
);

/** Requests without defects, the steps in any order, and how long each step takes. */
const soundSteps = fc
  .array(
    fc.record({
      named: fc.array(fc.nat(), { maxLength: 3 }),
      referred: fc.array(fc.nat(), { maxLength: 2 }),
      ms: fc.nat(20),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((drafts) =>
    drafts.map(({ named, referred, ms }, index) => {
      const before = (list: number[]) => (index === 0 ? [] : list.map((n) => `s${n % index}`));
      const step: PlanStep = {
        id: `s${index}`,
        system: "jira",
        operation: "get_issue",
        depends_on: before(named),
        params: textsWith(before(referred)),
      };
      return { step, ms };
    }),
  )
  .chain((drafts) => fc.shuffledSubarray(drafts, { minLength: drafts.length }));

function paramsWith(ids: fc.Arbitrary<string[]>) {
  return ids.map(textsWith);
}

function textsWith(ids: readonly string[]): Record<string, unknown> {
  return { deep: [{ text: ids.map((each) => `\${{ steps.${each}.data }}`).join(" and ") }] };
}

function referredBy({ params }: PlanStep): string[] {
  return [...JSON.stringify(params ?? {}).matchAll(/steps\.(\w+)\.data/g)].map(([, name = ""]) => name);
}

/** Edges as plainly as possible: a look at all edges before each new one. */
function naiveEdges(steps: readonly PlanStep[]): PlanEdge[] {
  const known = new Set(steps.map((step) => step.id));
  const edges: PlanEdge[] = [];
  const add = (from: string, to: string, kind: EdgeKind) => {
    if (!known.has(from) || from === to) return;
    const edge = edges.find((each) => each.from === from && each.to === to);
    if (edge === undefined) edges.push({ from, to, kinds: [kind] });
    else if (!edge.kinds.includes(kind)) edge.kinds.push(kind);
  };
  for (const step of steps) {
    for (const from of step.depends_on ?? []) add(from, step.id, "depends_on");
    for (const from of referredBy(step)) add(from, step.id, "reference");
  }
  return edges;
}

/** The numbers of all defects of single steps: twins first, then step by step. */
function naiveDefects(steps: readonly PlanStep[]): number[] {
  const ids = steps.map((step) => step.id);
  const twins = ids.filter((each, index) => ids.indexOf(each) === index && ids.lastIndexOf(each) !== index);
  return [
    ...twins.map(() => 6009),
    ...steps.flatMap((step) => [
      ...[...new Set(step.depends_on)].flatMap((each) =>
        ids.includes(each) ? (each === step.id ? [6003] : []) : [6004],
      ),
      ...referredBy(step).flatMap((each) => (!ids.includes(each) || each === step.id ? [6010] : [])),
    ]),
  ];
}

describe("the planner beside a naive model", () => {
  it("finds the same edges and the same defects in any request", () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const { edges, defects } = collectEdges(steps);
        expect(edges).toEqual(naiveEdges(steps));
        expect(defects.map(({ number }) => number)).toEqual(naiveDefects(steps));
      }),
      { numRuns: 500 },
    );
  });

  it("has a plan or a defect for any request, and a plan only for those without", () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const { plan, defects } = createPlan(steps);
        expect(plan === undefined).toBe(defects.length > 0);
        expect(defects.map(({ number }) => number).slice(0, naiveDefects(steps).length)).toEqual(
          naiveDefects(steps),
        );
      }),
      { numRuns: 300 },
    );
  });

  it("gives the same neighbours, phases, ways and critical path", () => {
    fc.assert(
      fc.property(soundSteps, (drafts) => {
        const steps = drafts.map(({ step }) => step);
        const ms = new Map(drafts.map((draft) => [draft.step.id, draft.ms]));
        const { plan } = createPlan(steps, { expectedMs: (step) => ms.get(step.id) });
        const edges = naiveEdges(steps);
        const ids = steps.map((step) => step.id);
        const into = (to: string) => edges.filter((edge) => edge.to === to);
        const outOf = (from: string) => edges.filter((edge) => edge.from === from);
        const inRequestOrder = (list: readonly string[]) => ids.filter((each) => list.includes(each));
        const phase = (each: string): number => 1 + Math.max(0, ...into(each).map(({ from }) => phase(from)));
        const left = (each: string): number =>
          (ms.get(each) ?? 0) + Math.max(0, ...outOf(each).map(({ to }) => left(to)));
        expect(plan?.edges).toEqual(edges);
        expect(plan?.steps).toEqual(
          ids.map((each) => ({
            id: each,
            system: "jira",
            operation: "get_issue",
            phase: phase(each),
            dependencies: inRequestOrder(into(each).map(({ from }) => from)),
            references: inRequestOrder(
              into(each).flatMap(({ from, kinds }) => (kinds.includes("reference") ? [from] : [])),
            ),
            dependents: inRequestOrder(outOf(each).map(({ to }) => to)),
            expected_ms: ms.get(each),
            remaining_ms: left(each),
          })),
        );
        const last = Math.max(...ids.map(phase));
        expect(plan?.phases).toEqual(
          Array.from({ length: last }, (_, nth) => ids.filter((each) => phase(each) === nth + 1)),
        );
        const path: string[] = [];
        const longest = (list: readonly string[]) =>
          list.find((each) => left(each) === Math.max(...list.map(left)));
        for (
          let next = longest(ids.filter((each) => phase(each) === 1));
          next !== undefined;
          next = longest(inRequestOrder(outOf(next).map(({ to }) => to)))
        )
          path.push(next);
        expect(plan?.critical_path).toEqual(path);
        expect(plan?.critical_path_ms).toBe(Math.max(...ids.map(left)));
      }),
      { numRuns: 300 },
    );
  });
});
