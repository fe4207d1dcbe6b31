import { compact } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";
import { comment, commentOf, task, taskOf } from "../discussion.js";
import { operation } from "../operation.js";
import { LARGEST_DIFFSTAT_PAGE, readWhole } from "../paging.js";
import { fileChange, pullRequestDetails, statusInList } from "../parse.js";
import { pullRequestAt, readPullRequest, specOf } from "../pull-request.js";
import { buildStatus, changedFile, person, pullRequestAliases, pullRequestParams } from "../schemas.js";
import type { VendorComment, VendorDiffstat, VendorStatus, VendorTask } from "../vendor.js";

const ONE = "/repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}";

const extra = z.enum(["comments", "tasks", "statuses", "files"]);
type Extra = z.output<typeof extra>;

export const getPullRequest = operation({
  summary: "One pull request, with its reviewers; on request also comments, tasks, builds and changed files",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    ...pullRequestParams,
    include: z.array(extra).optional().describe("what to read beside it, all of it"),
  }),
  aliases: { ...pullRequestAliases, expand: "include" },
  result: z.object({
    id: z.int(),
    title: z.string(),
    state: z.string(),
    author: person.optional(),
    source: z.string().optional(),
    destination: z.string().optional(),
    reviewers: z.array(person).optional(),
    approved_by: z.array(person).optional(),
    changes_requested_by: z.array(person).optional(),
    draft: z.boolean().optional(),
    comment_count: z.int().optional(),
    task_count: z.int().optional(),
    merge_commit: z.string().optional(),
    reason: z.string().optional().describe("why it was declined"),
    description: z.string().optional(),
    created: z.string().optional(),
    updated: z.string().optional(),
    url: z.string(),
    comments: z.array(comment).optional(),
    tasks: z.array(task).optional(),
    statuses: z.array(buildStatus).optional(),
    files: z.array(changedFile).optional(),
  }),
  limits: ["repository_requests"],
  leadsTo: [
    { at: "source", because: "issue that the branch of the pull request names", within: "keys" },
    { at: "description", because: "address in the description of the pull request", within: "addresses" },
  ],
  upstream: [
    `GET ${ONE}`,
    `GET ${ONE}/comments`,
    `GET ${ONE}/tasks`,
    `GET ${ONE}/statuses`,
    "GET /repositories/{workspace}/{repo_slug}/diffstat/{spec}",
  ],
  example: { repository: "acme/platform", id: 42 },
  async run({ include = [], ...wanted }, bitbucket) {
    const at = pullRequestAt(wanted, bitbucket);
    const reading = readPullRequest(at, bitbucket);
    const read = <Item>(what: Extra) => {
      const list = { path: `${at.path}/${what}`, notFound: at.notFound };
      return include.includes(what) ? readWhole<Item>(list, bitbucket) : undefined;
    };
    const readFiles = async () => {
      const path = `${at.repository.path}/diffstat/${specOf(await reading, bitbucket)}`;
      const list = { path, query: { topic: true }, largest: LARGEST_DIFFSTAT_PAGE, notFound: at.notFound };
      return readWhole<VendorDiffstat>(list, bitbucket);
    };
    const [found, comments, tasks, statuses, files] = await Promise.all([
      reading,
      read<VendorComment>("comments"),
      read<VendorTask>("tasks"),
      read<VendorStatus>("statuses"),
      include.includes("files") ? readFiles() : undefined,
    ]);
    return {
      ...pullRequestDetails(found),
      ...compact({
        comments: comments?.map(commentOf),
        tasks: tasks?.map(taskOf),
        statuses: statuses?.map(statusInList),
        files: files?.map(fileChange),
      }),
    };
  },
});
