import { compact } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { authorOf, pageOf, utcInstant } from "./parse.js";
import type { VendorPipeline, VendorPipelineState, VendorPipelineStep, VendorRef } from "./vendor-code.js";

/** A branch or a tag, with the commit that it names. */
export const refSummary = z.object({
  name: z.string(),
  commit: z.string(),
  summary: z.string().optional().describe("of the commit"),
  author: z.string().optional().describe("of the commit"),
  date: z.string().optional().describe("of the commit"),
  url: z.string(),
});

export function refInList(ref: VendorRef) {
  const { name = "", target } = ref;
  return compact({
    name,
    commit: target?.hash ?? "",
    summary: target?.message?.split("\n", 1)[0],
    author: target ? authorOf(target) : undefined,
    date: utcInstant(target?.date),
    url: pageOf(ref),
  });
}

/** How far a pipeline or a step is. */
export const runState = z
  .string()
  .describe("PENDING, RUNNING, PAUSED, SUCCESSFUL, FAILED, ERROR, STOPPED, EXPIRED, NOT_RUN …");

/** How it ended, or what it does: the innermost of the names that Bitbucket nests. */
function stateOf(state: VendorPipelineState | undefined): string {
  const name = state?.result?.name ?? state?.stage?.name ?? state?.name ?? "";
  return name === "IN_PROGRESS" ? "RUNNING" : name;
}

/** A pipeline as one of a list. */
export const pipelineSummary = z.object({
  number: z.int(),
  state: runState,
  target: z.string().optional().describe("branch or tag"),
  commit: z.string().optional(),
  pipeline: z.string().optional().describe("the custom pipeline that ran"),
  trigger: z.string().optional(),
  creator: z.string().optional(),
  created: z.string().optional(),
  seconds: z.int().optional().describe("of build time"),
  uuid: z.string(),
  url: z.string(),
});

export function pipelineInList(found: VendorPipeline, page: string) {
  const { uuid = "", build_number: number = 0, target, trigger, creator, build_seconds_used } = found;
  const { type, pattern } = target?.selector ?? {};
  return compact({
    number,
    state: stateOf(found.state),
    target: target?.ref_name ?? target?.source,
    commit: target?.commit?.hash,
    pipeline: type === "custom" ? pattern : undefined,
    trigger: trigger?.name ?? /^pipeline_trigger_(\w+)$/.exec(trigger?.type ?? "")?.[1]?.toUpperCase(),
    creator: creator?.display_name,
    created: utcInstant(found.created_on),
    seconds: build_seconds_used,
    uuid,
    url: `${page}/pipelines/results/${number}`,
  });
}

/** A pipeline with everything. */
export function pipelineDetails(found: VendorPipeline, page: string) {
  return {
    ...pipelineInList(found, page),
    ...compact({
      error: found.state?.result?.error?.message,
      completed: utcInstant(found.completed_on),
      pull_request_to: found.target?.destination,
    }),
  };
}

/** A step of a pipeline. */
export const stepSummary = z.object({
  name: z.string(),
  state: runState,
  error: z.string().optional(),
  started: z.string().optional(),
  completed: z.string().optional(),
  uuid: z.string(),
});

export function stepInList(step: VendorPipelineStep) {
  const { uuid = "", name = uuid, state } = step;
  return compact({
    name,
    state: stateOf(state),
    error: state?.result?.error?.message,
    started: utcInstant(step.started_on),
    completed: utcInstant(step.completed_on),
    uuid,
  });
}
