import { changedFields } from "@pm-orchestrator/adapter-kit";
import { z } from "@pm-orchestrator/core/zod";

/** A key such as TRAIN-123, or the numeric id. */
export const issueKey = z
  .string()
  .regex(/^(?:[A-Za-z][A-Za-z0-9_]*-[0-9]+|[0-9]+)$/, "must be an issue key such as TRAIN-123")
  .describe("issue key such as TRAIN-123");

/** Other spellings of `issue_key`, as people write them. */
export const issueKeyAliases = { issueKey: "issue_key", key: "issue_key", issue: "issue_key" } as const;

/** A project, as people name it. */
export const project = z.string().min(1).describe("key, id or name");

/** Other spellings of `project`. */
export const projectAliases = { project_key: "project", projectKey: "project" } as const;

/** A day such as 2025-12-31. */
export const day = z
  .string()
  .regex(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, "must be a day such as 2025-12-31")
  .describe("a day such as 2025-12-31");

/** Markdown. */
export const markdown = z.string().min(1).describe("Markdown");

/** A label: Jira's have no spaces. */
export const label = z.string().regex(/^\S+$/, "must not contain spaces");

/** Fields that have no param of their own. */
export const customFields = z
  .record(z.string(), z.unknown())
  .describe("further fields by id or name; Markdown for long texts");

/** Who may read a comment or a worklog. */
export const visibility = z
  .strictObject({ type: z.enum(["role", "group"]), value: z.string().min(1) })
  .describe("who may read it; default everybody who sees the issue");

export const person = z.object({ id: z.string(), name: z.string() });

export const issueSummary = z.object({
  key: z.string(),
  summary: z.string(),
  status: z.string(),
  type: z.string().optional(),
  priority: z.string().optional(),
  assignee: z.string().optional(),
  updated: z.string().optional(),
  url: z.string(),
});

export const relatedIssue = z.object({
  key: z.string(),
  summary: z.string().optional(),
  status: z.string().optional(),
});

export const shownComment = z.object({
  id: z.string(),
  author: person.optional(),
  body: z.string(),
  created: z.string().optional(),
  updated: z.string().optional().describe("when it was changed since"),
  visibility: z.string().optional().describe("the role or group that may read it, unless all may"),
});

export const shownChange = z.object({
  at: z.string().optional(),
  author: person.optional(),
  field: z.string(),
  from: z.string().optional(),
  to: z.string().optional(),
});

export const shownLink = relatedIssue.extend({ id: z.string(), relation: z.string() });

export const shownAttachment = z.object({
  id: z.string(),
  filename: z.string(),
  size: z.int().optional(),
  media_type: z.string().optional(),
  author: person.optional(),
  created: z.string().optional(),
});

/** For the params of a change: something must be given beside what names the thing. */
export function changesBeside(...names: string[]): (params: Readonly<Record<string, unknown>>) => boolean {
  return (params) => changedFields(params, names).length > 0;
}

export const NOTHING_TO_CHANGE = { message: "names nothing to change" };
