import { compact, pageSchema, pagingParams } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { projectsOf, rememberProjects, resolveProject } from "../lookups/projects.js";
import { workspaceNotFound } from "../not-found.js";
import { operation } from "../operation.js";
import { readPage } from "../paging.js";
import { pageOf, utcInstant } from "../parse.js";
import { workspaceIn } from "../repository.js";
import { pagingAliases, projectAliases, projectParams } from "../schemas.js";
import type { VendorProject } from "../vendor-code.js";

const project = z.object({
  key: z.string(),
  name: z.string(),
  id: z.string(),
  description: z.string().optional(),
  private: z.boolean().optional(),
  updated: z.string().optional(),
  url: z.string(),
});

export const listProjects = operation({
  summary: "Projects of a workspace",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    workspace: projectParams.workspace,
    ...pagingParams(),
  }),
  aliases: pagingAliases,
  result: z.object({ projects: z.array(project), page: pageSchema }),
  caches: ["projects"],
  limits: ["requests"],
  upstream: ["GET /workspaces/{workspace}/projects"],
  example: { workspace: "acme" },
  async run({ limit, page_token, ...wanted }, bitbucket) {
    const workspace = workspaceIn(wanted.workspace, bitbucket);
    const { values, page } = await readPage<VendorProject>(
      {
        path: projectsOf(workspace),
        limit,
        page_token,
        notFound: workspaceNotFound(workspace),
      },
      bitbucket,
    );
    rememberProjects(values, workspace, bitbucket);
    return { projects: values.map(projectDetails), page };
  },
});

export const getProject = operation({
  summary: "One project of a workspace, by its key or name",
  effect: "read",
  retry: "natural",
  params: z.strictObject(projectParams),
  aliases: projectAliases,
  result: project,
  caches: ["projects"],
  limits: ["requests"],
  upstream: ["GET /workspaces/{workspace}/projects/{project_key}", "GET /workspaces/{workspace}/projects"],
  example: { project: "PLAT" },
  run: async (params, bitbucket) =>
    projectDetails(await resolveProject(params.project, workspaceIn(params.workspace, bitbucket), bitbucket)),
});

function projectDetails(found: VendorProject) {
  const { key = "", name = key, uuid = "", description, is_private, updated_on } = found;
  return {
    key,
    name,
    id: uuid,
    ...compact({
      description: description || undefined,
      private: is_private,
      updated: utcInstant(updated_on),
    }),
    url: pageOf(found),
  };
}
