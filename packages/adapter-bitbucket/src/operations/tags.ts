import { compact, pageSchema, pagingParams, pathSegment, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { anyContains } from "../bbql.js";
import type { BitbucketClient } from "../client.js";
import {
  isSameCommit,
  REVISION_UPSTREAM,
  refIfThere,
  removeRef,
  resolveHash,
  sendForRef,
} from "../lookups/revisions.js";
import { operation } from "../operation.js";
import { readPage } from "../paging.js";
import { pageOf, utcInstant } from "../parse.js";
import { refInList, refSummary } from "../parse-code.js";
import { type RepositoryNamed, repositoryAt } from "../repository.js";
import { branchName, pagingAliases, repositoryAliases, repositoryParams, revision } from "../schemas.js";
import type { VendorRef } from "../vendor-code.js";

const ALL = "/repositories/{workspace}/{repo_slug}/refs/tags";
const aliases = { ...repositoryAliases, tag: "name", tag_name: "name" } as const;

export const listTags = operation({
  summary: "Tags of a repository, those of the newest commits first",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    ...repositoryParams,
    filter: z.string().min(1).optional().describe("text in the name"),
    ...pagingParams(),
  }),
  aliases: { ...repositoryAliases, ...pagingAliases, name: "filter", query: "filter" },
  result: z.object({ tags: z.array(refSummary), page: pageSchema }),
  limits: ["repository_requests"],
  upstream: [`GET ${ALL}`],
  example: { repository: "acme/platform" },
  async run({ filter, limit, page_token, ...wanted }, bitbucket) {
    const { path, notFound } = repositoryAt(wanted, bitbucket);
    const { values, page } = await readPage<VendorRef>(
      {
        path: `${path}/refs/tags`,
        query: compact({ q: filter && anyContains(["name"], filter), sort: "-target.date" }),
        limit,
        page_token,
        notFound,
      },
      bitbucket,
    );
    return { tags: values.map(refInList), page };
  },
});

export const getTag = operation({
  summary: "One tag, with its message and commit",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ ...repositoryParams, name: branchName }),
  aliases,
  result: z.object({
    ...refSummary.shape,
    message: z.string().optional(),
    tagged: z.string().optional(),
  }),
  limits: ["repository_requests"],
  upstream: [`GET ${ALL}/{name}`, "GET /repositories/{workspace}/{repo_slug}/refs"],
  example: { repository: "acme/platform", name: "v2.3.0" },
  async run({ name, ...wanted }, bitbucket) {
    const at = tagAt(name, wanted, bitbucket);
    const answer = await sendForRef({ method: "GET", path: at.path }, { name, at: at.repository }, bitbucket);
    const tag = (answer.body ?? {}) as VendorRef;
    const told = compact({ message: tag.message?.trim() || undefined, tagged: utcInstant(tag.date) });
    return { ...refInList(tag), ...told };
  },
});

export const createTag = operation({
  summary: "Tags a commit",
  effect: "write",
  retry: "lookup",
  params: z.strictObject({
    ...repositoryParams,
    name: branchName,
    target: revision.optional().describe("branch, tag or hash; default the default branch"),
    message: z.string().min(1).optional(),
  }),
  aliases: { ...aliases, commit: "target", from: "target", hash: "target", ref: "target" },
  result: receiptSchema,
  caches: ["repositories"],
  limits: ["repository_requests"],
  upstream: [`POST ${ALL}`, ...REVISION_UPSTREAM, `GET ${ALL}/{name}`],
  expectedCalls: 2,
  expectedMs: 800,
  example: { repository: "acme/platform", name: "v2.4.1", target: "release/2.4", message: "Release 2.4.1" },
  async run({ name, target, message, ...wanted }, bitbucket) {
    const at = repositoryAt(wanted, bitbucket);
    const hash = await resolveHash(target, at, bitbucket);
    const answer = await bitbucket.send({
      method: "POST",
      path: `${at.path}/refs/tags`,
      body: compact({ name, target: { hash }, message }),
      notFound: at.notFound,
    });
    return tagReceipt({ name, message }, (answer.body ?? {}) as VendorRef);
  },
  // One of this name at this commit, with this message if one was given, is what was wanted.
  async reconcile({ name, target, message, ...wanted }, bitbucket) {
    const at = tagAt(name, wanted, bitbucket);
    const hash = await resolveHash(target, at.repository, bitbucket);
    const tag = await refIfThere(at.path, bitbucket);
    if (tag === undefined || !isSameCommit(tag.target?.hash, hash)) return undefined;
    if (message !== undefined && tag.message?.trim() !== message.trim()) return undefined;
    return tagReceipt({ name, message }, tag);
  },
});

export const deleteTag = operation({
  summary: "Deletes a tag",
  effect: "destructive",
  retry: "natural",
  params: z.strictObject({ ...repositoryParams, name: branchName }),
  aliases,
  result: receiptSchema,
  limits: ["repository_requests"],
  upstream: [`DELETE ${ALL}/{name}`, "GET /repositories/{workspace}/{repo_slug}/refs"],
  example: { repository: "acme/platform", name: "v2.3.0" },
  async run({ name, ...wanted }, bitbucket) {
    const at = tagAt(name, wanted, bitbucket);
    await removeRef(at.path, { name, at: at.repository }, bitbucket);
    return { id: name, url: `${at.repository.page}/branches/?tab=tags`, changed: ["deleted"] };
  },
});

function tagReceipt({ name, message }: { name: string; message: string | undefined }, tag: VendorRef) {
  const changed = ["name", "target", ...(message === undefined ? [] : ["message"])];
  return { id: name, url: pageOf(tag), changed };
}

function tagAt(name: string, wanted: RepositoryNamed, bitbucket: BitbucketClient) {
  const repository = repositoryAt(wanted, bitbucket);
  return { repository, path: `${repository.path}/refs/tags/${pathSegment(name)}` };
}
