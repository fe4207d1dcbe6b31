import type { z } from "zod";
import { wireIssues } from "../../src/schemas/index.js";

export const gatherStep = { system: "jira", operation: "get_issue", params: { issue_key: "TRAIN-123" } };
export const batchStep = { id: "issue", ...gatherStep };
export const gather = { operations: [gatherStep] };
export const batch = { operations: [batchStep] };

/** What is wrong with `request`, each as `path: message`; empty when nothing is. */
export function issuesOf(schema: z.ZodType, request: unknown): string[] {
  const parsed = schema.safeParse(request);
  return parsed.success ? [] : wireIssues(parsed.error).map(({ path, message }) => `${path}: ${message}`);
}
