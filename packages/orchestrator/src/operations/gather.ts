import {
  type GatherAnswer,
  type GatherData,
  type GatherRequest,
  type GatherResult,
  type NotFollowed,
  orchestratorError,
  type PmoError,
  type StepResult,
} from "@pm-orchestrator/core";
import { gatherRequestSchema } from "@pm-orchestrator/core/schemas";
import { readSteps, sizeDefect } from "../checking/read-steps.js";
import { refusal } from "../checking/refusal.js";
import { REQUEST_KEYS, schemaDefect } from "../checking/request.js";
import { type CheckedStep, checkSteps } from "../checking/steps.js";
import type { FollowedThings } from "../context/pack.js";
import { readTargets, stepOf } from "../context/targets.js";
import type { Thing } from "../context/thing.js";
import type { CallOptions } from "../options.js";
import {
  failure,
  NOTHING_RAN,
  nothingSucceeded,
  runSummary,
  runTotals,
  stepResult,
  subagentsUsed,
} from "../running/report.js";
import { Rounds } from "../running/rounds.js";
import type { RunReport } from "../running/run.js";
import { selectDefect } from "../select/expression.js";
import { loadedSubagents, type Session } from "../session/session.js";
import { recordRun } from "./record.js";
import { shapeSteps } from "./shaping.js";

const DEFAULT_TIMEOUT_MS = 30_000;
/** An answer must stay readable: what is left out beyond this is counted. */
const MOST_NOT_FOLLOWED = 200;

/** `lazy_gather_context`: many independent reads at once (DESIGN 3.1), and what their targets lead to. */
export async function lazyGatherContext(
  session: Session,
  request: GatherRequest,
  options: CallOptions = {},
): Promise<GatherAnswer> {
  session.metrics.called("lazy_gather_context");
  const checkedRequest = await checkGather(session, request);
  if ("refused" in checkedRequest) return refused(session, checkedRequest.refused);
  const { parallel = true, fail_fast = false, timeout_ms = DEFAULT_TIMEOUT_MS, follow = {} } = request;
  const rounds = new Rounds(session, {
    ...options,
    parallel,
    failFast: fail_fast,
    timeoutMs: timeout_ms,
  });
  const { steps, things } = checkedRequest;
  const isFollowing = (follow.depth ?? 0) > 0;
  let found: FollowedThings | undefined;
  if (isFollowing) {
    const { ContextPack } = await import("../context/pack.js");
    found = await new ContextPack(session, rounds, things, follow).run(steps);
  } else await rounds.run(steps);
  return answer(session, { ...checkedRequest, found, rounds, parallel, maxTokens: request.max_tokens });
}

interface CheckedGather {
  /** Of operations first, then of targets. */
  steps: CheckedStep[];
  /** What the targets are, by the ids of their steps. */
  things: ReadonlyMap<string, Thing>;
  repeated: readonly NotFollowed[];
}

/** The steps of a gather, routed and checked; or the error with every defect. */
export async function checkGather(
  session: Session,
  request: unknown,
): Promise<CheckedGather | { refused: PmoError }> {
  const { things, repeated, defects: unrouted } = await readTargets(session, request);
  const submitted = [...readSteps(request, false), ...[...things].map(([id, thing]) => stepOf(id, thing))];
  const { checked, defects } = checkSteps(session, submitted, {
    readsOnly: true,
    references: false,
    needsEverySystem: false,
  });
  const all = [
    schemaDefect(gatherRequestSchema, request, REQUEST_KEYS),
    sizeDefect(request, session.limits.max_operations),
    ...unrouted,
    selectDefect(request),
    ...defects,
  ].filter((defect) => defect !== undefined);
  return all.length > 0 ? { refused: refusal(all) } : { steps: checked, things, repeated };
}

interface FinishedGather extends CheckedGather {
  found: FollowedThings | undefined;
  rounds: Rounds;
  parallel: boolean;
  maxTokens: number | undefined;
}

