import { pathSegment } from "@pm-orchestrator/adapter-kit";
import type { BitbucketClient } from "./client.js";
import { bitbucketErrors } from "./errors.js";

/** Which repository is meant, and where the API has it. */
export interface RepositoryAddress {
  workspace: string;
  /** `workspace/slug`, as it was written. */
  fullName: string;
  /** Path below the base URL. */
  path: string;
}

/**
 * Reads `workspace/slug`, or a bare slug of the given or configured workspace. Makes no call.
 * Throws WORKSPACE_REQUIRED when nothing says the workspace, INVALID_FIELD_VALUE when two things contradict.
 */
export function repositoryAt(
  { repository, workspace }: { repository: string; workspace?: string | undefined },
  bitbucket: BitbucketClient,
): RepositoryAddress {
  const [slug = "", written] = repository.split("/").reverse();
  if (written !== undefined && workspace !== undefined && written.toLowerCase() !== workspace.toLowerCase()) {
    throw bitbucketErrors.create("INVALID_FIELD_VALUE", {
      message: `The repository ${repository} is not in the workspace ${workspace}.`,
      system: bitbucket.step.system,
      details: { fields: ["repository", "workspace"], repository, workspace },
      suggestions: [`Leave workspace out, or write repository as "${slug}".`],
    });
  }
  const found = written ?? workspace ?? bitbucket.defaultWorkspace();
  if (found === undefined || found === "") {
    throw bitbucketErrors.create("WORKSPACE_REQUIRED", {
      message: `Nothing says in which workspace the repository ${slug} is.`,
      system: bitbucket.step.system,
      details: { repository },
      suggestions: [`Write the repository as "<workspace>/${slug}", or set BITBUCKET_WORKSPACE.`],
    });
  }
  return {
    workspace: found,
    fullName: `${found}/${slug}`,
    path: `/repositories/${pathSegment(found)}/${pathSegment(slug)}`,
  };
}
