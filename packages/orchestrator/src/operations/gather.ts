import { randomUUID } from "node:crypto";
import {
  type GatherAnswer,
  type GatherRequest,
  orchestratorError,
  type PmoError,
  type StepResult,
} from "@pm-orchestrator/core";
import { gatherRequestSchema } from "@pm-orchestrator/core/schemas";
import { independentPlan } from "@pm-orchestrator/planner/steps";
import { readSteps, sizeDefect } from "../checking/read-steps.js";
import { refusal } from "../checking/refusal.js";
import { REQUEST_KEYS, schemaDefect } from "../checking/request.js";
import { type CheckedStep, checkSteps } from "../checking/steps.js";
import type { CallOptions } from "../options.js";
import { Admission } from "../running/admission.js";
import {
  failure,
  NOTHING_RAN,
  nothingSucceeded,
  runSummary,
  runTotals,
  stepResult,
  subagentsUsed,
} from "../running/report.js";
import { type RunReport, runPlan } from "../running/run.js";
import { executeStep } from "../running/step.js";
import { selectDefect } from "../select/expression.js";
import { loadedSubagents, type Session } from "../session/session.js";
import { RetryBudget } from "../upstream/retries.js";
import { safely } from "./events.js";
import { recordRun } from "./record.js";
import { shapeSteps } from "./shaping.js";

const DEFAULT_TIMEOUT_MS = 30_000;

/** `lazy_gather_context`: many independent reads at once (DESIGN 3.1). */
export async function lazyGatherContext(
  session: Session,
  request: GatherRequest,
  options: CallOptions = {},
): Promise<GatherAnswer> {
  session.metrics.called("lazy_gather_context");
  const checkedRequest = checkGather(session, request);
  if ("refused" in checkedRequest) return refused(session, checkedRequest.refused);
  const { steps } = checkedRequest;
  const { parallel = true, fail_fast = false, timeout_ms = DEFAULT_TIMEOUT_MS } = request;
  const byId = new Map(steps.map((step) => [step.id, step]));
  const runId = options.runId ?? randomUUID();
  const retries = new RetryBudget(steps.length);
  const admission = new Admission(steps);
  const report = await runPlan({
    runId,
    plan: independentPlan(steps, {
      expectedMs: ({ system, operation }) => session.durations.median(system, operation),
    }),
    admission,
    execute: (id, turn) => {
      const step = byId.get(id);
      if (step === undefined) throw new TypeError(`The request has no step ${id}.`);
      return executeStep(session, step, {
        params: step.params,
        ...turn,
        key: `${runId}:${id}`,
        retries,
        reservation: admission.reservation(id),
      });
    },
    onFailure: fail_fast ? "stop" : "skip_dependents",
    caps: { global: session.limits.max_concurrent, perSystem: session.limits.max_concurrent_per_system },
    inOrder: !parallel,
    timeoutMs: timeout_ms,
    signal: options.signal,
    emit: safely(options.onEvent),
  });
  return answer(session, { steps, report, parallel, maxTokens: request.max_tokens });
}

/** The steps of a gather, checked; or the error with every defect. */
export function checkGather(
  session: Session,
  request: unknown,
): { steps: CheckedStep[] } | { refused: PmoError } {
  const { checked, defects } = checkSteps(session, readSteps(request, false), {
    readsOnly: true,
    templates: false,
    needsEverySystem: false,
  });
  const all = [
    schemaDefect(gatherRequestSchema, request, REQUEST_KEYS),
    sizeDefect(request, session.limits.max_operations),
    selectDefect(request),
    ...defects,
  ].filter((defect) => defect !== undefined);
  return all.length > 0 ? { refused: refusal(all) } : { steps: checked };
}

interface FinishedGather {
  steps: readonly CheckedStep[];
  report: RunReport;
  parallel: boolean;
  maxTokens: number | undefined;
}

async function answer(
  session: Session,
  { steps, report, parallel, maxTokens }: FinishedGather,
): Promise<GatherAnswer> {
  const results = steps.map((step): StepResult => {
    const end = report.ends.get(step.id);
    if (end === undefined) throw new TypeError(`Step ${step.id} has no end.`);
    return stepResult(step, end);
  });
  const totals = runTotals(report);
  recordRun(session, report, parallel && steps.length > 1 ? totals.speedup : undefined);
  report.progress.end(runSummary(report, totals, subagentsUsed(steps, report)));
  const error = failedFast(report, results) ?? report.endedBy ?? nothingSucceeded(results);
  const shaped = await shapeSteps(session, { steps, results, maxTokens });
  return {
    success: error === undefined,
    data: { results: shaped.results },
    ...(error === undefined ? {} : { error: error.toJSON() }),
    metadata: {
      ...totals,
      ...shaped.totals,
      subagents_loaded: loadedSubagents(session),
      cache_metrics: cacheMetrics(session, steps),
    },
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
