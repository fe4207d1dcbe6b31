import {
  changedFields,
  compact,
  type HttpAnswer,
  isRecent,
  receiptSchema,
} from "@pm-orchestrator/adapter-kit";
import { isPmoError } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import { changesIn } from "../changes.js";
import type { BitbucketClient } from "../client.js";
import { resolveProject } from "../lookups/projects.js";
import { forgetRepositories, forgetRepository } from "../lookups/repositories.js";
import { workspaceNotFound } from "../not-found.js";
import { operation } from "../operation.js";
import { pageOf } from "../parse.js";
import { type RepositoryAddress, repositoryAt } from "../repository.js";
import { branchName, projectParam, repositoryAliases, repositoryParams } from "../schemas.js";
import type { VendorRepository } from "../vendor.js";

const ONE = "/repositories/{workspace}/{repo_slug}";
const PROJECTS = [
  "GET /workspaces/{workspace}/projects",
  "GET /workspaces/{workspace}/projects/{project_key}",
];

/** What can be said of a repository, new or not. */
const settings = {
  project: projectParam.optional(),
  description: z.string().optional().describe("empty for none"),
  private: z.boolean().optional(),
  language: z.string().optional().describe("such as typescript, in small letters"),
  fork_policy: z.enum(["allow_forks", "no_public_forks", "no_forks"]).optional(),
};

const aliases = {
  ...repositoryAliases,
  project_key: "project",
  is_private: "private",
} as const;

export const createRepository = operation({
  summary: "Makes a repository",
  effect: "write",
  retry: "lookup",
  params: z.strictObject({
    ...repositoryParams,
    name: z.string().min(1).max(62).optional().describe("for people; default the slug"),
    ...settings,
    project: settings.project.describe("key or name; default the workspace's oldest project"),
    private: z.boolean().default(true),
  }),
  aliases,
  result: receiptSchema,
  caches: ["projects"],
  invalidates: ["repositories"],
  limits: ["repository_requests"],
  upstream: [`POST ${ONE}`, `GET ${ONE}`, ...PROJECTS],
  expectedCalls: 2,
  expectedMs: 1500,
  example: { repository: "acme/signal-box", project: "OPS", description: "Rules of the signal boxes" },
  async run(params, bitbucket) {
    const at = repositoryAt(params, bitbucket);
    const answer = await bitbucket.send({
      method: "POST",
      path: at.path,
      body: { scm: "git", ...(await bodyOf(params, at, bitbucket)) },
      notFound: workspaceNotFound(at.workspace),
    });
    forgetRepository(at, bitbucket);
    bitbucket.claims.take(at.fullName);
    return receiptOf(answer.body, at, changedFields(params, ["repository", "workspace"]));
  },
  async reconcile(params, bitbucket) {
    const at = repositoryAt(params, bitbucket);
    const found = await asWanted(params, at, bitbucket);
    forgetRepository(at, bitbucket);
    const isMade =
      found !== undefined &&
      isRecent(found.repository.created_on, found.answer) &&
      bitbucket.claims.take(at.fullName);
    if (!isMade) return undefined;
    return receiptOf(found.repository, at, changedFields(params, ["repository", "workspace"]));
  },
});

