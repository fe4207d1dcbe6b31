import { changedFields, compact, isGone, pathSegment, receiptSchema } from "@pm-orchestrator/adapter-kit";
import { isPmoError, operationsFor } from "@pm-orchestrator/core";
import { z } from "@pm-orchestrator/core/zod";
import type { JiraClient } from "../client.js";
import { partId, partMissing } from "../lookups/project-parts.js";
import { PROJECT_LOOKUPS, resolveProject } from "../lookups/projects.js";
import { projectNotFound } from "../not-found.js";
import { changesBeside, NOTHING_TO_CHANGE, project, projectAliases } from "../schemas.js";
import type { VendorVersion } from "../vendor.js";
import {
  VERSION_LOOKUPS,
  versionAliases,
  versionFieldAliases,
  versionFields,
  versionId,
  versionUrl,
} from "./version-params.js";

const operation = operationsFor<JiraClient>();
const name = z.string().min(1).max(255);

const newVersion = z.strictObject({ name, ...versionFields });
type NewVersion = z.output<typeof newVersion>;

export const createVersion = operation({
  summary: "Creates a version in a project",
  effect: "write",
  // Jira tells of a version neither who made it nor when: one of that name may have been there before.
  retry: "none",
  params: newVersion.extend({ project }),
  aliases: { ...projectAliases, ...versionFieldAliases },
  result: receiptSchema,
  caches: ["projects"],
  invalidates: ["versions"],
  limits: ["requests", "quota"],
  scopes: ["manage:jira-project"],
  upstream: ["POST /rest/api/3/version", ...PROJECT_LOOKUPS],
  expectedCalls: 2,
  example: { project: "TRAIN", name: "3.0", release_date: "2026-03-31" },
  async run({ project, ...version }, jira) {
    return create(version, await numericId(project, jira), jira);
  },
});

export const batchCreateVersions = operation({
  summary: "Creates several versions in a project; what cannot be created is told beside the rest",
  effect: "write",
  // As create_version.
  retry: "none",
  params: z.strictObject({ project, versions: z.array(newVersion).min(1).max(50) }),
  aliases: projectAliases,
  result: z.object({
    created: z.array(receiptSchema.extend({ index: z.int() })),
    failed: z.array(z.object({ index: z.int(), code: z.string(), message: z.string() })),
  }),
  caches: ["projects"],
  invalidates: ["versions"],
  limits: ["requests", "quota"],
  scopes: ["manage:jira-project"],
  upstream: ["POST /rest/api/3/version", ...PROJECT_LOOKUPS],
  expectedCalls: 3,
  expectedMs: 900,
  example: { project: "TRAIN", versions: [{ name: "3.0" }, { name: "3.1", release_date: "2026-06-30" }] },
  async run({ project, versions }, jira) {
    const projectId = await numericId(project, jira);
    const outcomes = await Promise.allSettled(versions.map((version) => create(version, projectId, jira)));
    const created = outcomes.flatMap((outcome, index) =>
      outcome.status === "fulfilled" ? [{ ...outcome.value, index }] : [],
    );
    const failed = outcomes.flatMap((outcome, index) => {
      if (outcome.status === "fulfilled") return [];
      // Where nothing was created there is nothing to tell beside the failure.
      if (created.length === 0 || !isPmoError(outcome.reason)) throw outcome.reason;
      const { code, message } = outcome.reason;
      return [{ index, code, message }];
    });
    return { created, failed };
  },
});

export const updateVersion = operation({
  summary: "Changes a version, releases or archives it",
  effect: "write",
  retry: "natural",
  params: z
    .strictObject({
      version_id: versionId,
      project: project.optional(),
      name: name.optional(),
      ...versionFields,
    })
    .refine(changesBeside("version_id", "project"), NOTHING_TO_CHANGE),
  aliases: { ...versionAliases, ...versionFieldAliases },
  result: receiptSchema,
  caches: ["projects"],
  invalidates: ["versions"],
  limits: ["requests", "edits", "quota"],
  scopes: ["manage:jira-project"],
  upstream: ["PUT /rest/api/3/version/{id}", ...VERSION_LOOKUPS],
  expectedCalls: 2,
  example: { version_id: "2.0", project: "TRAIN", released: true, release_date: "2025-12-01" },
  async run(params, jira) {
    const { version_id, project, ...changes } = params;
    const id = await partId("version", { wanted: version_id, project }, jira);
    await jira.send({
      method: "PUT",
      path: `/rest/api/3/version/${pathSegment(id)}`,
      body: versionBody(changes),
      notFound: partMissing("version", id),
    });
    jira.step.cache.forget("versions");
    return { id, url: versionUrl(id, jira), changed: changedFields(changes) };
  },
});

export const deleteVersion = operation({
  summary: "Deletes a version; its issues lose it, or get another one",
  effect: "destructive",
  retry: "natural",
  params: z.strictObject({
    version_id: versionId,
    project: project.optional(),
    move_fixed_to: versionId.optional().describe("version that issues fixed in it get"),
    move_affected_to: versionId.optional().describe("version that issues affecting it get"),
  }),
  aliases: {
    ...versionAliases,
    moveFixIssuesTo: "move_fixed_to",
    moveAffectedIssuesTo: "move_affected_to",
  },
  result: receiptSchema,
  caches: ["projects"],
  invalidates: ["versions"],
  limits: ["requests", "quota"],
  scopes: ["manage:jira-project"],
  upstream: ["POST /rest/api/3/version/{id}/removeAndSwap", ...VERSION_LOOKUPS],
  expectedCalls: 2,
  example: { version_id: "1.1", project: "TRAIN", move_fixed_to: "2.0" },
  async run({ version_id, project, move_fixed_to, move_affected_to }, jira) {
    const idOf = (wanted: string | undefined) =>
      wanted === undefined ? undefined : partId("version", { wanted, project }, jira);
    // One after another: the first reads the names of all.
    const id = await partId("version", { wanted: version_id, project }, jira);
    const fixed = await idOf(move_fixed_to);
    const affected = await idOf(move_affected_to);
    await jira.send({
      method: "POST",
      path: `/rest/api/3/version/${pathSegment(id)}/removeAndSwap`,
      body: compact({
        moveFixIssuesTo: fixed === undefined ? undefined : Number(fixed),
        moveAffectedIssuesTo: affected === undefined ? undefined : Number(affected),
      }),
      expects: "nothing",
      doneWhen: isGone,
      notFound: partMissing("version", id),
    });
    jira.step.cache.forget("versions");
    const moved = fixed !== undefined || affected !== undefined;
    return {
      id,
      url: versionUrl(fixed ?? affected ?? id, jira),
      changed: ["version", ...(moved ? ["issues"] : [])],
    };
  },
});

async function create(version: NewVersion, projectId: number, jira: JiraClient) {
  const answer = await jira.send({
    method: "POST",
    path: "/rest/api/3/version",
    body: { ...versionBody(version), projectId },
    notFound: projectNotFound(String(projectId)),
  });
  jira.step.cache.forget("versions");
  const { id = "" } = (answer.body ?? {}) as VendorVersion;
  return { id, url: versionUrl(id, jira), changed: changedFields(version) };
}

function versionBody({
  name,
  description,
  start_date,
  release_date,
  released,
  archived,
}: Partial<NewVersion>) {
  return compact({
    name,
    description,
    startDate: start_date,
    releaseDate: release_date,
    released,
    archived,
  });
}

/** Versions are created by the id of their project, as a number. */
async function numericId(project: string, jira: JiraClient): Promise<number> {
  return Number((await resolveProject(project, jira)).id);
}
