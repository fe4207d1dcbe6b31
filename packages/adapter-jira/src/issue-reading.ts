import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "./client.js";
import { editable } from "./editing.js";
import { fieldIds } from "./lookups/fields.js";
import type { Asked, Expansion } from "./parse.js";
import { person, relatedIssue, shownAttachment, shownChange, shownComment, shownLink } from "./schemas.js";

/** The fields of an issue that are always shown in its details. */
export const DETAIL_FIELDS = [
  "summary",
  "status",
  "issuetype",
  "priority",
  "assignee",
  "reporter",
  "labels",
  "parent",
  "description",
  "created",
  "updated",
];

/** The fields of an issue that are always shown in a list. */
export const LIST_FIELDS = ["summary", "status", "issuetype", "priority", "assignee", "updated"];

/** What can be expanded, and the field of Jira's in which it comes; the changelog comes beside the fields. */
const EXPANSIONS = {
  comments: "comment",
  changelog: undefined,
  links: "issuelinks",
  subtasks: "subtasks",
  attachments: "attachment",
} as const satisfies Record<Expansion, string | undefined>;

/** Params of operations that read issues. */
export const readingParams = {
  expand: z.array(z.enum(["comments", "changelog", "links", "subtasks", "attachments"])).optional(),
  fields: z
    .array(z.string().min(1))
    .optional()
    .describe("ids or names of further fields to return under `fields`"),
};

/** Params of operations that read issues in full. */
export const detailParams = {
  ...readingParams,
  editable,
  comment_limit: z.int().min(1).optional().describe("with comments: only that many, the newest"),
  properties: z.array(z.string().min(1)).max(5).optional().describe("keys of issue properties to return"),
};

/** What the expansions add to an issue. */
export const expandedFields = {
  comments: z.array(shownComment).optional(),
  comments_total: z
    .int()
    .optional()
    .describe("when there are more comments than these: get_comments has all"),
  changelog: z.array(shownChange).optional(),
  changelog_total: z
    .int()
    .optional()
    .describe("when there are more changes than these: get_changelog has all"),
  links: z.array(shownLink).optional(),
  subtasks: z.array(relatedIssue).optional(),
  attachments: z.array(shownAttachment).optional(),
  fields: z.record(z.string(), z.unknown()).optional(),
};

/** An issue in full. */
export const issueDetail = z.object({
  key: z.string(),
  id: z.string(),
  summary: z.string(),
  status: z.string(),
  type: z.string().optional(),
  priority: z.string().optional(),
  assignee: person.optional(),
  reporter: person.optional(),
  labels: z.array(z.string()).optional(),
  parent: relatedIssue.optional(),
  description: z.string().optional(),
  created: z.string().optional(),
  updated: z.string().optional(),
  url: z.string(),
  ...expandedFields,
  properties: z.record(z.string(), z.unknown()).optional(),
});

interface Wanted {
  expand?: readonly Expansion[] | undefined;
  fields?: readonly string[] | undefined;
  comment_limit?: number | undefined;
  editable?: boolean | undefined;
}

/** What to ask Jira for, and how to show it. Names of fields are looked up. */
export async function askFor(
  base: readonly string[],
  { expand = [], fields = [], comment_limit, editable }: Wanted,
  jira: JiraClient,
) {
  const further = await fieldIds(fields, jira);
  const expanded = expand.map((name) => EXPANSIONS[name]).filter((field) => field !== undefined);
  return {
    query: [...new Set([...base, ...expanded, ...further])],
    withChangelog: expand.includes("changelog"),
    asked: {
      expand,
      fields: further.map((id, index) => ({ id, name: fields[index] ?? id })),
      commentLimit: comment_limit,
      editable,
    } satisfies Asked,
  };
}
