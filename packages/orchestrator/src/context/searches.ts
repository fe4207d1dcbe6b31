import type { GatherSearch, TargetFinder } from "@pm-orchestrator/core";
import type { CheckedStep } from "../checking/steps.js";
import { checkSteps } from "../checking/steps.js";
import { filler, isNumber } from "../routing/readings.js";
import { fillIn } from "../routing/texts.js";
import type { RoutableSystem } from "../routing/types.js";
import type { Session } from "../session/session.js";
import type { Thing } from "./thing.js";

/** A read that looks for what belongs to a thing. */
export interface Search {
  step: CheckedStep;
  system: RoutableSystem;
  finder: TargetFinder;
  /** For what it looks. */
  thing: Thing;
}

/** A mention goes into searches of other systems: no sign of a query language may be in it. */
const MENTION = /^[\w.@:/#-]{1,200}$/;

/** The searches for what belongs to a thing: in its own system, and in all others that can be spoken to. */
export function searchesFor(
  session: Session,
  thing: Thing,
  {
    systems,
    kinds,
    idOf,
  }: {
    systems: readonly RoutableSystem[];
    kinds: ReadonlySet<string> | undefined;
    idOf: () => string;
  },
): Search[] {
  return systems.flatMap((system) =>
    (system.manifest.targets?.finders ?? []).flatMap((finder): Search[] => {
      const isOwn = thing.reading.system.name === system.name;
      if ((finder.among === "own") !== isOwn || !system.isUsable) return [];
      if (!finder.of.includes(thing.reading.form.kind)) return [];
      // Links lead to things of any kind.
      if (kinds !== undefined && finder.finds !== "link" && !kinds.has(finder.finds)) return [];
      const params = paramsOf(finder, thing, system);
      if (params === undefined) return [];
      const { checked, defects } = checkSteps(
        session,
        [{ id: idOf(), system: system.name, operation: finder.operation, params, refresh: false }],
        { readsOnly: true, references: false, needsEverySystem: false },
      );
      // A manifest that declares what its operation does not take: nothing that the caller could mend.
      const [step] = defects.length > 0 ? [] : checked;
      return step === undefined ? [] : [{ step, system, finder, thing }];
    }),
  );
}

function paramsOf(finder: TargetFinder, { reading }: Thing, system: RoutableSystem) {
  const number = (param: string) => isNumber(system.manifest, finder.operation, param);
  if (finder.among === "own") return fillIn(finder.params, filler(reading.parts, system), number);
  const { mention } = reading;
  if (mention === undefined || !MENTION.test(mention)) return undefined;
  return fillIn(finder.params, (name) => (name === "mention" ? mention : undefined), number);
}

/** How a search went, for the answer. */
export function searchRecord(
  { step, thing }: Search,
  { found, error }: { found: number; error?: GatherSearch["error"] },
): GatherSearch {
  return {
    system: step.system,
    operation: step.operation,
    target: thing.target,
    found,
    ...(error === undefined ? {} : { error }),
  };
}
