import { randomUUID } from "node:crypto";
import {
  type BatchAnswer,
  type BatchRequest,
  type BatchStepResult,
  isPmoError,
  type OnFailure,
  type PmoError,
} from "@pm-orchestrator/core";
import { batchRequestSchema } from "@pm-orchestrator/core/schemas";
import { resolveParams } from "@pm-orchestrator/planner/references";
import type { Plan } from "@pm-orchestrator/planner/steps";
import { paramsDefect } from "../checking/params.js";
import { planBatch } from "../checking/plan.js";
import { readSteps, sizeDefect } from "../checking/read-steps.js";
import { refusal } from "../checking/refusal.js";
import { REQUEST_KEYS, schemaDefect } from "../checking/request.js";
import { type CheckedStep, checkSteps, ownerOf } from "../checking/steps.js";
import type { CallOptions } from "../options.js";
import { Admission } from "../running/admission.js";
import { safely } from "../running/events.js";
import { instant } from "../running/progress.js";
import {
  NOTHING_RAN,
  nothingSucceeded,
  runSummary,
  runTotals,
  stepResult,
  subagentsUsed,
} from "../running/report.js";
import { type RunReport, runPlan, type StepExecutor } from "../running/run.js";
import { executeStep } from "../running/step.js";
import { selectDefect } from "../select/expression.js";
import type { Session } from "../session/session.js";
import { round } from "../session/statistics.js";
import type { StepOutcome } from "../session/step-execution.js";
import { RetryBudget } from "../upstream/retries.js";
import { recordRun } from "./record.js";
import { shapeSteps } from "./shaping.js";

const DEFAULT_TIMEOUT_MS = 60_000;

/** `batch_parallel_execute`: steps that depend on each other (DESIGN 3.3). */
export async function batchParallelExecute(
  session: Session,
  request: BatchRequest,
  options: CallOptions = {},
): Promise<BatchAnswer> {
  session.metrics.called("batch_parallel_execute");
  const runId = options.runId ?? randomUUID();
  const batch = checkBatch(session, request);
  if ("refused" in batch) return refused(runId, batch.refused);
  const { steps, plan } = batch;
  const admission = new Admission(steps);
  const timeouts = new Map(steps.map(({ id, timeoutMs }) => [id, timeoutMs]));
  const running = runPlan({
    runId,
    plan,
    execute: executor(session, { runId, steps, admission }),
    admission,
    onFailure: onFailureOf(request),
    caps: { global: session.limits.max_concurrent, perSystem: session.limits.max_concurrent_per_system },
    timeoutMs: request.timeout_ms ?? DEFAULT_TIMEOUT_MS,
    stepTimeoutMs: (id) => timeouts.get(id),
    signals: [options.signal, session.closing.signal],
    emit: safely(options.onEvent),
  });
  importAhead(steps);
  return answer(session, { runId, steps, plan, report: await running, maxTokens: request.max_tokens });
}

/** The steps of a batch, checked and planned; or the error with every defect. Calls nothing, imports no adapter. */
export function checkBatch(
  session: Session,
  request: unknown,
  { needsEverySystem = true }: { needsEverySystem?: boolean } = {},
): { steps: CheckedStep[]; plan: Plan } | { refused: PmoError } {
  const submitted = readSteps(request, true);
  const { checked, defects } = checkSteps(session, submitted, {
    readsOnly: false,
    references: true,
    needsEverySystem,
  });
  const planned = planBatch(session, submitted, checked);
  const all = [
    schemaDefect(batchRequestSchema, request, REQUEST_KEYS),
    sizeDefect(request, session.limits.max_operations),
    selectDefect(request),
    ...defects,
    ...planned.defects,
  ].filter((defect) => defect !== undefined);
  if (all.length > 0 || planned.plan === undefined) return { refused: refusal(all) };
  return { steps: checked, plan: planned.plan };
}

/** Adapters of later phases are imported while the first phase waits for its systems. A failure is told by the step. */
function importAhead(steps: readonly CheckedStep[]): void {
  for (const target of new Set(steps.map((step) => step.target))) void target.connect().catch(() => {});
}

function onFailureOf({ fail_fast, on_failure }: BatchRequest): OnFailure {
  return fail_fast === true ? "stop" : (on_failure ?? "skip_dependents");
}

