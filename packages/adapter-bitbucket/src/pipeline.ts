import { pathSegment } from "@pm-orchestrator/adapter-kit";
import type { BitbucketClient } from "./client.js";
import { pipelineNotFound } from "./not-found.js";
import { type RepositoryAddress, type RepositoryNamed, repositoryAt } from "./repository.js";

/** Which pipeline is meant, or which step of it, and where the API has it. */
export interface PipelineAddress {
  /** As it was given: a uuid, or the number that people see. */
  pipeline: string;
  /** Path below the base URL. */
  path: string;
  /** The page that a person would open: its own, if it was named by its number. */
  page: string;
  /** How a 404 is told. */
  notFound: ReturnType<typeof pipelineNotFound>;
  repository: RepositoryAddress;
}

type PipelineNamed = RepositoryNamed & { uuid: string | number };

/** Reads repository and pipeline. Makes no call; throws what {@link repositoryAt} throws. */
export function pipelineAt({ uuid, ...named }: PipelineNamed, bitbucket: BitbucketClient): PipelineAddress {
  const repository = repositoryAt(named, bitbucket);
  const pipeline = braced(String(uuid));
  return {
    pipeline,
    path: `${repository.path}/pipelines/${pathSegment(pipeline)}`,
    page: `${repository.page}/pipelines${/^\d+$/.test(pipeline) ? `/results/${pipeline}` : ""}`,
    notFound: pipelineNotFound(repository.fullName, pipeline),
    repository,
  };
}

/** The same of one of its steps. */
export function stepAt(
  { step_uuid, ...named }: PipelineNamed & { step_uuid: string },
  bitbucket: BitbucketClient,
): PipelineAddress & { step: string } {
  const at = pipelineAt(named, bitbucket);
  const step = braced(step_uuid);
  return {
    ...at,
    step,
    path: `${at.path}/steps/${pathSegment(step)}`,
    notFound: pipelineNotFound(at.repository.fullName, at.pipeline, step),
  };
}

/** Bitbucket wants its uuids in braces. */
function braced(id: string): string {
  return /^[0-9a-f]{8}-/i.test(id) ? `{${id}}` : id;
}
