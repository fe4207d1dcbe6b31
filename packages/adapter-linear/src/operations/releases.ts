import {
  changedFields,
  compact,
  pageSchema,
  pagingParams,
  receiptSchema,
} from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { LinearClient } from "../client.js";
import { createdRelease } from "../created.js";
import {
  CREATE_RELEASE,
  GET_RELEASE,
  LIST_PIPELINES,
  LIST_RELEASES,
  UPDATE_RELEASE,
} from "../documents/releases.js";
import { linearErrors } from "../errors.js";
import { resolvePipeline, stageOf } from "../lookups/releases.js";
import { teamIfNamed } from "../lookups/teams.js";
import { createOnce } from "../minted.js";
import { notFound } from "../not-found.js";
import { pageOf, pageVariables, pagingAliases } from "../paging.js";
import { namedOf, teamBrief } from "../parse.js";
import { day, name, named, team, teamAliases } from "../schemas.js";
import type { VendorPipeline, VendorRelease } from "../vendor-releases.js";
import { given, requireWritten } from "../written.js";

const operation = operationsFor<LinearClient>();

export const pipelineName = name.describe("name or id");
const releaseId = name.describe("id, or the end of its address");
const releaseAliases = { id: "release_id", releaseId: "release_id", release: "release_id" } as const;

const releaseSchema = z.object({
  id: z.string(),
  name: z.string(),
  version: z.string().optional(),
  stage: z.string().optional(),
  pipeline: named.optional(),
  target_date: z.string().optional(),
  updated: z.string().optional(),
  url: z.string(),
});

export const listReleasePipelines = operation({
  summary: "Pipelines of releases, with their stages",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    query: z.string().min(1).optional().describe("text in the name"),
    team: team.optional(),
    ...pagingParams(100),
  }),
  aliases: { ...teamAliases, ...pagingAliases },
  result: z.object({
    pipelines: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        type: z.string().optional(),
        production: z.boolean().optional(),
        teams: z.array(z.string()).optional(),
        stages: z.array(z.object({ id: z.string(), name: z.string(), type: z.string() })).optional(),
        url: z.string(),
      }),
    ),
    page: pageSchema,
  }),
  caches: ["teams", "statuses"],
  limits: ["requests", "complexity"],
  scopes: ["read"],
  upstream: ["query releasePipelines", "query teams"],
  example: {},
  async run({ query, team: wanted, ...paging }, linear) {
    const found = await teamIfNamed(wanted, linear);
    const filter = given({
      name: query === undefined ? undefined : { containsIgnoreCase: query },
      teams: found && { some: { id: { eq: found.id } } },
    });
    const { releasePipelines } = await linear.ask(LIST_PIPELINES, { filter, ...pageVariables(paging) });
    return { pipelines: (releasePipelines?.nodes ?? []).map(parsedPipeline), page: pageOf(releasePipelines) };
  },
});

export const listReleases = operation({
  summary: "Releases, the newest first",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    pipeline: pipelineName.optional(),
    query: z.string().min(1).optional().describe("text in name or version"),
    ...pagingParams(100),
  }),
  aliases: { ...pagingAliases, pipeline_id: "pipeline", pipelineId: "pipeline" },
  result: z.object({ releases: z.array(releaseSchema), page: pageSchema }),
  limits: ["requests", "complexity"],
  scopes: ["read"],
  upstream: ["query releases", "query releasePipelines"],
  expectedCalls: 2,
  expectedMs: 500,
  example: { pipeline: "Public API" },
  async run({ pipeline, query, ...paging }, linear) {
    const within = pipeline === undefined ? undefined : await resolvePipeline(pipeline, linear);
    const text = { containsIgnoreCase: query };
    const filter = given({
      pipeline: within && { id: { eq: within.id } },
      or: query === undefined ? undefined : [{ name: text }, { version: text }],
    });
    const { releases } = await linear.ask(LIST_RELEASES, { filter, ...pageVariables(paging) });
    return { releases: (releases?.nodes ?? []).map(parsed), page: pageOf(releases) };
  },
});

export const getRelease = operation({
  summary: "One release",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ release_id: releaseId }),
  aliases: releaseAliases,
  result: releaseSchema.extend({
    description: z.string().optional(),
    commit: z.string().optional(),
    start_date: z.string().optional(),
    created: z.string().optional(),
  }),
  limits: ["requests", "complexity"],
  scopes: ["read"],
  upstream: ["query release"],
  example: { release_id: "6cf6282c-558d-49ce-aa67-6cc47fb301c5" },
  async run({ release_id }, linear) {
    const { release = {} } = await linear.ask(GET_RELEASE, { id: release_id }, releaseNotFound(release_id));
    const { description, commitSha, startDate, createdAt } = release;
    return {
      ...parsed(release),
      ...compact({ description, commit: commitSha, start_date: startDate, created: createdAt }),
    };
  },
});

