import type { Follow, GatherSearch, NotFollowed } from "@pm-orchestrator/core";
import { type CheckedStep, checkSteps } from "../checking/steps.js";
import { identityOf, operationOf } from "../routing/readings.js";
import { routableSystems } from "../routing/route.js";
import type { RoutableSystem } from "../routing/types.js";
import type { Rounds } from "../running/rounds.js";
import type { RunReport } from "../running/run.js";
import type { Session } from "../session/session.js";
import { candidateOf } from "./candidates.js";
import { toldIdentity } from "./identity.js";
import { type Lead, leadsOf } from "./leads.js";
import { type Search, searchesFor, searchRecord } from "./searches.js";
import { stepOf } from "./targets.js";
import { type Thing, united } from "./thing.js";

const DEFAULT_LIMIT = 25;
/** Searches of one request: they cost more than reads, and systems allow fewer of them. */
const MOST_SEARCHES = 60;

/** What a context pack found beside what the request names. */
export interface FollowedThings {
  /** By the ids of their steps, in the order in which they were found. */
  things: Map<string, Thing>;
  steps: CheckedStep[];
  searches: GatherSearch[];
  notFollowed: NotFollowed[];
}

/**
 * Follows what things lead to: reads them together with the first steps, and what their results name in the next round, as
 * deep as `follow` says. Only fields that a manifest declares are looked at, and everything goes through the router again:
 * what was fetched can name things of configured systems, and nothing else.
 */
export class ContextPack {
  readonly #systems: readonly RoutableSystem[];
  readonly #kinds: ReadonlySet<string> | undefined;
  readonly #depth: number;
  readonly #limit: number;
  readonly #seen: Set<string>;
  readonly #passed = new Set<string>();
  readonly #found: FollowedThings = { things: new Map(), steps: [], searches: [], notFollowed: [] };
  #searched = 0;

  constructor(
    private readonly session: Session,
    private readonly rounds: Rounds,
    private readonly named: ReadonlyMap<string, Thing>,
    { depth = 0, kinds, limit = DEFAULT_LIMIT }: Follow,
  ) {
    this.#systems = routableSystems(session);
    this.#kinds = kinds === undefined ? undefined : new Set(kinds);
    this.#depth = depth;
    this.#limit = limit;
    this.#seen = new Set([...named.values()].map(({ reading }) => identityOf(reading)));
  }

  /** Runs the request's own steps, and then round after round. */
  async run(steps: readonly CheckedStep[]): Promise<FollowedThings> {
    let things: ReadonlyMap<string, Thing> = this.named;
    let reads = steps;
    for (let depth = 0; ; depth++) {
      const searches = depth < this.#depth ? this.#searchesFor([...things.values()]) : [];
      const report = await this.rounds.run([...reads, ...searches.map(({ step }) => step)]);
      const why = this.#whyNoFurther(depth);
      const next = this.#next(report, { things, searches, why });
      if (next.size === 0 || why !== undefined) return this.#found;
      reads = this.#checked(next);
      things = next;
      this.#found.steps.push(...reads);
    }
  }

  #whyNoFurther(depth: number): string | undefined {
    if (depth >= this.#depth) return `it lies beyond follow.depth ${this.#depth}`;
    return this.rounds.isOver ? "the request ended before it could be read" : undefined;
  }

