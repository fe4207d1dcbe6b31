import type { ServerContext } from "@modelcontextprotocol/server";
import type { RunEvent } from "@pm-orchestrator/core";

/** No longer than this are waits told apart: each of them halves what is left of a step, which numbers can do so often. */
const MOST_HALVES = 40;

/**
 * Tells the client what happens in a run: progress, if it asked for it, and what keeps a step waiting as log messages too.
 * Progress counts the steps that ended; since it must grow with every notification, waiting makes it half of what is
 * left to the next one. `atLeast` are the steps that are known before the first of them starts. What cannot be sent is no reason to end a run.
 */
export function reporter({ mcpReq }: ServerContext, atLeast: number): (event: RunEvent) => void {
  const progressToken = mcpReq._meta?.progressToken;
  let ended = 0;
  let known = 0;
  let halves = 0;
  const tell = (progress: number, message: string) => {
    if (progressToken === undefined) return;
    const total = Math.max(atLeast, known);
    mcpReq
      .notify({ method: "notifications/progress", params: { progressToken, progress, total, message } })
      .catch(() => {});
  };
  return (event) => {
    if (mcpReq.signal.aborted) return;
    // What a context pack finds on its way was in no request.
    if (event.event === "phase_started") known += event.operations.length;
    else if (event.event === "operation_completed" || event.event === "operation_skipped") {
      ended += 1;
      halves = 0;
      const outcome = event.event === "operation_skipped" ? "skipped" : event.success ? "done" : "failed";
      tell(ended, `${event.operation_id} ${outcome}`);
    } else if (event.event === "operation_retried" || event.event === "operation_waiting") {
      const { timestamp: _timestamp, seq: _seq, ...data } = event;
      mcpReq.log("info", data, "pm-orchestrator").catch(() => {});
      halves += 1;
      if (halves <= MOST_HALVES) tell(ended + 1 - 2 ** -halves, waitText(event));
    }
  };
}

function waitText(event: RunEvent & { event: "operation_retried" | "operation_waiting" }): string {
  if (event.event === "operation_waiting") return `${event.operation_id} waits for a limit`;
  const { operation_id, wait_ms, attempt, reason } = event;
  return `${operation_id} waits ${Math.ceil(wait_ms / 1000)} s before attempt ${attempt}: ${reason}`;
}
