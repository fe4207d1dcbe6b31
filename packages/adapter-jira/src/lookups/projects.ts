import { pathSegment } from "@pm-orchestrator/adapter-kit";
import { isPmoError } from "@pm-orchestrator/core";
import type { JiraClient } from "../client.js";
import { projectNotFound } from "../not-found.js";
import { readAll } from "../paging.js";
import type { VendorProject } from "../vendor.js";
import { oneNamed } from "./one-named.js";

/** What finding a project may call, as `upstream` names it. */
export const PROJECT_LOOKUPS = [
  "GET /rest/api/3/project/{projectIdOrKey}",
  "GET /rest/api/3/project/search",
] as const;

/**
 * The project of that key, id or name. What may be a key is asked for as one first; a name is searched for and must be
 * the whole name.
 */
export function resolveProject(wanted: string, jira: JiraClient): Promise<VendorProject> {
  return jira.step.cache.get("projects", wanted.toUpperCase(), async () =>
    rememberProject(await findProject(wanted, jira), jira),
  );
}

/** What stands for a project in a path. Costs a look-up only where something else than a key or an id was given. */
export async function projectRef(wanted: string, jira: JiraClient): Promise<string> {
  if (/^(?:[A-Z][A-Z0-9_]+|[0-9]+)$/.test(wanted)) return wanted;
  return (await resolveProject(wanted, jira)).key ?? wanted;
}

/** Keeps a project under its key and its id. */
export function rememberProject(project: VendorProject, jira: JiraClient): VendorProject {
  for (const key of [project.key?.toUpperCase(), project.id]) {
    if (key !== undefined) jira.step.cache.put("projects", key, project);
  }
  return project;
}

async function findProject(wanted: string, jira: JiraClient): Promise<VendorProject> {
  if (!/^\w+$/.test(wanted)) return projectByName(wanted, jira);
  const answer = await jira
    .send({
      method: "GET",
      path: `/rest/api/3/project/${pathSegment(wanted)}`,
      notFound: projectNotFound(wanted),
    })
    .catch((error: unknown) => {
      // An id is no name; any other single word may be one.
      if (isPmoError(error) && error.code === "PROJECT_NOT_FOUND" && /\D/.test(wanted)) return undefined;
      throw error;
    });
  return answer === undefined ? projectByName(wanted, jira) : ((answer.body ?? {}) as VendorProject);
}

async function projectByName(name: string, jira: JiraClient): Promise<VendorProject> {
  const found = await readAll<VendorProject>(jira, {
    method: "GET",
    path: "/rest/api/3/project/search",
    query: { query: name, maxResults: 100, expand: "description,lead,issueTypes" },
  });
  return oneNamed(name, found, { code: "PROJECT_NOT_FOUND", what: "project", jira });
}
