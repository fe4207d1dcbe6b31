import { matchByName, nearestNames, pathSegment } from "@pm-orchestrator/adapter-kit";
import type { BitbucketClient } from "../client.js";
import { bitbucketErrors } from "../errors.js";
import { projectNotFound, workspaceNotFound } from "../not-found.js";
import { readAll } from "../paging.js";
import type { VendorProject } from "../vendor-code.js";

/** Keys of projects, as Bitbucket makes them. */
const KEY = /^[A-Z][A-Z0-9_]*$/;

/** A project by its key or its name. A key costs one call for this project; a name the list of all, once in a session. */
export async function resolveProject(
  wanted: string,
  workspace: string,
  bitbucket: BitbucketClient,
): Promise<VendorProject> {
  if (KEY.test(wanted)) {
    return bitbucket.step.cache.get("projects", keyOf(workspace, wanted), async () => {
      const answer = await bitbucket.send({
        method: "GET",
        path: `${projectsOf(workspace)}/${pathSegment(wanted)}`,
        notFound: projectNotFound(workspace, wanted),
      });
      return (answer.body ?? {}) as VendorProject;
    });
  }
  const projects = await loadProjects(workspace, bitbucket);
  const match = matchByName(wanted, projects, [({ key }) => key, ({ uuid }) => uuid, ({ name }) => name]);
  if (match.kind === "one") return match.found;
  if (match.kind === "many") {
    throw bitbucketErrors.create("AMBIGUOUS_MATCH", {
      message: `Several projects are called "${wanted}".`,
      system: bitbucket.step.system,
      details: { project: wanted, candidates: match.candidates.map(({ key, name }) => ({ id: key, name })) },
    });
  }
  throw missing(wanted, { workspace, projects }, bitbucket);
}

/** Keeps what a list brought along. */
export function rememberProjects(
  found: readonly VendorProject[],
  workspace: string,
  bitbucket: BitbucketClient,
): void {
  for (const project of found) {
    if (project.key !== undefined) {
      bitbucket.step.cache.put("projects", keyOf(workspace, project.key), project);
    }
  }
}

/** Where the API has the projects of a workspace. */
export function projectsOf(workspace: string): string {
  return `/workspaces/${pathSegment(workspace)}/projects`;
}

function loadProjects(workspace: string, bitbucket: BitbucketClient): Promise<VendorProject[]> {
  return bitbucket.step.cache.get("projects", `all:${workspace.toLowerCase()}`, async () => {
    const found = await readAll<VendorProject>(async (query) => {
      const call = { path: projectsOf(workspace), query, notFound: workspaceNotFound(workspace) };
      return (await bitbucket.send({ method: "GET", ...call })).body;
    });
    rememberProjects(found, workspace, bitbucket);
    return found;
  });
}

function missing(
  wanted: string,
  { workspace, projects }: { workspace: string; projects: readonly VendorProject[] },
  bitbucket: BitbucketClient,
) {
  const { code, ...told } = projectNotFound(workspace, wanted);
  const names = projects.flatMap(({ key, name }) => [key, name]).filter((name) => name !== undefined);
  const near = nearestNames(wanted, names);
  return bitbucketErrors.create(code, {
    ...told,
    system: bitbucket.step.system,
    details: { ...told.details, available: projects.map(({ key, name }) => ({ key, name })) },
    ...(near.length === 0 ? {} : { suggestions: [`Did you mean ${near.join(" or ")}?`] }),
  });
}

function keyOf(workspace: string, key: string): string {
  return `${workspace.toLowerCase()}:${key}`;
}
