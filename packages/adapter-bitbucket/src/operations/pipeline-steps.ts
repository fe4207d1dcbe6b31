import { compact, pageSchema, pagingParams } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { excerptOf } from "../log.js";
import { operation } from "../operation.js";
import { readPage } from "../paging.js";
import { stepInList, stepSummary } from "../parse-code.js";
import { pipelineAt, stepAt } from "../pipeline.js";
import { pagingAliases, pipelineAliases, pipelineParams, stepUuid } from "../schemas.js";
import type { VendorPipelineStep } from "../vendor-code.js";

const ALL = "/repositories/{workspace}/{repo_slug}/pipelines/{pipeline_uuid}/steps";
const stepAliases = { ...pipelineAliases, step: "step_uuid", step_id: "step_uuid" } as const;

export const getPipelineSteps = operation({
  summary: "The steps of a pipeline, and how far each is",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ ...pipelineParams, ...pagingParams() }),
  aliases: { ...pipelineAliases, ...pagingAliases },
  result: z.object({ steps: z.array(stepSummary), page: pageSchema }),
  limits: ["repository_requests"],
  upstream: [`GET ${ALL}`],
  example: { repository: "acme/platform", uuid: 30 },
  async run({ limit, page_token, ...wanted }, bitbucket) {
    const { path, notFound } = pipelineAt(wanted, bitbucket);
    const { values, page } = await readPage<VendorPipelineStep>(
      { path: `${path}/steps`, limit, page_token, notFound },
      bitbucket,
    );
    return { steps: values.map(stepInList), page };
  },
});

export const getPipelineStep = operation({
  summary: "One step of a pipeline, with its image and commands",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ ...pipelineParams, step_uuid: stepUuid }),
  aliases: stepAliases,
  result: z.object({
    ...stepSummary.shape,
    image: z.string().optional(),
    commands: z.array(z.string()).optional(),
  }),
  limits: ["repository_requests"],
  upstream: [`GET ${ALL}/{step_uuid}`],
  example: { repository: "acme/platform", uuid: 30, step_uuid: "{c33c6c6b-c139-489a-8ee0-93fc02921a53}" },
  async run(params, bitbucket) {
    const { path, notFound } = stepAt(params, bitbucket);
    const answer = await bitbucket.send({ method: "GET", path, notFound });
    const step = (answer.body ?? {}) as VendorPipelineStep;
    return {
      ...stepInList(step),
      ...compact({
        image: step.image?.name,
        commands: step.script_commands?.flatMap(({ command, name }) => command ?? name ?? []),
      }),
    };
  },
});

export const getPipelineStepLog = operation({
  summary: "What a step of a pipeline logged: its last lines, its first ones, or those that tell of errors",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    ...pipelineParams,
    step_uuid: stepUuid,
    tail: z.boolean().default(true).describe("the last lines rather than the first"),
    errors_only: z.boolean().default(false).describe("only lines that tell of errors, with their numbers"),
    max_lines: z.int().min(1).max(10_000).default(200),
  }),
  aliases: { ...stepAliases, limit: "max_lines", lines: "max_lines", errors: "errors_only" },
  result: z.object({
    text: z.string(),
    from_line: z.int().describe("number of the first line shown, 0 when there is none"),
    shown_lines: z.int(),
    matching_lines: z.int().optional().describe("lines that tell of errors"),
    total_lines: z.int(),
    complete: z.boolean().describe("whether that is all that was asked for; if not, raise max_lines"),
  }),
  limits: ["repository_requests"],
  upstream: [`GET ${ALL}/{step_uuid}/log`],
  expectedMs: 1000,
  example: {
    repository: "acme/platform",
    uuid: 30,
    step_uuid: "{c33c6c6b-c139-489a-8ee0-93fc02921a53}",
    errors_only: true,
  },
  async run({ tail, errors_only, max_lines, ...wanted }, bitbucket) {
    const { path, notFound } = stepAt(wanted, bitbucket);
    // Of a step that has ended it lies elsewhere, and a redirect leads there.
    const answer = await bitbucket.send({ method: "GET", path: `${path}/log`, expects: "bytes", notFound });
    const log = new TextDecoder().decode(answer.body as Uint8Array);
    return excerptOf(log, { tail, errorsOnly: errors_only, most: max_lines });
  },
});
