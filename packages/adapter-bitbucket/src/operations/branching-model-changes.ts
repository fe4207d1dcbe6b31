import { pathSegment, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { modelBody, modelParams } from "../branching.js";
import { changesIn } from "../changes.js";
import { projectsOf, resolveProject } from "../lookups/projects.js";
import { operation } from "../operation.js";
import { repositoryAt, workspaceIn } from "../repository.js";
import { projectAliases, projectParams, repositoryAliases, repositoryParams } from "../schemas.js";

/** What changing a model declares; what is not given stays as it is. */
const changing = {
  effect: "write",
  retry: "natural",
  result: receiptSchema,
  expectedMs: 800,
} as const;

export const updateBranchingModelSettings = operation({
  ...changing,
  summary: "Changes development branch, production branch or prefixes of a repository's branching model",
  params: z.strictObject({ ...repositoryParams, ...modelParams }),
  aliases: repositoryAliases,
  limits: ["repository_requests"],
  upstream: ["PUT /repositories/{workspace}/{repo_slug}/branching-model/settings"],
  example: {
    repository: "acme/platform",
    branch_types: [{ kind: "hotfix", enabled: true, prefix: "hotfix/" }],
  },
  async run(params, bitbucket) {
    const changed = changesIn(params, ["repository", "workspace"], bitbucket);
    const at = repositoryAt(params, bitbucket);
    await bitbucket.send({
      method: "PUT",
      path: `${at.path}/branching-model/settings`,
      body: modelBody(params),
      notFound: at.notFound,
    });
    return { id: at.fullName, url: `${at.page}/admin/branching-model`, changed };
  },
});

export const updateProjectBranchingModelSettings = operation({
  ...changing,
  summary: "Changes development branch, production branch or prefixes of a project's branching model",
  params: z.strictObject({ ...projectParams, ...modelParams }),
  aliases: projectAliases,
  caches: ["projects"],
  limits: ["requests"],
  upstream: [
    "PUT /workspaces/{workspace}/projects/{project_key}/branching-model/settings",
    "GET /workspaces/{workspace}/projects/{project_key}",
    "GET /workspaces/{workspace}/projects",
  ],
  always: ["GET /workspaces/{workspace}/projects/{project_key}"],
  expectedCalls: 2,
  example: { project: "PLAT", development: { use_mainbranch: true } },
  async run(params, bitbucket) {
    const changed = changesIn(params, ["project", "workspace"], bitbucket);
    const workspace = workspaceIn(params.workspace, bitbucket);
    const { key = params.project } = await resolveProject(params.project, workspace, bitbucket);
    await bitbucket.send({
      method: "PUT",
      path: `${projectsOf(workspace)}/${pathSegment(key)}/branching-model/settings`,
      body: modelBody(params),
    });
    const page = `${bitbucket.site()}/${pathSegment(workspace)}/workspace/projects/${pathSegment(key)}`;
    return { id: key, key, url: `${page}/settings/branching-model`, changed };
  },
});
