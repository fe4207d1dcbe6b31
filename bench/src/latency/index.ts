import { startServer } from "../children/server.js";
import type { Section } from "../page/section.js";
import { measureBatch } from "./batch.js";
import { measureCacheStatus } from "./cache-status.js";
import { measureGather } from "./gather.js";
import { LATENCY_MS } from "./requests.js";
import { latencySession } from "./session.js";

/** How long requests take when upstream systems are slow: next to nothing may come on top. */
export async function measure(): Promise<Omit<Section, "name" | "title">> {
  const simulators = await startServer("simulators", [String(LATENCY_MS)]);
  const orchestrator = latencySession(simulators.url);
  try {
    const batch = await measureBatch(orchestrator, simulators.url);
    const gather = await measureGather(orchestrator);
    const cacheStatus = await measureCacheStatus(orchestrator);
    const parts = [gather, batch, cacheStatus];
    return {
      claims: parts.flatMap(({ claims }) => claims),
      tables: parts.flatMap(({ tables }) => tables),
      notes: [
        `Simulators in another process, over HTTP, ${LATENCY_MS} ms for each request. Times as the caller sees them.`,
      ],
      broken: [],
    };
  } finally {
    await orchestrator.close();
    await simulators.close();
  }
}
