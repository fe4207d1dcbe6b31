import type { CacheStatusAnswer, CacheStatusRequest, CacheStoreStatus } from "@pm-orchestrator/core";
import { cacheStatusRequestSchema } from "@pm-orchestrator/core/schemas";
import { schemaDefect } from "../checking/request.js";
import type { StoredSize } from "../session/cache/keyed-store.js";
import { loadedSubagents, type Session } from "../session/session.js";
import { round } from "../session/statistics.js";

/** `cache_status`: how the session cache did (DESIGN 3.4). Loads no adapter. */
export async function cacheStatus(
  session: Session,
  request: CacheStatusRequest = {},
): Promise<CacheStatusAnswer> {
  session.metrics.called("cache_status");
  const metadata = {
    session_duration_ms: session.metrics.sessionMs,
    subagents_active: loadedSubagents(session),
    cache_size_estimate_kb: kilobytes(session.cache.estimatedBytes),
  };
  const defect = schemaDefect(cacheStatusRequestSchema, request, ["detailed"]);
  if (defect !== undefined) return { success: false, error: defect.toJSON(), metadata };
  const store = await storeStatus(session, request.detailed === true);
  const totals = session.cache.use.totals();
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
    metadata: { ...metadata, ...(store === undefined ? {} : { store }) },
  };
}

async function storeStatus(
  { cache, tenant }: Session,
  isDetailed: boolean,
): Promise<CacheStoreStatus | undefined> {
  const state = await cache.outer?.status(tenant);
  if (state === undefined) return undefined;
  const { kind, sizes, problem } = state;
  const told = { kind, ...(problem === undefined ? {} : { problem }) };
  if (sizes === undefined) return { ...told, entries: null, size_kb: null };
  const all = [...sizes.values()];
  return {
    ...told,
    entries: all.reduce((sum, { entries }) => sum + entries, 0),
    size_kb: kilobytes(all.reduce((sum, { bytes }) => sum + bytes, 0)),
    ...(isDetailed ? { by_system: Object.fromEntries([...sizes].map(perSystem)) } : {}),
  };
}

function perSystem([system, { entries, bytes }]: [string, StoredSize]) {
  return [system, { entries, size_kb: kilobytes(bytes) }] as const;
}

function kilobytes(bytes: number): number {
  return round(bytes / 1024);
}

function bySystem(session: Session) {
  return Object.fromEntries(session.cache.allStatistics(session.tenant));
}
