import type { BatchStep } from "@pm-orchestrator/core";
import {
  createSimulatorHost,
  createWorld,
  type FaultPlan,
  IN_PROCESS_ORIGIN,
  type World,
} from "@pm-orchestrator/simulator";
import { createOrchestrator, type Orchestrator } from "../../src/index.js";
import { type FreePlace, READS, type TriedWrite } from "./writes.js";

const KINDS = ["linear", "jira", "confluence", "slack", "bitbucket"] as const;

const simulators = Object.fromEntries(
  KINDS.map((kind) => [
    kind,
    async () => (await import(`@pm-orchestrator/adapter-${kind}/simulator`)).default,
  ]),
);

/** A world, and an orchestrator in it for which things can be made to go wrong. */
export interface Arena {
  world: World;
  orchestrator: Orchestrator;
  /** What goes wrong from now on; undefined: nothing. */
  faults(plan: FaultPlan | undefined): void;
  /** Calls back when so many requests were sent from now on; the latest wish counts. */
  after(requests: number, ring: () => void): void;
  /** Grows with everything that is sent and answered. */
  readonly activity: number;
}

/** An orchestrator in a fresh world, with every adapter loaded, so that from now on nothing real is waited for. */
export async function openArena(): Promise<Arena> {
  const world = createWorld();
  const calm = createSimulatorHost({ world, simulators });
  let host = calm;
  let activity = 0;
  let alarm = { requests: 0, ring: () => {} };
  const orchestrator = createOrchestrator(
    {},
    {
      simulate: { origin: IN_PROCESS_ORIGIN },
      fetch: (input, init) => {
        activity += 1;
        alarm.requests -= 1;
        if (alarm.requests === 0) alarm.ring();
        return host.fetch(input, init).finally(() => {
          activity += 1;
        });
      },
    },
  );
  const reads = await orchestrator.lazyGatherContext({ operations: [...READS] });
  if (reads.metadata.operations_failed > 0) throw new Error(JSON.stringify(reads));
  return {
    world,
    orchestrator,
    faults(plan) {
      host = plan === undefined ? calm : createSimulatorHost({ world, simulators, faults: plan });
    },
    after(requests, ring) {
      alarm = { requests, ring };
    },
    get activity() {
      return activity;
    },
  };
}

/** Places for `count` writes. */
export async function findPlaces({ orchestrator, world }: Arena, count: number): Promise<FreePlace[]> {
  const issues = await allOf(orchestrator, {
    system: "jira",
    operation: "search_issues",
    params: { jql: 'project = TRAIN AND status = "To Do"', limit: 100 },
  });
  const places = issues
    .flatMap((page) => (page as { issues: { key: string }[] }).issues)
    .slice(0, count)
    .map(({ key }, nth) => ({ issue: key, branch: `mark-${nth}` }));
  if (places.length < count) throw new Error(`The world has only ${places.length} issues to do.`);
  await makeBranches(
    orchestrator,
    places.map(({ branch }) => branch),
  );
  world.log.length = 0;
  return places;
}

/** Branches from one that has something to pull. */
async function makeBranches(orchestrator: Orchestrator, names: readonly string[]): Promise<void> {
  const answer = await orchestrator.batchParallelExecute({
    operations: names.map((name) => ({
      id: name,
      system: "bitbucket",
      operation: "create_branch",
      params: { repository: "platform", name, from: "feature/TRAIN-124-publish-jwks" },
    })),
  });
  if (answer.metadata.operations_successful < names.length) throw new Error(JSON.stringify(answer));
}

/** How often a write was made, by what the systems themselves show. */
export function countIn({ orchestrator }: Arena) {
  const read = new Map<string, Promise<unknown[]>>();
  return async (write: TriedWrite, mark: string, place: FreePlace): Promise<number> => {
    const traces = write.traces(place);
    const key = JSON.stringify(traces);
    const pages = read.get(key) ?? allOf(orchestrator, traces);
    read.set(key, pages);
    return (await pages).reduce((sum: number, page) => sum + write.count(page, mark), 0);
  };
}

/** Every page of a list. */
async function allOf(orchestrator: Orchestrator, step: Omit<BatchStep, "id">): Promise<unknown[]> {
  const pages: unknown[] = [];
  for (let token: string | undefined, first = true; first || token !== undefined; first = false) {
    const answer = await orchestrator.smartDelegate({
      system: step.system,
      operation: step.operation,
      params: { ...step.params, ...(token === undefined ? {} : { page_token: token }) },
    });
    if (!answer.success) throw new Error(JSON.stringify(answer.error));
    pages.push(answer.data);
    token = (answer.data as { page?: { next?: string } }).page?.next;
  }
  return pages;
}
