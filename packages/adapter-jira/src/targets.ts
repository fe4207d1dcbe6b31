import type { TargetForm, TargetsDefinition } from "@pm-orchestrator/core";

/** Where a project's own pages stand: `/projects`, `/jira/core/projects`, `/jira/software/c/projects`. */
const PROJECTS = "{/jira/:product{/c}}/projects/:project";

const issue = {
  kind: "issue",
  text: { issue_key: "issue_key" },
  operation: "get_issue",
  params: { issue_key: "{issue_key}" },
  following: { expand: ["links", "subtasks", "comments"] },
  mention: "{issue_key}",
} as const satisfies Partial<TargetForm>;

const comment = {
  ...issue,
  summary: "a comment on an issue",
  params: { issue_key: "{issue_key}", expand: ["comments"] },
} as const;

const project = {
  kind: "project",
  summary: "a project",
  text: { project: "project_key" },
  operation: "get_project",
  params: { project: "{project}" },
} as const satisfies Partial<TargetForm>;

const board = {
  kind: "board",
  summary: "a board",
  text: { project: "project_key", board: "number" },
  operation: "get_board",
  params: { board_id: "{board}" },
} as const satisfies Partial<TargetForm>;

const attachment = {
  kind: "file",
  summary: "a file of an issue",
  unfollowed: true,
  text: { attachment: "number" },
  operation: "download_attachment",
  params: { attachment_id: "{attachment}" },
} as const satisfies Partial<TargetForm>;

/** What people copy out of Jira. */
export const jiraTargets: TargetsDefinition = {
  addresses: [
    { url: "{base_url}", without: "/wiki" },
    { url: "https://acme.atlassian.net", simulated: true },
  ],
  forms: [
    {
      ...issue,
      summary: "the issue that is open on a page",
      path: "/*page",
      query: { selectedIssue: ":issue_key" },
    },
    { ...comment, path: "/browse/:issue_key", query: { focusedCommentId: ":comment" } },
    { ...comment, path: "/browse/:issue_key", query: { focusedId: ":comment" } },
    { ...issue, summary: "the page of an issue", path: "/browse/:issue_key" },
    { ...issue, summary: "an issue in its project", path: `${PROJECTS}/issues/:issue_key` },
    { ...issue, summary: "an issue in a search", path: "/issues/:issue_key" },
    {
      ...issue,
      summary: "a request in a portal",
      path: "/servicedesk/customer/portal/:portal/:issue_key",
    },
    {
      ...issue,
      summary: "a request in its queue",
      path: "/jira/servicedesk/projects/:project/queues/*queue/:issue_key",
    },
    {
      ...issue,
      summary: "an issue in the API",
      path: "/rest/api/:version/issue/:issue_key",
    },
    {
      kind: "search",
      unfollowed: true,
      summary: "a search for issues",
      path: "{/jira/:product{/c}/projects/:project}/issues",
      query: { jql: "*jql" },
      operation: "search_issues",
      params: { jql: "{jql}" },
    },
    {
      kind: "filter",
      unfollowed: true,
      summary: "a filter",
      path: "/issues",
      query: { filter: ":filter" },
      text: { filter: "number" },
      operation: "get_filter",
      params: { filter_id: "{filter}" },
    },
    { ...board, path: `${PROJECTS}/boards/:board{/*view}` },
    { ...board, path: "/secure/RapidBoard.jspa", query: { rapidView: ":board" }, text: { board: "number" } },
    { ...attachment, path: "/secure/attachment/:attachment{/*filename}" },
    { ...attachment, path: "/rest/api/:version/attachment/content/:attachment" },
    {
      kind: "person",
      summary: "a person",
      path: "/jira/people/:person",
      operation: "get_user",
      params: { account_id: "{person}" },
    },
    { ...project, path: "/browse/:project" },
    { ...project, path: `${PROJECTS}{/*view}` },
    {
      ...issue,
      summary: "a key of an issue, as Jira has them",
      bare: ":issue_key",
      owners: { issue_key: { setting: "project_keys", part: "project" } },
    },
  ],
  finders: [
    {
      of: ["issue"],
      among: "own",
      finds: "link",
      because: "web link of the issue",
      operation: "get_remote_links",
      params: { issue_key: "{issue_key}" },
    },
  ],
};