export const updateRepository = operation({
  summary: "Changes name, description, project, privacy or default branch of a repository",
  effect: "write",
  // A new name changes the address: the same change sent there again would make another repository.
  retry: "lookup",
  params: z.strictObject({
    ...repositoryParams,
    name: z.string().min(1).max(62).optional().describe("changes the slug, and so the address, too"),
    ...settings,
    default_branch: branchName.optional(),
  }),
  aliases: { ...aliases, mainbranch: "default_branch", main_branch: "default_branch" },
  result: receiptSchema,
  caches: ["projects"],
  invalidates: ["repositories"],
  limits: ["repository_requests"],
  upstream: [`PUT ${ONE}`, `GET ${ONE}`, ...PROJECTS],
  always: [`GET ${ONE}`],
  expectedCalls: 2,
  expectedMs: 1500,
  example: { repository: "acme/handbook", description: "How we work" },
  async run(params, bitbucket) {
    const changed = changesIn(params, ["repository", "workspace"], bitbucket);
    const at = repositoryAt(params, bitbucket);
    // A change of what is not there would make it: so it has to be there, and now, not in the cache.
    const [body] = await Promise.all([
      bodyOf(params, at, bitbucket),
      bitbucket.send({ method: "GET", path: at.path, notFound: at.notFound }),
    ]);
    const answer = await bitbucket.send({ method: "PUT", path: at.path, body, notFound: at.notFound });
    forgetRepositories(bitbucket);
    return receiptOf(answer.body, at, changed);
  },
  async reconcile(params, bitbucket) {
    const at = repositoryAt(params, bitbucket);
    forgetRepositories(bitbucket);
    const found = await asWanted(params, at, bitbucket);
    return (
      found && receiptOf(found.repository, at, changesIn(params, ["repository", "workspace"], bitbucket))
    );
  },
});

export const deleteRepository = operation({
  summary: "Deletes a repository with everything in it",
  effect: "destructive",
  retry: "natural",
  params: z.strictObject(repositoryParams),
  aliases: repositoryAliases,
  result: receiptSchema,
  invalidates: ["repositories"],
  limits: ["repository_requests"],
  upstream: [`DELETE ${ONE}`],
  example: { repository: "acme/handbook" },
  async run(params, bitbucket) {
    const at = repositoryAt(params, bitbucket);
    await bitbucket.remove({ path: at.path, notFound: at.notFound });
    forgetRepositories(bitbucket);
    return { id: at.fullName, url: at.page, changed: ["deleted"] };
  },
});

type Settings = Partial<
  Omit<z.output<typeof createRepository.params> & z.output<typeof updateRepository.params>, "repository">
>;

async function bodyOf(given: Settings, { workspace }: RepositoryAddress, bitbucket: BitbucketClient) {
  const { name, description, language, fork_policy, default_branch } = given;
  const project = given.project && (await resolveProject(given.project, workspace, bitbucket));
  return compact({
    name,
    description,
    project: project && { key: project.key },
    is_private: given.private,
    language,
    fork_policy,
    mainbranch: default_branch && { name: default_branch },
  });
}

/** The repository, if it is there and everything that was given of it is so. */
async function asWanted(
  given: Settings,
  at: RepositoryAddress,
  bitbucket: BitbucketClient,
): Promise<{ repository: VendorRepository; answer: HttpAnswer } | undefined> {
  const [answer, { name, description, project, is_private, language, fork_policy, mainbranch }] =
    await Promise.all([
      bitbucket.send({ method: "GET", path: at.path, notFound: at.notFound }).catch((error: unknown) => {
        if (isPmoError(error) && error.code === "REPOSITORY_NOT_FOUND") return undefined;
        throw error;
      }),
      bodyOf(given, at, bitbucket),
    ]);
  if (answer === undefined) return undefined;
  const repository = (answer.body ?? {}) as VendorRepository;
  const isSo =
    (name === undefined || repository.name === name) &&
    (description === undefined || repository.description === description) &&
    (!project || repository.project?.key === project.key) &&
    (is_private === undefined || repository.is_private === is_private) &&
    (language === undefined || repository.language === language) &&
    (fork_policy === undefined || repository.fork_policy === fork_policy) &&
    (!mainbranch || repository.mainbranch?.name === mainbranch.name);
  return isSo ? { repository, answer } : undefined;
}

function receiptOf(body: unknown, at: RepositoryAddress, changed: string[]) {
  const { uuid = at.fullName, full_name: key, ...repository } = (body ?? {}) as VendorRepository;
  return { id: uuid, ...compact({ key }), url: pageOf(repository) || at.page, changed };
}
