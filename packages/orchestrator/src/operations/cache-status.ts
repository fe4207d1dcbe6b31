import type { CacheStatusAnswer, CacheStatusRequest } from "@pm-orchestrator/core";
import { cacheStatusRequestSchema } from "@pm-orchestrator/core/schemas";
import { schemaDefect } from "../checking/request.js";
import { loadedSubagents, type Session } from "../session/session.js";
import { round } from "../session/statistics.js";

/** `cache_status`: how the session cache did (DESIGN 3.4). Loads no adapter. */
export function cacheStatus(session: Session, request: CacheStatusRequest = {}): CacheStatusAnswer {
  session.metrics.called("cache_status");
  const metadata = {
    session_duration_ms: session.metrics.sessionMs,
    subagents_active: loadedSubagents(session),
    cache_size_estimate_kb: round(session.cache.estimatedBytes / 1024),
  };
  const defect = schemaDefect(cacheStatusRequestSchema, request, ["detailed"]);
  if (defect !== undefined) return { success: false, error: defect.toJSON(), metadata };
  const totals = session.cache.totals();
  return {
    success: true,
    data: {
      overall: {
        total_hits: totals.hits,
        total_misses: totals.misses,
        hit_rate: totals.hitRate,
        ...totals.latencies,
      },
      ...(request.detailed === true ? { by_system: bySystem(session) } : {}),
    },
    metadata,
  };
}

function bySystem(session: Session) {
  return Object.fromEntries(
    session.cache.usedSystems.map((system) => [system, session.cache.statistics(session.tenant, system)]),
  );
}
