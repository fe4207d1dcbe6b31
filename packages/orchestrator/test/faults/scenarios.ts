import { vi } from "vitest";
import { type Finding, faultsFound, type Scenario, scenarioOf } from "./scenario.js";
import { type Arena, countIn, findPlaces, openArena } from "./world.js";
import type { TriedWrite } from "./writes.js";

/** So many scenarios share a world, since making one takes longer than running many. */
const PER_WORLD = 12;
const MOST_WRITES = 8;

/** More turns of the event loop than any answer of a simulator takes. */
const QUIET_TURNS = 25;

/** Between two scenarios: then no limit and no breaker remembers the one before. Unit: milliseconds. */
export const PAUSE_MS = 300_000;

export interface Verdict {
  found: Finding[];
  /** By write: how often its answer was lost after it had been made. */
  lostAnswers: Map<TriedWrite, number>;
  /** How often steps ended so, and how often they did where nobody interrupted and no failure stopped others. */
  statuses: Map<string, number>;
  undisturbed: Map<string, number>;
}

/** Runs scenarios, and judges them by what the systems themselves show afterwards. Time is virtual. */
export async function runScenarios(from: number, count: number): Promise<Verdict> {
  const verdict: Verdict = { found: [], lostAnswers: new Map(), statuses: new Map(), undisturbed: new Map() };
  for (let first = from; first < from + count; first += PER_WORLD) {
    await runInOneWorld(first, Math.min(PER_WORLD, from + count - first), verdict);
  }
  return verdict;
}

async function runInOneWorld(first: number, count: number, verdict: Verdict): Promise<void> {
  const arena = await openArena();
  const places = await findPlaces(arena, count * MOST_WRITES);
  const ended: { scenario: Scenario; answer: Awaited<ReturnType<typeof runOne>> }[] = [];
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] });
  try {
    for (let nth = 0; nth < count; nth += 1) {
      const scenario = scenarioOf(first + nth, (write) => {
        const place = places[nth * MOST_WRITES + write];
        if (place === undefined) throw new RangeError("The scenario has more writes than there are places.");
        return place;
      });
      ended.push({ scenario, answer: await runOne(scenario, arena) });
      countLostAnswers(scenario, arena, verdict);
      vi.advanceTimersByTime(PAUSE_MS);
    }
    arena.faults(undefined);
    const made = countIn(arena);
    for (const { scenario, answer } of ended) {
      const isDisturbed = scenario.interruption !== undefined || scenario.onFailure === "stop";
      for (const { status } of answer.data?.results ?? []) {
        tally(verdict.statuses, status);
        if (!isDisturbed) tally(verdict.undisturbed, status);
      }
      verdict.found.push(...(await inVirtualTime(arena, faultsFound(scenario, answer, made))));
    }
  } finally {
    vi.useRealTimers();
  }
}

function tally(counts: Map<string, number>, status: string): void {
  counts.set(status, (counts.get(status) ?? 0) + 1);
}

function runOne({ operations, faults, onFailure, interruption }: Scenario, arena: Arena) {
  arena.world.log.length = 0;
  arena.faults(faults);
  const caller = new AbortController();
  const { afterRequests = 0, timeoutMs: timeout_ms = 600_000 } = interruption ?? {};
  arena.after(afterRequests, () => caller.abort());
  const request = { operations, on_failure: onFailure, timeout_ms };
  return inVirtualTime(arena, arena.orchestrator.batchParallelExecute(request, { signal: caller.signal }));
}

function countLostAnswers({ writes }: Scenario, { world }: Arena, { lostAnswers }: Verdict): void {
  for (const request of world.log) {
    if (request.fault !== "reset_after" || !request.applied || !request.write) continue;
    const planned = writes.find(({ write }) => write.system === request.kind && write.isRequest(request));
    if (planned !== undefined) lostAnswers.set(planned.write, (lostAnswers.get(planned.write) ?? 0) + 1);
  }
}

/** Lets time pass whenever nothing else happens any more. */
export async function inVirtualTime<Value>(arena: Arena, running: Promise<Value>): Promise<Value> {
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  running.then(over, over);
  while (!isOver) {
    await quiet(arena, () => isOver);
    if (!isOver) await vi.advanceTimersToNextTimerAsync();
  }
  return running;
}

/** Until nothing has happened for some turns of the event loop: then everything waits for a timer, or has ended. */
async function quiet(arena: Arena, isOver: () => boolean): Promise<void> {
  let { activity } = arena;
  for (let turns = 0; turns < QUIET_TURNS && !isOver(); turns += 1) {
    await new Promise(setImmediate);
    if (arena.activity === activity) continue;
    activity = arena.activity;
    turns = 0;
  }
}
