import { pathSegment } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { branchingModel, modelDetails, modelSettings, settingsDetails } from "../branching.js";
import type { BitbucketClient } from "../client.js";
import { projectsOf, resolveProject } from "../lookups/projects.js";
import { operation } from "../operation.js";
import { type RepositoryNamed, repositoryAt, workspaceIn } from "../repository.js";
import { projectAliases, projectParams, repositoryAliases, repositoryParams } from "../schemas.js";
import type { VendorBranchingModel } from "../vendor-code.js";

const OF_REPOSITORY = "GET /repositories/{workspace}/{repo_slug}";
const OF_PROJECT = "GET /workspaces/{workspace}/projects/{project_key}";

/** What every reading of a repository's model declares. */
const ofRepository = {
  effect: "read",
  retry: "natural",
  params: z.strictObject(repositoryParams),
  aliases: repositoryAliases,
  limits: ["repository_requests"],
  example: { repository: "acme/platform" },
} as const;

/** What every reading of a project's model declares. */
const ofProject = {
  effect: "read",
  retry: "natural",
  params: z.strictObject(projectParams),
  aliases: projectAliases,
  caches: ["projects"],
  limits: ["requests"],
  always: [OF_PROJECT],
  expectedCalls: 2,
  example: { project: "PLAT" },
} as const;

export const getBranchingModel = operation({
  ...ofRepository,
  summary: "Development and production branch of a repository, and the prefixes of its branches",
  result: branchingModel,
  upstream: [`${OF_REPOSITORY}/branching-model`],
  run: async (params, bitbucket) =>
    modelDetails(await readOfRepository("branching-model", params, bitbucket)),
});

export const getEffectiveBranchingModel = operation({
  ...ofRepository,
  summary: "The branching model that holds for a repository: its own, or that of its project",
  result: branchingModel,
  upstream: [`${OF_REPOSITORY}/effective-branching-model`],
  run: async (params, bitbucket) =>
    modelDetails(await readOfRepository("effective-branching-model", params, bitbucket)),
});

export const getBranchingModelSettings = operation({
  ...ofRepository,
  summary: "How the branching model of a repository is set up, with what is switched off",
  result: modelSettings,
  upstream: [`${OF_REPOSITORY}/branching-model/settings`],
  run: async (params, bitbucket) =>
    settingsDetails(await readOfRepository("branching-model/settings", params, bitbucket)),
});

export const getProjectBranchingModel = operation({
  ...ofProject,
  summary: "The branching model that repositories of a project take over",
  result: branchingModel,
  upstream: [`${OF_PROJECT}/branching-model`, OF_PROJECT, "GET /workspaces/{workspace}/projects"],
  run: async (params, bitbucket) => modelDetails(await readOfProject("branching-model", params, bitbucket)),
});

export const getProjectBranchingModelSettings = operation({
  ...ofProject,
  summary: "How the branching model of a project is set up, with what is switched off",
  result: modelSettings,
  upstream: [`${OF_PROJECT}/branching-model/settings`, OF_PROJECT, "GET /workspaces/{workspace}/projects"],
  run: async (params, bitbucket) =>
    settingsDetails(await readOfProject("branching-model/settings", params, bitbucket)),
});

async function readOfRepository(
  what: string,
  named: RepositoryNamed,
  bitbucket: BitbucketClient,
): Promise<VendorBranchingModel> {
  const { path, notFound } = repositoryAt(named, bitbucket);
  const answer = await bitbucket.send({ method: "GET", path: `${path}/${what}`, notFound });
  return (answer.body ?? {}) as VendorBranchingModel;
}

async function readOfProject(
  what: string,
  named: z.output<typeof ofProject.params>,
  bitbucket: BitbucketClient,
): Promise<VendorBranchingModel> {
  const workspace = workspaceIn(named.workspace, bitbucket);
  const { key = named.project } = await resolveProject(named.project, workspace, bitbucket);
  const path = `${projectsOf(workspace)}/${pathSegment(key)}/${what}`;
  return ((await bitbucket.send({ method: "GET", path })).body ?? {}) as VendorBranchingModel;
}
