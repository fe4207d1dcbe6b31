import type { RunReport } from "../running/run.js";
import type { Session } from "../session/session.js";

/** Counts a run into the session's metrics. `speedup` is given when its steps could run at once. */
export function recordRun(session: Session, report: RunReport, speedup: number | null | undefined): void {
  let ran = 0;
  for (const end of report.ends.values()) {
    if (end.kind !== "ran") continue;
    ran += 1;
    session.metrics.stepEnded(end.outcome.duration_ms - end.outcome.upstream_ms);
  }
  if (speedup !== undefined) session.metrics.ranInParallel(ran, speedup);
}