  #searchesFor(things: readonly Thing[]): Search[] {
    return things.flatMap((thing) => {
      const left = MOST_SEARCHES - this.#searched;
      const searches = searchesFor(this.session, thing, {
        systems: this.#systems,
        kinds: this.#kinds,
        idOf: () => `searches[${this.#searched++}]`,
      });
      if (searches.length <= Math.max(0, left)) return searches;
      this.#notFollowed(thing.target, {
        system: thing.reading.system.name,
        because: `what mentions it was not looked for: one request makes at most ${MOST_SEARCHES} searches`,
      });
      return searches.slice(0, Math.max(0, left));
    });
  }

  /** What the results of a round lead to and was not read yet, up to the limit. With a reason `why` not, nothing of it is read. */
  #next(
    { ends }: RunReport,
    {
      things,
      searches,
      why,
    }: {
      things: ReadonlyMap<string, Thing>;
      searches: readonly Search[];
      why: string | undefined;
    },
  ): Map<string, Thing> {
    const next = new Map<string, Thing>();
    const dataOf = (id: string) => {
      const end = ends.get(id);
      return end?.kind === "ran" && end.outcome.status === "succeeded" ? end.outcome.data : undefined;
    };
    for (const [id, thing] of things) {
      const told = toldIdentity(thing, dataOf(id));
      if (told !== undefined) this.#seen.add(told);
    }
    for (const [id, thing] of things) {
      const { system, operation } = thing.reading;
      for (const lead of leadsOf(dataOf(id), operationOf(system.manifest, operation)))
        this.#take(lead, { source: system, through: thing, next, why });
    }
    for (const search of searches) {
      const { step, system, finder, thing } = search;
      const leads = leadsOf(dataOf(step.id), operationOf(system.manifest, step.operation));
      for (const lead of leads)
        this.#take({ ...lead, because: finder.because }, { source: system, through: thing, next, why });
      const end = ends.get(step.id);
      const error =
        end?.kind === "ran" ? end.outcome.error : end?.kind === "cancelled" ? end.error : undefined;
      this.#found.searches.push(
        searchRecord(search, { found: leads.length, ...(error === undefined ? {} : { error }) }),
      );
    }
    return next;
  }

  #take(
    lead: Lead,
    {
      source,
      through,
      next,
      why,
    }: {
      source: RoutableSystem;
      through: Thing;
      next: Map<string, Thing>;
      why: string | undefined;
    },
  ): void {
    const candidate = candidateOf(lead, { source, systems: this.#systems });
    if (candidate === undefined) return;
    if ("because" in candidate) {
      this.#notFollowed(lead.text, candidate);
      return;
    }
    const { reading } = candidate;
    const { form, system } = reading;
    if (this.#kinds !== undefined && !this.#kinds.has(form.kind)) return;
    const identity = identityOf(reading);
    if (this.#seen.has(identity)) return;
    if (form.unfollowed === true && this.#kinds === undefined) {
      const because = `${form.summary} is read when it is asked for, or when follow.kinds names ${form.kind}`;
      this.#notFollowed(lead.text, { system: system.name, because, identity });
      return;
    }
    const isFull = this.#found.things.size >= this.#limit;
    if (why !== undefined || isFull) {
      this.#notFollowed(lead.text, {
        system: system.name,
        because: why ?? `follow.limit ${this.#limit} was reached`,
        identity,
      });
      return;
    }
    this.#seen.add(identity);
    const isLast = this.rounds.count >= this.#depth;
    const thing: Thing = {
      target: lead.text,
      reading,
      params: isLast ? reading.params : united(reading.params, form.following),
      found_through: { target: through.target, because: lead.because },
    };
    const id = `followed[${this.#found.things.size}]`;
    this.#found.things.set(id, thing);
    next.set(id, thing);
  }

  #notFollowed(
    target: string,
    { because, system, identity = target }: { because: string; system?: string; identity?: string },
  ): void {
    if (this.#passed.has(identity)) return;
    this.#passed.add(identity);
    this.#found.notFollowed.push({ target, ...(system === undefined ? {} : { system }), because });
  }

  /** The steps of things that were found; one that does not fit its operation is told of, and not read. */
  #checked(next: ReadonlyMap<string, Thing>): CheckedStep[] {
    return [...next].flatMap(([id, thing]) => {
      const { checked, defects } = checkSteps(this.session, [stepOf(id, thing)], {
        readsOnly: true,
        references: false,
        needsEverySystem: false,
      });
      const [defect] = defects;
      if (defect === undefined) return checked;
      this.#found.things.delete(id);
      this.#notFollowed(thing.target, { system: thing.reading.system.name, because: defect.message });
      return [];
    });
  }
}