/** Fills in references, checks the params again, executes. Resolved params exist only here: the plan keeps the submitted ones. */
function executor(
  session: Session,
  { runId, steps, admission }: { runId: string; steps: readonly CheckedStep[]; admission: Admission },
): StepExecutor {
  const retries = new RetryBudget(steps.length);
  const byId = new Map(steps.map((step) => [step.id, step]));
  return async (id, turn, results) => {
    const step = byId.get(id);
    if (step?.manifest === undefined) throw new TypeError(`The batch has no checked step ${id}.`);
    const begun = performance.now();
    try {
      const params = resolveParams(step.params, (other) => results.get(other)?.data, {
        operationId: id,
        queryParams: step.manifest.query_params ?? [],
      });
      const misfit = paramsDefect(params, step.manifest, { owner: ownerOf(step) });
      if (misfit !== undefined) throw misfit;
      return await executeStep(session, step, {
        params,
        signal: turn.signal,
        deadlineAt: turn.deadlineAt,
        slot: turn.slot,
        listener: turn.listener,
        key: `${runId}:${id}`,
        retries,
        reservation: admission.reservation(id),
      });
    } catch (error) {
      if (!isPmoError(error)) throw error;
      return unresolved(step, error, performance.now() - begun);
    }
  };
}

/** The outcome of a step whose references brought nothing that it can be called with. */
function unresolved({ system }: CheckedStep, error: PmoError, durationMs: number): StepOutcome {
  return {
    status: "failed",
    error: { ...error.toJSON(), system },
    duration_ms: round(durationMs),
    upstream_ms: 0,
    mcp_calls: 0,
    cache_hits: 0,
    cache_misses: 0,
    attempts: 1,
    waited_ms: 0,
  };
}

interface FinishedBatch {
  runId: string;
  steps: readonly CheckedStep[];
  plan: Plan;
  report: RunReport;
  maxTokens: number | undefined;
}

async function answer(session: Session, finished: FinishedBatch): Promise<BatchAnswer> {
  const { runId, steps, plan, report, maxTokens } = finished;
  const phases = new Map(plan.steps.map(({ id, phase }) => [id, phase]));
  const results = steps.map((step): BatchStepResult => {
    const end = report.ends.get(step.id);
    if (end === undefined) throw new TypeError(`Step ${step.id} has no end.`);
    const { started_at, completed_at } = report.progress.step(step.id);
    return {
      id: step.id,
      ...stepResult(step, end),
      phase: phases.get(step.id) ?? 1,
      started_at: instant(started_at),
      completed_at: instant(completed_at),
    };
  });
  const totals = runTotals(report);
  const subagents_used = subagentsUsed(steps, report);
  recordRun(session, report, steps.length > 1 ? totals.speedup : undefined);
  report.progress.end(runSummary(report, totals, subagents_used));
  const error = report.endedBy ?? nothingSucceeded(results);
  const shaped = await shapeSteps(session, { steps, results, maxTokens });
  return {
    success: error === undefined,
    data: { results: shaped.results },
    ...(error === undefined ? {} : { error: error.toJSON() }),
    metadata: {
      run_id: runId,
      ...totals,
      ...shaped.totals,
      execution_phases: plan.phases.length,
      operations_per_phase: plan.phases.map((phase) => phase.length),
      dependency_graph: Object.fromEntries(plan.steps.map(({ id, dependencies }) => [id, dependencies])),
      timeline: report.progress.timeline(),
      critical_path: plan.critical_path,
      critical_path_ms: criticalPathMs(plan, report),
      operations_skipped: results.length - totals.operations_executed,
      subagents_used,
    },
  };
}

/** How long the steps of the critical path really took, without waiting. */
function criticalPathMs(plan: Plan, report: RunReport): number {
  const durations = plan.critical_path.map((id) => {
    const end = report.ends.get(id);
    return end?.kind === "ran" ? end.outcome.duration_ms : 0;
  });
  return round(durations.reduce((sum, duration) => sum + duration, 0));
}

function refused(runId: string, error: PmoError): BatchAnswer {
  return {
    success: false,
    error: error.toJSON(),
    metadata: {
      run_id: runId,
      ...NOTHING_RAN,
      execution_phases: 0,
      operations_per_phase: [],
      dependency_graph: {},
      timeline: [],
      critical_path: [],
      critical_path_ms: 0,
      operations_skipped: 0,
      subagents_used: [],
    },
  };
}
