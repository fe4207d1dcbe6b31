import { compact, pageSchema, pagingParams, pathSegment } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { workspaceNotFound } from "../not-found.js";
import { operation } from "../operation.js";
import { readPage } from "../paging.js";
import { pageOf, utcInstant } from "../parse.js";
import { workspaceIn } from "../repository.js";
import { pagingAliases, repositoryParams } from "../schemas.js";
import type { VendorWorkspace, VendorWorkspaceAccess } from "../vendor-code.js";

export const listWorkspaces = operation({
  summary: "Workspaces that the account can reach",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    administrator: z.boolean().optional().describe("only those that it administers, or only the others"),
    ...pagingParams(),
  }),
  aliases: pagingAliases,
  result: z.object({
    workspaces: z.array(
      z.object({ slug: z.string(), id: z.string(), administrator: z.boolean().optional(), url: z.string() }),
    ),
    page: pageSchema,
  }),
  limits: ["requests"],
  upstream: ["GET /user/workspaces"],
  example: {},
  async run({ administrator, limit, page_token }, bitbucket) {
    const { values, page } = await readPage<VendorWorkspaceAccess>(
      { path: "/user/workspaces", query: { administrator, sort: "slug" }, limit, page_token },
      bitbucket,
    );
    const workspaces = values.map(({ administrator: administers, workspace }) => {
      const { slug = "", uuid = "" } = workspace ?? {};
      const url = `${bitbucket.site()}/${slug}`;
      return { slug, id: uuid, ...compact({ administrator: administers }), url };
    });
    return { workspaces, page };
  },
});

export const getWorkspace = operation({
  summary: "One workspace",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    workspace: repositoryParams.workspace.describe("default the configured one"),
  }),
  result: z.object({
    slug: z.string(),
    name: z.string(),
    id: z.string(),
    private: z.boolean().optional(),
    created: z.string().optional(),
    url: z.string(),
  }),
  limits: ["requests"],
  upstream: ["GET /workspaces/{workspace}"],
  example: { workspace: "acme" },
  async run(params, bitbucket) {
    const wanted = workspaceIn(params.workspace, bitbucket);
    const answer = await bitbucket.send({
      method: "GET",
      path: `/workspaces/${pathSegment(wanted)}`,
      notFound: workspaceNotFound(wanted),
    });
    const workspace = (answer.body ?? {}) as VendorWorkspace;
    const { slug = wanted, name = slug, uuid = "", is_private, created_on } = workspace;
    return {
      slug,
      name,
      id: uuid,
      ...compact({ private: is_private, created: utcInstant(created_on) }),
      url: pageOf(workspace),
    };
  },
});
