import { z } from "@pm-orchestrator/core/zod";
import { named, person, relatedIssue } from "./schemas.js";

export const commentSchema = z.object({
  id: z.string(),
  author: person.optional(),
  body: z.string(),
  created: z.string().optional(),
  parent_id: z.string().optional(),
  resolved: z.string().optional().describe("when"),
  url: z.string().optional(),
});

export const attachmentSchema = z.object({
  id: z.string(),
  title: z.string(),
  subtitle: z.string().optional(),
  url: z.string(),
  source: z.string().optional(),
  author: person.optional(),
  created: z.string().optional(),
});

/** An issue in full. */
export const issueSchema = z.object({
  id: z.string(),
  identifier: z.string(),
  title: z.string(),
  status: z.string(),
  status_type: z.string().optional(),
  priority: z.string().optional(),
  team: z.object({ id: z.string(), key: z.string(), name: z.string() }).optional(),
  assignee: person.optional(),
  delegate: person.optional(),
  project: named.optional(),
  milestone: named.optional(),
  cycle: named.optional(),
  labels: z.array(z.string()).optional(),
  parent: relatedIssue.optional(),
  description: z.string().optional(),
  estimate: z.number().optional(),
  due_date: z.string().optional(),
  branch: z.string().optional(),
  created: z.string().optional(),
  updated: z.string().optional(),
  archived: z.string().optional().describe("when"),
  url: z.string(),
  comments: z.array(commentSchema).optional(),
  attachments: z.array(attachmentSchema).optional(),
  children: z.array(relatedIssue).optional(),
  relations: z.array(relatedIssue.extend({ issue_id: z.string(), relation: z.string() })).optional(),
  incomplete: z.array(z.string()).optional().describe("lists of which only the first 100 are here"),
});
