import { compact, isRecent, pageSchema, pagingParams, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { currentUser } from "../lookups/people.js";
import { isSameCommit, REVISION_UPSTREAM, type Revision, resolveRevision } from "../lookups/revisions.js";
import { operation } from "../operation.js";
import { readPage } from "../paging.js";
import { pipelineDetails, pipelineInList, pipelineSummary, runState } from "../parse-code.js";
import { pipelineAt } from "../pipeline.js";
import { type RepositoryAddress, repositoryAt } from "../repository.js";
import {
  branchName,
  pagingAliases,
  pipelineAliases,
  pipelineParams,
  repositoryAliases,
  repositoryParams,
  revision,
} from "../schemas.js";
import type { VendorPipeline, VendorPipelineTarget } from "../vendor-code.js";

const ALL = "/repositories/{workspace}/{repo_slug}/pipelines";

export const listPipelines = operation({
  summary: "Pipelines of a repository, the newest first, by state, branch and trigger",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    ...repositoryParams,
    status: z
      .enum([
        "PARSING",
        "PENDING",
        "PAUSED",
        "HALTED",
        "BUILDING",
        "ERROR",
        "PASSED",
        "FAILED",
        "STOPPED",
        "UNKNOWN",
      ])
      .optional(),
    target_branch: branchName.optional(),
    trigger_type: z.enum(["PUSH", "MANUAL", "SCHEDULED", "PARENT_STEP"]).optional(),
    sort: z.enum(["newest", "oldest"]).default("newest"),
    ...pagingParams(),
  }),
  aliases: {
    ...repositoryAliases,
    ...pagingAliases,
    branch: "target_branch",
    trigger: "trigger_type",
    state: "status",
  },
  result: z.object({ pipelines: z.array(pipelineSummary), page: pageSchema }),
  limits: ["repository_requests"],
  upstream: [`GET ${ALL}`],
  example: { repository: "acme/platform", status: "FAILED", limit: 5 },
  async run({ status, target_branch, trigger_type, sort, limit, page_token, ...wanted }, bitbucket) {
    const at = repositoryAt(wanted, bitbucket);
    const { values, page } = await readPage<VendorPipeline>(
      {
        path: `${at.path}/pipelines`,
        query: compact({
          status,
          "target.branch": target_branch,
          trigger_type,
          sort: sort === "newest" ? "-created_on" : "created_on",
        }),
        limit,
        page_token,
        notFound: at.notFound,
      },
      bitbucket,
    );
    return { pipelines: values.map((found) => pipelineInList(found, at.page)), page };
  },
});

export const getPipeline = operation({
  summary: "One pipeline: how far it is, what it was run for and by whom",
  effect: "read",
  retry: "natural",
  params: z.strictObject(pipelineParams),
  aliases: pipelineAliases,
  result: z.object({
    ...pipelineSummary.shape,
    error: z.string().optional(),
    completed: z.string().optional(),
    pull_request_to: z.string().optional().describe("destination of the pull request that it ran for"),
  }),
  limits: ["repository_requests"],
  upstream: [`GET ${ALL}/{pipeline_uuid}`],
  example: { repository: "acme/platform", uuid: 30 },
  async run(params, bitbucket) {
    const { path, notFound, repository } = pipelineAt(params, bitbucket);
    const answer = await bitbucket.send({ method: "GET", path, notFound });
    return pipelineDetails((answer.body ?? {}) as VendorPipeline, repository.page);
  },
});

