import { compact, pageSchema, pagingParams, pathSegment } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { anyContains, anyEqual } from "../bbql.js";
import { resolveProject } from "../lookups/projects.js";
import { readRepository, rememberRepositories } from "../lookups/repositories.js";
import { workspaceNotFound } from "../not-found.js";
import { operation } from "../operation.js";
import { readPage } from "../paging.js";
import { repositoryDetails, repositoryInList } from "../parse.js";
import { repositoryAt, workspaceIn } from "../repository.js";
import { pagingAliases, projectParam, repositoryAliases, repositoryParams } from "../schemas.js";
import type { VendorRepository } from "../vendor.js";

export const getRepository = operation({
  summary: "One repository, with its project and default branch",
  effect: "read",
  retry: "natural",
  params: z.strictObject(repositoryParams),
  aliases: repositoryAliases,
  result: z.object({
    id: z.string(),
    full_name: z.string(),
    name: z.string(),
    project: z.object({ key: z.string(), name: z.string() }).optional(),
    default_branch: z.string().optional(),
    private: z.boolean().optional(),
    language: z.string().optional(),
    description: z.string().optional(),
    updated: z.string().optional(),
    url: z.string(),
  }),
  caches: ["repositories"],
  limits: ["repository_requests"],
  upstream: ["GET /repositories/{workspace}/{repo_slug}"],
  example: { repository: "acme/platform" },
  run: async (params, bitbucket) =>
    repositoryDetails(await readRepository(repositoryAt(params, bitbucket), bitbucket)),
});

export const listRepositories = operation({
  summary: "Repositories of a workspace, by project and name, the last changed first",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    workspace: repositoryParams.workspace.describe("default the configured one"),
    project: projectParam.optional(),
    name: z.string().min(1).optional().describe("text in the name or slug"),
    role: z
      .enum(["member", "contributor", "admin", "owner"])
      .optional()
      .describe("what the account may do at least: read, write, administer"),
    ...pagingParams(),
  }),
  aliases: { ...pagingAliases, project_key: "project", query: "name", search: "name" },
  result: z.object({
    repositories: z.array(
      z.object({
        full_name: z.string(),
        name: z.string(),
        project: z.string().optional().describe("key"),
        default_branch: z.string().optional(),
        private: z.boolean().optional(),
        language: z.string().optional(),
        updated: z.string().optional(),
        url: z.string(),
      }),
    ),
    page: pageSchema,
  }),
  caches: ["repositories", "projects"],
  limits: ["repository_requests"],
  upstream: [
    "GET /repositories/{workspace}",
    "GET /workspaces/{workspace}/projects",
    "GET /workspaces/{workspace}/projects/{project_key}",
  ],
  example: { workspace: "acme", name: "plat" },
  async run({ project, name, role, limit, page_token, ...wanted }, bitbucket) {
    const workspace = workspaceIn(wanted.workspace, bitbucket);
    const of = project === undefined ? undefined : await resolveProject(project, workspace, bitbucket);
    const demands = [
      ...(of?.key === undefined ? [] : [anyEqual("project.key", [of.key])]),
      ...(name === undefined ? [] : [anyContains(["name", "slug"], name)]),
    ];
    const { values, page } = await readPage<VendorRepository>(
      {
        path: `/repositories/${pathSegment(workspace)}`,
        query: compact({ q: demands.join(" AND ") || undefined, role, sort: "-updated_on" }),
        limit,
        page_token,
        notFound: workspaceNotFound(workspace),
      },
      bitbucket,
    );
    rememberRepositories(values, bitbucket);
    return { repositories: values.map(repositoryInList), page };
  },
});
