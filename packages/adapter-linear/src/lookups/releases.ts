import type { LinearClient } from "../client.js";
import { LIST_PIPELINES } from "../documents/releases.js";
import type { VendorPipeline, VendorStage } from "../vendor-releases.js";
import { allNodes } from "./paged.js";
import { oneOf } from "./planning.js";

/** The pipeline of that id, name or short id, with its stages. */
export async function resolvePipeline(wanted: string, linear: LinearClient): Promise<VendorPipeline> {
  const all = await allNodes(linear, LIST_PIPELINES, {
    variables: { first: 100 },
    connection: (data) => data.releasePipelines,
  });
  const ways = [({ slugId }: VendorPipeline) => slugId];
  return oneOf(wanted, all, { code: "RELEASE_PIPELINE_NOT_FOUND", what: "pipeline", ways }, linear);
}

/** The stage of a pipeline by id or name, or the only one of that type. */
export function stageOf(wanted: string, { stages }: VendorPipeline, linear: LinearClient): VendorStage {
  const ways = [({ type }: VendorStage) => type];
  const kind = { code: "RELEASE_PIPELINE_NOT_FOUND", what: "stage", ways } as const;
  return oneOf(wanted, stages?.nodes ?? [], kind, linear);
}
