import type { RunEvent } from "@pm-orchestrator/core";
import { round } from "../session/statistics.js";
import type { StepOutcome } from "../session/step-execution.js";
import type { GateListener } from "../upstream/gate.js";
import { safely } from "./events.js";

import { Progress } from "./progress.js";

/** A step that is a run of its own, as it is told to whoever listens. */
export interface ToldStep {
  /** Gets what becomes known while it runs. */
  listener: GateListener;
  ended(outcome: StepOutcome): void;
}

/** Tells the events of a run that is this one step, from its start on. Undefined when nobody listens. */
export function tellAlone(
  { id, system }: { id: string; system: string },
  { runId, onEvent }: { runId: string; onEvent: ((event: RunEvent) => void) | undefined },
): ToldStep | undefined {
  const emit = safely(onEvent);
  if (emit === undefined) return undefined;
  const begun = performance.now();
  const progress = new Progress(runId, [{ id, system, phase: 1 }], emit);
  let isOver = false;
  progress.begin();
  progress.apply({ kind: "started", id });
  return {
    listener: {
      waiting: () => {
        if (!isOver) progress.apply({ kind: "waiting", id });
      },
      // The call may go on for others that it was merged with.
      retried: (retry) => {
        if (!isOver) progress.apply({ kind: "retried", id, ...retry });
      },
    },
    ended: ({ status, duration_ms, mcp_calls, cache_hits }) => {
      isOver = true;
      const success = status === "succeeded";
      const total = round(performance.now() - begun);
      progress.apply({
        kind: "completed",
        id,
        success,
        duration_ms,
        cached: mcp_calls === 0 && cache_hits > 0,
      });
      progress.end({
        total_operations: 1,
        phases_executed: 1,
        total_duration_ms: total,
        sequential_would_be_ms: duration_ms,
        speedup: duration_ms === 0 ? null : round(Math.max(0, 1 - total / duration_ms)),
        operations_successful: success ? 1 : 0,
        operations_failed: success ? 0 : 1,
        operations_skipped: 0,
        subagents_used: [`${system}-operations`],
      });
    },
  };
}
