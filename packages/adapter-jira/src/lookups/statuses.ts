import { pathSegment } from "@pm-orchestrator/adapter-kit";
import type { JiraClient } from "../client.js";
import { projectNotFound } from "../not-found.js";
import type { VendorStatus } from "../vendor.js";

/** The statuses of one type of issue in a project. */
export interface TypeStatuses {
  name?: string;
  statuses?: VendorStatus[];
}

/** Every status of the site that these credentials can see. One cached call. */
export function allStatuses(jira: JiraClient): Promise<VendorStatus[]> {
  return jira.step.cache.get("statuses", "all", async () => {
    const answer = await jira.send({ method: "GET", path: "/rest/api/3/status" });
    return (answer.body ?? []) as VendorStatus[];
  });
}

/** The statuses of a project, by issue type. One cached call. */
export function statusesOf(project: string, jira: JiraClient): Promise<TypeStatuses[]> {
  return jira.step.cache.get("statuses", `project:${project.toUpperCase()}`, async () => {
    const answer = await jira.send({
      method: "GET",
      path: `/rest/api/3/project/${pathSegment(project)}/statuses`,
      notFound: projectNotFound(project),
    });
    return (answer.body ?? []) as TypeStatuses[];
  });
}
