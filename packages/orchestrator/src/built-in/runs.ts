import { type JsonSchema, orchestratorError, type RunState } from "@pm-orchestrator/core";
import { cancelledError } from "../abort.js";
import type { RequestRun } from "../runs/request-run.js";
import { type BuiltInContext, type BuiltInOperation, paramsSchema } from "./operation.js";

/** Below the time that `smart_delegate` gives a step by default: a look at a run must not fail for being patient. */
const LONGEST_WAIT_MS = 25_000;

const runId: JsonSchema = {
  type: "string",
  minLength: 1,
  maxLength: 100,
  description: "as the answer named it",
};

const runState: JsonSchema = {
  type: "object",
  properties: {
    run_id: { type: "string" },
    status: { type: "string", enum: ["running", "finished"] },
    operation: { type: "string" },
    started_at: { type: "string" },
    completed_at: { anyOf: [{ type: "string" }, { type: "null" }] },
    steps: {
      type: "array",
      items: {
        type: "object",
        properties: {
          id: { type: "string" },
          system: { type: "string" },
          operation: { type: "string" },
          status: { type: "string" },
          duration_ms: { type: "number" },
        },
        required: ["id", "system", "operation", "status"],
      },
    },
    answer: { description: "what the request would have been answered, once it is finished" },
  },
  required: ["run_id", "status", "operation", "started_at", "completed_at", "steps"],
};

const shared = {
  retry: "natural",
  result: runState,
  upstream: [],
  expected_calls: 0,
  expected_ms: 1,
} as const;

/** `get_run`: how far a run has come that outlasted the call that began it, and its answer once it has ended. */
export const getRun: BuiltInOperation = {
  manifest: {
    ...shared,
    upstream: [],
    summary: "How far a run in the background is, and its whole answer once it is finished",
    effect: "read",
    signature: "get_run(run_id, wait_ms?: number) → {run_id, status: running|finished, steps, answer}",
    params: paramsSchema(
      {
        run_id: runId,
        wait_ms: {
          type: "integer",
          minimum: 0,
          maximum: LONGEST_WAIT_MS,
          description: `wait so long for its end, in milliseconds; at most ${LONGEST_WAIT_MS}`,
        },
      },
      ["run_id"],
    ),
    example: { run_id: "6f1c…", wait_ms: 20_000 },
  },
  run: async ({ run_id, wait_ms }, { session, signal }): Promise<RunState> => {
    const run = kept(String(run_id), session);
    if (typeof wait_ms === "number") await run.endedWithin(wait_ms, signal);
    return run.state();
  },
};

/** `cancel_run`: ends a run. What it has finished is in its answer. */
export const cancelRun: BuiltInOperation = {
  manifest: {
    ...shared,
    upstream: [],
    summary: "Ends a run in the background; what it has finished is in its answer",
    // Nothing outside changes, and yet a call that promises only to read must not end anything.
    effect: "write",
    signature: "cancel_run(run_id) → {run_id, status, steps, answer}",
    params: paramsSchema({ run_id: runId }, ["run_id"]),
    example: { run_id: "6f1c…" },
  },
  run: async ({ run_id }, { session, signal }): Promise<RunState> => {
    const run = kept(String(run_id), session);
    run.cancel(cancelledError("cancel_run"));
    await run.endedWithin(LONGEST_WAIT_MS, signal);
    return run.state();
  },
};

/** The run, or RESULT_NOT_FOUND (6016). */
function kept(id: string, session: BuiltInContext["session"]): RequestRun {
  const run = session.runs.get(id);
  if (run !== undefined) return run;
  const known = session.runs.ids();
  throw orchestratorError("RESULT_NOT_FOUND", {
    message: `There is no run ${id}: only runs that outlasted the call that began them are kept, the latest ${session.runs.most} of them, as long as this session lives.`,
    details: { run_id: id, known },
    suggestions: known.length === 0 ? [] : [`Known: ${known.join(", ")}.`],
  });
}