export const runPipeline = operation({
  summary: "Runs a pipeline for a branch, a tag or a commit: the usual one or a custom one",
  effect: "write",
  retry: "lookup",
  params: z.strictObject({
    ...repositoryParams,
    target: revision.describe("branch, tag or hash"),
    pipeline: z.string().min(1).optional().describe("name of a custom pipeline of bitbucket-pipelines.yml"),
    variables: z
      .array(
        z.strictObject({
          key: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be the name of a variable"),
          value: z.string(),
          secured: z.boolean().optional().describe("never shown in logs"),
        }),
      )
      .min(1)
      .optional(),
  }),
  aliases: {
    ...repositoryAliases,
    branch: "target",
    ref: "target",
    ref_name: "target",
    custom: "pipeline",
    pattern: "pipeline",
    selector: "pipeline",
  },
  result: z.object({ ...receiptSchema.shape, number: z.int(), state: runState }),
  caches: ["repositories", "users"],
  limits: ["repository_requests"],
  upstream: [`POST ${ALL}`, ...REVISION_UPSTREAM, `GET ${ALL}`, "GET /user"],
  expectedCalls: 2,
  expectedMs: 1500,
  example: {
    repository: "acme/platform",
    target: "release/2.4",
    pipeline: "deploy-to-staging",
    variables: [{ key: "REGION", value: "eu" }],
  },
  async run({ target, pipeline, variables, ...wanted }, bitbucket) {
    const at = repositoryAt(wanted, bitbucket);
    const answer = await bitbucket.send({
      method: "POST",
      path: `${at.path}/pipelines`,
      body: compact({ target: targetOf(await resolveRevision(target, at, bitbucket), pipeline), variables }),
      notFound: at.notFound,
    });
    const started = (answer.body ?? {}) as VendorPipeline;
    bitbucket.claims.take(started.uuid ?? "");
    return runReceipt({ target, pipeline, variables }, started, at);
  },
  async reconcile({ target, pipeline, variables, ...wanted }, bitbucket) {
    const at = repositoryAt(wanted, bitbucket);
    const [me, revision, { values, headers }] = await Promise.all([
      currentUser(bitbucket),
      resolveRevision(target, at, bitbucket),
      readPage<VendorPipeline>(
        { path: `${at.path}/pipelines`, query: { sort: "-created_on" }, limit: 50, notFound: at.notFound },
        bitbucket,
      ),
    ]);
    const alike = values.filter(
      (one) =>
        one.creator?.uuid === me.uuid &&
        isFor(one.target ?? {}, revision, pipeline) &&
        isRecent(one.created_on, { headers }),
    );
    const found = bitbucket.claims.takeOnly(alike, ({ uuid = "" }) => uuid);
    return found && runReceipt({ target, pipeline, variables }, found, at);
  },
});

function isFor(
  { ref_name, commit, selector }: VendorPipelineTarget,
  { kind, name, commit: hash }: Revision,
  custom: string | undefined,
): boolean {
  const isThere = kind === "commit" ? isSameCommit(commit?.hash, hash) : ref_name === name;
  return isThere && (selector?.type === "custom" ? selector.pattern : undefined) === custom;
}

function runReceipt(
  given: { target: string; pipeline: string | undefined; variables: object[] | undefined },
  started: VendorPipeline,
  at: RepositoryAddress,
) {
  const { uuid, number, state, url } = pipelineInList(started, at.page);
  return { id: uuid, url, changed: Object.keys(compact(given)), number, state };
}

export const stopPipeline = operation({
  summary: "Stops a pipeline that is running",
  effect: "write",
  retry: "natural",
  params: z.strictObject(pipelineParams),
  aliases: pipelineAliases,
  result: receiptSchema,
  limits: ["repository_requests"],
  upstream: [`POST ${ALL}/{pipeline_uuid}/stopPipeline`],
  example: { repository: "acme/platform", uuid: 40 },
  async run(params, bitbucket) {
    const { path, page, notFound, repository, pipeline } = pipelineAt(params, bitbucket);
    await bitbucket.send({
      method: "POST",
      path: `${path}/stopPipeline`,
      expects: "nothing",
      notFound,
      readFailure: (failure) =>
        failure.kind === "status" && failure.status === 400
          ? {
              code: "PIPELINE_COMPLETED",
              message: `The pipeline ${pipeline} has ended already.`,
              details: { repository: repository.fullName, pipeline },
            }
          : undefined,
      doneWhen: ({ code }) => code === "PIPELINE_COMPLETED",
    });
    return { id: pipeline, url: page, changed: ["state"] };
  },
});

/** As Bitbucket takes it: a ref by its kind and name, a commit by its hash. */
function targetOf({ kind, name, commit }: Revision, custom: string | undefined) {
  const selector = custom === undefined ? undefined : { type: "custom", pattern: custom };
  return kind === "commit"
    ? compact({ type: "pipeline_commit_target", commit: { type: "commit", hash: commit }, selector })
    : compact({ type: "pipeline_ref_target", ref_type: kind, ref_name: name, selector });
}
