import type { PlanStep } from "@pm-orchestrator/planner";
import { Deferred, Effect, Semaphore } from "effect";
import { PGraph } from "p-graph";

/** Runs the steps with p-graph: a map of nodes, a list of edges, and `run`. */
export function runPGraph(
  steps: readonly PlanStep[],
  step: () => Promise<void> | void,
  concurrency?: number,
): Promise<void> {
  const nodes = new Map(steps.map(({ id }) => [id, { run: step }]));
  const edges = steps.flatMap(({ id, depends_on = [] }) =>
    depends_on.map((dependency): [string, string] => [dependency, id]),
  );
  return new PGraph(nodes, edges).run(concurrency === undefined ? {} : { concurrency });
}

/**
 * Runs the steps with Effect: a fiber each, which awaits the Deferred of each of its dependencies, does its work and
 * completes its own. There is no planning in it: a cycle would wait for ever. With a limit a semaphore stands around the
 * work alone, for a fiber that waits must not keep a place.
 */
export function runEffect(
  steps: readonly PlanStep[],
  work: Effect.Effect<void>,
  concurrency?: number,
): Promise<void> {
  const limited = concurrency === undefined ? work : Semaphore.makeUnsafe(concurrency).withPermit(work);
  const done = new Map(steps.map(({ id }) => [id, Deferred.makeUnsafe<void>()]));
  const doneOf = (id: string) => {
    const deferred = done.get(id);
    if (deferred === undefined) throw new TypeError(`There is no step ${id}.`);
    return deferred;
  };
  const fibers = steps.map(({ id, depends_on = [] }) => {
    const workAndTell = Effect.andThen(limited, Deferred.succeed(doneOf(id), undefined));
    const [first, ...others] = depends_on;
    if (first === undefined) return workAndTell;
    const awaited =
      others.length === 0
        ? Deferred.await(doneOf(first))
        : Effect.forEach(depends_on, (dependency) => Deferred.await(doneOf(dependency)), { discard: true });
    return Effect.andThen(awaited, workAndTell);
  });
  return Effect.runPromise(Effect.all(fibers, { concurrency: "unbounded", discard: true }));
}
