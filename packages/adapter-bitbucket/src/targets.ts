import type { TargetForm, TargetsDefinition } from "@pm-orchestrator/core";

/** Credentials may see several workspaces: the configured one is only the more likely. */
const owners = { workspace: { setting: "workspace" } } as const satisfies TargetForm["owners"];

const REPOSITORY = "/:workspace/:repository";
const names = { workspace: "slug", repository: "slug" } as const satisfies TargetForm["text"];
const repository = "{workspace}/{repository}";

const pullRequest = {
  kind: "pull_request",
  summary: "a pull request",
  text: { ...names, id: "number" },
  operation: "get_pull_request",
  params: { repository, id: "{id}" },
} as const satisfies Partial<TargetForm>;

const pipeline = {
  kind: "pipeline",
  summary: "a run of a pipeline",
  text: { ...names, number: "number" },
  owners,
  operation: "get_pipeline",
  params: { repository, uuid: "{number}" },
} as const satisfies Partial<TargetForm>;

const file = {
  kind: "file",
  unfollowed: true,
  summary: "a file",
  text: names,
  owners,
  operation: "get_file",
  params: { repository, path: "{path}", branch: "{ref}" },
} as const satisfies Partial<TargetForm>;

/** Pages of Bitbucket itself, which would look like a workspace. */
const OWN_PAGES = ["account", "dashboard", "product", "site", "support", "repo", "snippets"];

/** What people copy out of Bitbucket. */
export const bitbucketTargets: TargetsDefinition = {
  addresses: [{ url: "https://bitbucket.org" }, { url: "{base_url}", simulated: true }],
  forms: [
    ...OWN_PAGES.map(
      (name): TargetForm => ({
        kind: "page",
        summary: "a page of Bitbucket itself",
        path: `/${name}{/*page}`,
        unsupported: "Give the address of a repository, or of something in it.",
      }),
    ),
    {
      kind: "project",
      summary: "a project",
      path: "/:workspace/workspace/projects/:project",
      text: { workspace: "slug", project: "project_key" },
      owners,
      operation: "get_project",
      params: { workspace: "{workspace}", project: "{project}" },
    },
    {
      kind: "workspace",
      summary: "a workspace",
      path: "/:workspace{/workspace{/*view}}",
      text: { workspace: "slug" },
      owners,
      operation: "get_workspace",
      params: { workspace: "{workspace}" },
    },
    {
      kind: "comment",
      summary: "a comment on a pull request",
      path: `${REPOSITORY}/pull-requests/:id{/*tab}`,
      fragment: "comment-:comment",
      text: { ...names, id: "number", comment: "number" },
      owners,
      operation: "get_pull_request_comment",
      params: { repository, id: "{id}", comment_id: "{comment}" },
    },
    { ...pullRequest, path: `${REPOSITORY}/pull-requests/:id{/*tab}`, owners },
    {
      kind: "pull_requests",
      unfollowed: true,
      summary: "the pull requests of a repository",
      path: `${REPOSITORY}/pull-requests`,
      text: names,
      owners,
      operation: "list_pull_requests",
      params: { repository },
    },
    { ...file, path: `${REPOSITORY}/src/:ref/*path` },
    { ...file, path: `${REPOSITORY}/raw/:ref/*path` },
    {
      kind: "directory",
      unfollowed: true,
      summary: "the files of a repository",
      path: `${REPOSITORY}/src/:ref`,
      text: names,
      owners,
      operation: "list_directory",
      params: { repository, branch: "{ref}" },
    },
    {
      kind: "commits",
      unfollowed: true,
      summary: "the commits of a branch",
      path: `${REPOSITORY}/commits/branch/*branch`,
      text: names,
      owners,
      operation: "list_commits",
      params: { repository, branch: "{branch}" },
    },
    {
      kind: "commit",
      summary: "a commit",
      path: `${REPOSITORY}/commits/:commit`,
      text: { ...names, commit: "hex" },
      owners,
      operation: "get_commit",
      params: { repository, commit: "{commit}" },
    },
    {
      kind: "commits",
      unfollowed: true,
      summary: "the commits of a repository",
      path: `${REPOSITORY}/commits`,
      text: names,
      owners,
      operation: "list_commits",
      params: { repository },
    },
    {
      kind: "branch",
      summary: "a branch",
      path: `${REPOSITORY}/branch/*branch`,
      text: names,
      owners,
      operation: "get_branch",
      params: { repository, name: "{branch}" },
    },
    { ...pipeline, path: `${REPOSITORY}/pipelines/results/:number{/*step}` },
    { ...pipeline, path: `${REPOSITORY}/addon/pipelines/home`, fragment: "\\!/results/:number{/*step}" },
    {
      kind: "pipelines",
      unfollowed: true,
      summary: "the pipelines of a repository",
      path: `${REPOSITORY}/pipelines`,
      text: names,
      owners,
      operation: "list_pipelines",
      params: { repository },
    },
    {
      kind: "branches",
      unfollowed: true,
      summary: "the branches of a repository",
      path: `${REPOSITORY}/branches`,
      text: names,
      owners,
      operation: "list_branches",
      params: { repository },
    },
    {
      kind: "directory",
      unfollowed: true,
      summary: "the files of a repository",
      path: `${REPOSITORY}/src`,
      text: names,
      owners,
      operation: "list_directory",
      params: { repository },
    },
    {
      kind: "repository",
      summary: "a repository",
      path: `${REPOSITORY}{/overview}`,
      text: names,
      owners,
      operation: "get_repository",
      params: { repository },
    },
    { ...pullRequest, bare: ":workspace/:repository#:id", owners },
    {
      ...pullRequest,
      summary: "a pull request in the configured workspace",
      bare: ":repository#:id",
      text: { repository: "slug", id: "number" },
      params: { repository: "{setting.workspace}/{repository}", id: "{id}" },
    },
  ],
  finders: [
    {
      of: ["issue"],
      among: "others",
      finds: "pull_request",
      because: "pull request that mentions it",
      operation: "search_pull_requests",
      params: { query: "{mention}", limit: 10 },
    },
  ],
};
