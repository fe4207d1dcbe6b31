import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";
import { PROJECT_LOOKUPS } from "../lookups/projects.js";
import { day, projectAliases } from "../schemas.js";

/** How a version is named. */
export const versionId = z.string().min(1).describe("id; or the name, with its project");

export const versionAliases = {
  ...projectAliases,
  version: "version_id",
  versionId: "version_id",
  id: "version_id",
} as const;

/** What can be said of a version. */
export const versionFields = {
  description: z.string().optional(),
  start_date: day.optional(),
  release_date: day.optional(),
  released: z.boolean().optional(),
  archived: z.boolean().optional(),
};

export const versionFieldAliases = { startDate: "start_date", releaseDate: "release_date" } as const;

/** What finding a version by its name may call. */
export const VERSION_LOOKUPS = ["GET /rest/api/3/project/{projectIdOrKey}/versions", ...PROJECT_LOOKUPS];

/** A version has no page that its id alone leads to; its issues have. */
export function versionUrl(id: string, jira: JiraClient): string {
  return jira.pageUrl(`/issues/?jql=${encodeURIComponent(`fixVersion = ${id}`)}`);
}
