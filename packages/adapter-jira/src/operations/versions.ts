import { compact, pageSchema, pathSegment } from "@pm-orchestrator/adapter-kit";
import { operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";
import { partId, partMissing, partsOf } from "../lookups/project-parts.js";
import { projectRef } from "../lookups/projects.js";
import { pageOfList, positionParams } from "../paging.js";
import { project, projectAliases } from "../schemas.js";
import type { VendorVersion } from "../vendor.js";
import { VERSION_LOOKUPS, versionAliases, versionId, versionUrl } from "./version-params.js";

const operation = operationsFor<JiraClient>();

const STATES = ["unreleased", "released", "archived"] as const;

const version = z.object({
  id: z.string(),
  name: z.string(),
  status: z.enum(STATES),
  start_date: z.string().optional(),
  release_date: z.string().optional(),
  overdue: z.boolean().optional(),
  description: z.string().optional(),
});

export const getVersions = operation({
  summary: "The versions of a project, in the project's order",
  effect: "read",
  retry: "natural",
  params: z.strictObject({
    project,
    status: z.array(z.enum(STATES)).optional().describe("default all"),
    query: z.string().min(1).optional().describe("part of a name"),
    ...positionParams(200),
  }),
  aliases: projectAliases,
  result: z.object({ versions: z.array(version), page: pageSchema }),
  caches: ["versions", "projects"],
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: [...VERSION_LOOKUPS],
  example: { project: "TRAIN", status: ["unreleased"] },
  async run({ project, status, query = "", ...paging }, jira) {
    const all = await partsOf("version", await projectRef(project, jira), jira);
    const wanted = query.toLowerCase();
    const found = all
      .map(shown)
      .filter((each) => each.name.toLowerCase().includes(wanted) && (status?.includes(each.status) ?? true));
    const { items, page } = pageOfList(found, paging);
    return { versions: items, page };
  },
});

export const getVersion = operation({
  summary: "One version, with how many of its issues are done",
  effect: "read",
  retry: "natural",
  params: z.strictObject({ version_id: versionId, project: project.optional() }),
  aliases: versionAliases,
  result: version.extend({
    issues: z
      .object({ to_do: z.int(), in_progress: z.int(), done: z.int() })
      .optional()
      .describe("how many, by category of status"),
    url: z.string(),
  }),
  caches: ["versions", "projects"],
  limits: ["requests", "quota"],
  scopes: ["read:jira-work"],
  upstream: ["GET /rest/api/3/version/{id}", ...VERSION_LOOKUPS],
  expectedCalls: 2,
  example: { version_id: "2.0", project: "TRAIN" },
  async run({ version_id, project }, jira) {
    const id = await partId("version", { wanted: version_id, project }, jira);
    const answer = await jira.send({
      method: "GET",
      path: `/rest/api/3/version/${pathSegment(id)}`,
      query: { expand: "issuesstatus" },
      notFound: partMissing("version", id),
    });
    const found = (answer.body ?? {}) as VendorVersion;
    const counts = found.issuesStatusForFixVersion;
    return compact({
      ...shown(found),
      issues: counts && {
        to_do: (counts.toDo ?? 0) + (counts.unmapped ?? 0),
        in_progress: counts.inProgress ?? 0,
        done: counts.done ?? 0,
      },
      url: versionUrl(id, jira),
    });
  },
});

function shown(found: VendorVersion) {
  const { id = "", name = "", archived, released, overdue, startDate, releaseDate, description } = found;
  const status: (typeof STATES)[number] = archived ? "archived" : released ? "released" : "unreleased";
  return compact({
    id,
    name,
    status,
    start_date: startDate,
    release_date: releaseDate,
    overdue: overdue || undefined,
    description: description || undefined,
  });
}