export const saveRelease = operation({
  summary: "Creates a release of a pipeline, or changes the one whose id is given",
  effect: "write",
  retry: "client_id",
  params: z.strictObject({
    release_id: releaseId.optional().describe("of the one to change"),
    pipeline: pipelineName.optional().describe("of the one to create: name or id"),
    name: name.optional(),
    version: name.optional(),
    stage: name.optional().describe("name, id or type"),
    description: z.string().optional().describe("Markdown"),
    commit: name.optional().describe("SHA"),
    start_date: day.optional(),
    target_date: day.optional(),
  }),
  aliases: { ...releaseAliases, pipeline_id: "pipeline", pipelineId: "pipeline", commitSha: "commit" },
  result: receiptSchema,
  limits: ["requests", "complexity"],
  scopes: ["write"],
  upstream: ["mutation releaseCreate", "mutation releaseUpdate", "query releasePipelines", "query release"],
  expectedCalls: 2,
  expectedMs: 700,
  example: { pipeline: "Public API", name: "API 2.5.0", version: "2.5.0", stage: "Planned" },
  async run(params, linear) {
    const { release_id, pipeline: named, stage, ...rest } = params;
    const { name, version, description, commit: commitSha, start_date, target_date } = rest;
    const fields = { name, version, description, commitSha, startDate: start_date, targetDate: target_date };
    const changed = changedIn(params);
    if (release_id !== undefined) {
      const within = stage === undefined ? {} : await pipelineOf(release_id, linear);
      const stageId = stage === undefined ? undefined : stageOf(stage, within, linear).id;
      return receipt(await change(release_id, given({ ...fields, stageId }), linear), changed);
    }
    if (named === undefined || name === undefined) {
      throw linearErrors.create("MISSING_REQUIRED_PARAM", {
        message: "A new release needs pipeline and name; one that is there its release_id.",
        system: linear.step.system,
      });
    }
    const within = await resolvePipeline(named, linear);
    const stageId = stage === undefined ? undefined : stageOf(stage, within, linear).id;
    const id = linear.step.mint("release");
    const lookUp = `Look with get_release for ${id}: the release has this id if it was created.`;
    const create = async () => {
      const { releaseCreate } = await linear.ask(CREATE_RELEASE, {
        input: given({ id, pipelineId: within.id, ...fields, stageId }),
      });
      const unwritten = { code: "CREATION_FAILED", what: "created the release", details: { id } } as const;
      return requireWritten(releaseCreate, releaseCreate?.release, { unwritten, linear });
    };
    return receipt(await createOnce({ id, create, read: createdRelease, lookUp }, linear), changed);
  },
  async reconcile(params, linear) {
    // What a change of one that was there did, cannot be told from what others did.
    if (params.release_id !== undefined) return undefined;
    const release = await createdRelease(linear.step.mint("release"), linear);
    return release && receipt(release, changedIn(params));
  },
});

function changedIn(params: Readonly<Record<string, unknown>>): string[] {
  return changedFields(params, ["release_id", "pipeline"]);
}

async function pipelineOf(releaseId: string, linear: LinearClient): Promise<VendorPipeline> {
  const { release } = await linear.ask(GET_RELEASE, { id: releaseId }, releaseNotFound(releaseId));
  return resolvePipeline(release?.pipeline?.id ?? "", linear);
}

async function change(id: string, input: Record<string, unknown>, linear: LinearClient) {
  const { releaseUpdate } = await linear.ask(UPDATE_RELEASE, { id, input }, releaseNotFound(id));
  const details = { release_id: id };
  const unwritten = { code: "CHANGE_FAILED", what: "changed the release", details } as const;
  return requireWritten(releaseUpdate, releaseUpdate?.release, { unwritten, linear });
}

function releaseNotFound(id: string) {
  return notFound("RELEASE_NOT_FOUND", `release ${id}`, { release_id: id });
}

function receipt({ id, url = "" }: VendorRelease, changed: string[]) {
  return { id: id ?? "", url, changed };
}

function parsed(release: VendorRelease) {
  const { id, name, version, stage, pipeline, targetDate, updatedAt, url = "" } = release;
  return {
    id: id ?? "",
    name: name ?? "",
    ...compact({
      version,
      stage: stage?.name,
      pipeline: namedOf(pipeline),
      target_date: targetDate,
      updated: updatedAt,
    }),
    url,
  };
}

function parsedPipeline({ id, name, type, isProduction, teams, stages, url = "" }: VendorPipeline) {
  return {
    id: id ?? "",
    name: name ?? "",
    ...compact({
      type,
      production: isProduction,
      teams: teams?.nodes?.map((one) => teamBrief(one).key),
      stages: stages?.nodes?.map((stage) => ({
        id: stage.id ?? "",
        name: stage.name ?? "",
        type: stage.type ?? "",
      })),
    }),
    url,
  };
}
