import type {
  BatchRequest,
  DelegateRequest,
  Envelope,
  GatherRequest,
  PmoError,
  WireError,
} from "@pm-orchestrator/core";
import { independentPlan, type Plan } from "@pm-orchestrator/planner/steps";
import type { CheckedStep } from "../checking/steps.js";
import type { Session } from "../session/session.js";
import { checkBatch } from "./batch.js";
import { checkDelegate } from "./delegate.js";
import { checkGather } from "./gather.js";

/** What a request would do: a plan, its writes, and how many upstream calls to expect with an empty cache. */
export interface PlanData extends Plan {
  /** Steps that change something. */
  writes: { id: string; system: string; operation: string; effect: "write" | "destructive" }[];
  expected_calls: number;
  /** What would keep its systems from being reached now: a missing package (6006), missing settings (6011). */
  obstacles: WireError[];
}

export interface PlanAnswer {
  success: boolean;
  data?: PlanData;
  error?: WireError;
}

export type PlannableRequest = BatchRequest | GatherRequest | DelegateRequest | Envelope;

/**
 * Plans any request without calling anything. Its defects are those of the request itself; what is missing to run it
 * here and now is listed beside the plan, since a plan can be made, read and shared without any credentials.
 */
export async function planRequest(session: Session, request: PlannableRequest): Promise<PlanAnswer> {
  const outcome = await checkRequest(session, request, { needsEverySystem: false });
  if ("refused" in outcome) return { success: false, error: outcome.refused.toJSON() };
  const { steps, plan } = outcome;
  return {
    success: true,
    data: {
      ...plan,
      writes: steps.flatMap(({ id, system, operation, manifest }) =>
        manifest === undefined || manifest.effect === "read"
          ? []
          : [{ id, system, operation, effect: manifest.effect }],
      ),
      expected_calls: steps.reduce((sum, { manifest }) => sum + (manifest?.expected_calls ?? 1), 0),
      obstacles: [...new Set(steps.map(({ target }) => target))].flatMap(
        (system) => system.obstacle()?.toJSON() ?? [],
      ),
    },
  };
}

type Checked = { steps: CheckedStep[]; plan: Plan } | { refused: PmoError };

/** Checks any request without calling anything: its steps and its plan, or the error with every defect. */
export async function checkRequest(
  session: Session,
  request: PlannableRequest,
  options: { needsEverySystem: boolean },
): Promise<Checked> {
  const { kind, params } = kindOf(request);
  if (kind === "batch_parallel_execute") return checkBatch(session, params, options);
  const outcome = await (kind === "smart_delegate"
    ? oneStep(session, params, options)
    : checkGather(session, params));
  if ("refused" in outcome) return outcome;
  const manifests = new Map(outcome.steps.map(({ id, manifest }) => [id, manifest]));
  const plan = independentPlan(outcome.steps, {
    expectedMs: ({ id, system, operation }) =>
      session.durations.median(system, operation) ?? manifests.get(id)?.expected_ms,
  });
  return { steps: outcome.steps, plan };
}

async function oneStep(session: Session, params: unknown, options: { needsEverySystem: boolean }) {
  const outcome = await checkDelegate(session, params, options);
  return "refused" in outcome ? outcome : { steps: [outcome.step] };
}

/** Which of the operations is meant: the envelope says it; a bare request shows it by its steps. */
function kindOf(request: unknown): { kind: string; params: unknown } {
  const { operation, params, operations, target, targets } = (request ?? {}) as Record<string, unknown>;
  const inner = params as { operations?: unknown; targets?: unknown } | null;
  if (
    typeof operation === "string" &&
    (typeof inner?.operations === "object" || Array.isArray(inner?.targets))
  ) {
    return { kind: operation, params };
  }
  if (Array.isArray(targets)) return { kind: "lazy_gather_context", params: request };
  if (operation === "smart_delegate") return { kind: operation, params };
  if (Array.isArray(operations)) {
    const hasIds = operations.some(
      (step: unknown) => typeof step === "object" && step !== null && "id" in step,
    );
    return { kind: hasIds ? "batch_parallel_execute" : "lazy_gather_context", params: request };
  }
  return {
    kind:
      typeof operation === "string" || typeof target === "string"
        ? "smart_delegate"
        : "batch_parallel_execute",
    params: request,
  };
}
