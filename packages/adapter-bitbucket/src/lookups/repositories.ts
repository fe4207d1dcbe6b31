import type { BitbucketClient } from "../client.js";
import type { RepositoryAddress } from "../repository.js";
import type { VendorRepository } from "../vendor.js";

/** The repository, from the cache if it was read before. */
export function readRepository(at: RepositoryAddress, bitbucket: BitbucketClient): Promise<VendorRepository> {
  return bitbucket.step.cache.get("repositories", keyOf(at.fullName), async () => {
    const answer = await bitbucket.send({
      method: "GET",
      path: at.path,
      notFound: at.notFound,
    });
    return (answer.body ?? {}) as VendorRepository;
  });
}

/** Keeps what a list brought along. */
export function rememberRepositories(found: readonly VendorRepository[], bitbucket: BitbucketClient): void {
  for (const repository of found) {
    if (repository.full_name === undefined) continue;
    bitbucket.step.cache.put("repositories", keyOf(repository.full_name), repository);
  }
}

/** A repository that has just been made: nothing else is known under its name yet. */
export function forgetRepository({ fullName }: RepositoryAddress, bitbucket: BitbucketClient): void {
  bitbucket.step.cache.forget("repositories", keyOf(fullName));
}

/** After a change, under whichever name it was asked for: uuids name repositories too. */
export function forgetRepositories(bitbucket: BitbucketClient): void {
  bitbucket.step.cache.forget("repositories");
}

function keyOf(fullName: string): string {
  return fullName.toLowerCase();
}
