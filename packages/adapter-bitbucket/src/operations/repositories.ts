import { operationsFor } from "@pm-orchestrator/core";
import { z } from "zod";
import type { BitbucketClient } from "../client.js";
import { repositoryNotFound } from "../not-found.js";
import { repositoryDetails } from "../parse.js";
import { type RepositoryAddress, repositoryAt } from "../repository.js";
import { repositoryAliases, repositoryParams } from "../schemas.js";
import type { VendorRepository } from "../vendor.js";

const operation = operationsFor<BitbucketClient>();

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
    updated: z.string().optional(),
    url: z.string(),
  }),
  caches: ["repositories"],
  limits: ["requests"],
  upstream: ["GET /repositories/{workspace}/{repo_slug}"],
  example: { repository: "acme/platform" },
  async run(params, bitbucket) {
    const at = repositoryAt(params, bitbucket);
    const key = at.fullName.toLowerCase();
    return repositoryDetails(
      await bitbucket.step.cache.get("repositories", key, () => loadRepository(at, bitbucket)),
    );
  },
});

async function loadRepository(
  { path, fullName }: RepositoryAddress,
  bitbucket: BitbucketClient,
): Promise<VendorRepository> {
  const answer = await bitbucket.send({ method: "GET", path, notFound: repositoryNotFound(fullName) });
  return (answer.body ?? {}) as VendorRepository;
}