async function answer(
  session: Session,
  { steps: first, things, repeated, found, rounds, parallel, maxTokens }: FinishedGather,
): Promise<GatherAnswer> {
  const report = rounds.report();
  const read = [...first, ...(found?.steps ?? [])];
  const thingOf = (id: string) => things.get(id) ?? found?.things.get(id);
  const { steps, results, same } = await once(
    read.map((step): ReadStep => {
      const end = report.ends.get(step.id);
      if (end === undefined) throw new TypeError(`Step ${step.id} has no end.`);
      const thing = thingOf(step.id);
      const { target, found_through } = thing ?? {};
      const result = {
        ...stepResult(step, end),
        ...(target === undefined ? {} : { target }),
        ...(found_through === undefined ? {} : { found_through }),
      };
      return { step, result, thing };
    }),
  );
  const totals = runTotals(report);
  recordRun(session, report, parallel && read.length > 1 ? totals.speedup : undefined);
  report.progress.end({
    ...runSummary(report, totals, subagentsUsed(read, report)),
    phases_executed: rounds.count,
  });
  const error = failedFast(report, results) ?? report.endedBy ?? nothingSucceeded(results);
  const shaped = await shapeSteps(session, { steps, results, maxTokens });
  return {
    success: error === undefined,
    data: {
      results: shaped.results,
      ...leftOut([...repeated, ...same, ...(found?.notFollowed ?? [])], found),
    },
    ...(error === undefined ? {} : { error: error.toJSON() }),
    metadata: {
      ...totals,
      ...shaped.totals,
      subagents_loaded: loadedSubagents(session),
      cache_metrics: cacheMetrics(session, steps),
    },
  };
}

interface ReadStep {
  step: CheckedStep;
  result: GatherResult;
  /** Absent for an operation of the request, which stands in the answer whatever it reads. */
  thing: Thing | undefined;
}

/** What of the read steps is answered: of those that turned out to be one thing, one. */
async function once(
  read: readonly ReadStep[],
): Promise<{ steps: CheckedStep[]; results: GatherResult[]; same: NotFollowed[] }> {
  const things = read.flatMap(({ step, thing, result }) =>
    thing === undefined
      ? []
      : [{ name: thing.found_through === undefined ? step.id : thing.target, thing, result }],
  );
  const all = { steps: read.map(({ step }) => step), results: read.map(({ result }) => result), same: [] };
  if (things.length < 2) return all;
  const { onceEach } = await import("../context/identity.js");
  const outcome = onceEach(things);
  const same: NotFollowed[] = [];
  const kept = read.flatMap(({ step, result, thing }) => {
    const end = outcome.get(result) ?? { result };
    if ("result" in end) return [{ step, result: end.result }];
    if (thing !== undefined)
      same.push({ target: thing.target, system: step.system, because: `it is the same as ${end.sameAs}` });
    return [];
  });
  return { steps: kept.map(({ step }) => step), results: kept.map(({ result }) => result), same };
}

function leftOut(all: readonly NotFollowed[], found: FollowedThings | undefined): Partial<GatherData> {
  if (found === undefined && all.length === 0) return {};
  const more = all.length - MOST_NOT_FOLLOWED;
  return {
    not_followed: all.slice(0, MOST_NOT_FOLLOWED),
    ...(more > 0 ? { not_followed_more: more } : {}),
    ...(found === undefined ? {} : { searches: found.searches }),
  };
}

/** A gather that `fail_fast` ended: 6103, whatever the run itself calls it. */
function failedFast(report: RunReport, results: readonly StepResult[]): PmoError | undefined {
  if (report.endedBy?.code !== "PHASE_EXECUTION_FAILED") return undefined;
  return orchestratorError("PARALLEL_EXECUTION_ERROR", {
    message: report.endedBy.message.replace(/^Stopped in phase \d+/, "Stopped by fail_fast"),
    details: {
      first_failure: report.endedBy.details["first_failure"],
      failures: results.filter(({ success }) => !success).map(failure),
    },
  });
}

function refused(session: Session, error: PmoError): GatherAnswer {
  return {
    success: false,
    error: error.toJSON(),
    metadata: {
      ...NOTHING_RAN,
      subagents_loaded: loadedSubagents(session),
      cache_metrics: cacheMetrics(session, []),
    },
  };
}

function cacheMetrics(session: Session, steps: readonly CheckedStep[]) {
  const systems = [...new Set(steps.map(({ system }) => system))];
  return {
    overall_hit_rate: session.cache.use.totals().hitRate,
    by_system: Object.fromEntries(
      systems.map((system) => {
        const { hitRate, hits, misses } = session.cache.use.lookups(system);
        return [system, { hit_rate: hitRate, hits, misses }];
      }),
    ),
  };
}
