import { pathSegment } from "@pm-orchestrator/adapter-kit";
import type { BitbucketClient } from "./client.js";
import { bitbucketErrors } from "./errors.js";
import { repositoryNotFound } from "./not-found.js";

/** Which repository is meant, and where the API has it. */
export interface RepositoryAddress {
  workspace: string;
  /** `workspace/slug`, as it was written. */
  fullName: string;
  /** Path below the base URL. */
  path: string;
  /** The page that a person would open. */
  page: string;
  /** How a 404 is told. */
  notFound: ReturnType<typeof repositoryNotFound>;
}

/** How the params of an operation name a repository. */
export interface RepositoryNamed {
  repository: string;
  workspace?: string | undefined;
}

/**
 * Reads `workspace/slug`, or a bare slug of the given or configured workspace. Makes no call.
 * Throws WORKSPACE_REQUIRED when nothing says the workspace, INVALID_FIELD_VALUE when two things contradict.
 */
export function repositoryAt(
  { repository, workspace }: RepositoryNamed,
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
  const inPath = `${pathSegment(found)}/${pathSegment(slug)}`;
  const fullName = `${found}/${slug}`;
  return {
    workspace: found,
    fullName,
    path: `/repositories/${inPath}`,
    page: `${bitbucket.site()}/${inPath}`,
    notFound: repositoryNotFound(fullName),
  };
}

/** The workspace that was given, or else the configured one. Throws WORKSPACE_REQUIRED without either. */
export function workspaceIn(given: string | undefined, bitbucket: BitbucketClient): string {
  const found = given ?? bitbucket.defaultWorkspace();
  if (found !== undefined && found !== "") return found;
  throw bitbucketErrors.create("WORKSPACE_REQUIRED", {
    message: "Nothing says which workspace is meant.",
    system: bitbucket.step.system,
    suggestions: ["Give workspace, or set BITBUCKET_WORKSPACE."],
  });
}
