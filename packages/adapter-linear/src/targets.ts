import type { TargetForm, TargetsDefinition } from "@pm-orchestrator/core";

/** A key reads the issues of one workspace alone: an issue of another has the same number, and is another. */
const owners = { workspace: { setting: "workspace", strict: true } } as const satisfies TargetForm["owners"];

const issue = {
  kind: "issue",
  text: { issue_key: "issue_key" },
  operation: "get_issue",
  params: { issue_id: "{issue_key}" },
  following: { include: ["attachments", "relations", "children", "comments"] },
  mention: "{issue_key}",
} as const satisfies Partial<TargetForm>;

/** What people copy out of Linear. */
export const linearTargets: TargetsDefinition = {
  addresses: [{ url: "https://linear.app" }],
  forms: [
    {
      ...issue,
      summary: "a comment on an issue",
      path: "/:workspace/issue/:issue_key{/*slug}",
      fragment: "comment-:comment",
      owners,
      params: { issue_id: "{issue_key}", include: ["comments"] },
    },
    { ...issue, summary: "the page of an issue", path: "/:workspace/issue/:issue_key{/*slug}", owners },
    {
      kind: "project",
      summary: "a project",
      path: "/:workspace/project/:project{/*view}",
      text: { project: { behind: "-" } },
      owners,
      operation: "get_project",
      params: { project: "{project}" },
    },
    {
      kind: "document",
      summary: "a document",
      path: "/:workspace/document/:document",
      text: { document: { behind: "-" } },
      owners,
      operation: "get_document",
      params: { document_id: "{document}" },
    },
    {
      kind: "team",
      summary: "a team",
      path: "/:workspace/team/:team{/*view}",
      text: { team: "project_key" },
      owners,
      operation: "get_team",
      params: { team: "{team}" },
    },
    {
      kind: "person",
      summary: "a person",
      path: "/:workspace/profiles/:person{/*view}",
      text: { person: "word" },
      owners,
      operation: "get_user",
      params: { user: "{person}" },
    },
    {
      kind: "view",
      summary: "a view",
      path: "/:workspace/view/:view{/*tab}",
      owners,
      unsupported: "Linear's API does not list what a view shows: use list_issues with the same filters.",
    },
    {
      ...issue,
      summary: "a key of an issue, as Linear has them",
      bare: ":issue_key",
      owners: { issue_key: { setting: "team_keys", part: "project" } },
    },
  ],
  finders: [
    {
      of: ["issue"],
      among: "others",
      finds: "issue",
      because: "issue that mentions it",
      operation: "search_issues",
      params: { query: "{mention}", limit: 5 },
    },
  ],
};
