import { compact, pathSegment } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "zod";
import type { JiraClient } from "../client.js";
import { projectNotFound } from "../not-found.js";
import { personOf } from "../parse.js";
import { person } from "../schemas.js";
import type { VendorProject } from "../vendor.js";

const operation = operationsFor<JiraClient>();

export const getProject = operation({
  summary: "One project",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ project: z.string().min(1).describe("key or id") }),
  aliases: { project_key: "project", projectKey: "project", key: "project" },
  result: z.object({
    id: z.string(),
    key: z.string(),
    name: z.string(),
    type: z.string().optional(),
    lead: person.optional(),
    url: z.string(),
  }),
  caches: ["projects"],
  limits: ["requests"],
  upstream: ["GET /rest/api/3/project/{projectIdOrKey}"],
  example: { project: "TRAIN" },
  async run({ project }, jira) {
    const found = await jira.step.cache.get("projects", project.toUpperCase(), () =>
      loadProject(project, jira),
    );
    const { id = "", key = "", name = "", projectTypeKey, lead } = found;
    return compact({ id, key, name, type: projectTypeKey, lead: personOf(lead), url: jira.projectUrl(key) });
  },
});

async function loadProject(project: string, jira: JiraClient): Promise<VendorProject> {
  const answer = await jira.send({
    method: "GET",
    path: `/rest/api/3/project/${pathSegment(project)}`,
    notFound: projectNotFound(project),
  });
  return answer.body as VendorProject;
}
