import type { ServerContext } from "@modelcontextprotocol/server";
import type { RunEvent } from "@pm-orchestrator/core";

/**
 * Tells the client what happens in a run: progress, if it asked for it, and what keeps a step waiting as log messages.
 * What cannot be sent is no reason to end a run.
 */
export function reporter({ mcpReq }: ServerContext, total: number): (event: RunEvent) => void {
  const progressToken = mcpReq._meta?.progressToken;
  let progress = 0;
  const isOver = () => mcpReq.signal.aborted;
  return (event) => {
    if (isOver()) return;
    if (event.event === "operation_completed" || event.event === "operation_skipped") {
      progress += 1;
      if (progressToken === undefined) return;
      const outcome = event.event === "operation_skipped" ? "skipped" : event.success ? "done" : "failed";
      const message = `${event.operation_id} ${outcome}`;
      mcpReq
        .notify({ method: "notifications/progress", params: { progressToken, progress, total, message } })
        .catch(() => {});
      return;
    }
    if (event.event === "operation_retried" || event.event === "operation_waiting") {
      const { timestamp: _timestamp, seq: _seq, ...data } = event;
      mcpReq.log("info", data, "pm-orchestrator").catch(() => {});
    }
  };
}
