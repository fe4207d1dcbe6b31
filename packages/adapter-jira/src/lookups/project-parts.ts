import { pathSegment } from "@pm-orchestrator/adapter-kit";
import type { JiraClient } from "../client.js";
import { type JiraErrorCode, jiraErrors } from "../errors.js";
import { projectNotFound } from "../not-found.js";
import type { VendorComponent, VendorVersion } from "../vendor.js";
import { oneNamed } from "./one-named.js";
import { projectRef } from "./projects.js";

/** What a project is divided into. */
export type ProjectPart = "component" | "version";

interface Parts {
  component: VendorComponent;
  version: VendorVersion;
}

const CODES = {
  component: "COMPONENT_NOT_FOUND",
  version: "VERSION_NOT_FOUND",
} as const satisfies Record<ProjectPart, JiraErrorCode>;

/** All components, or all versions, of a project, in Jira's order. One cached call. */
export function partsOf<Part extends ProjectPart>(
  part: Part,
  project: string,
  jira: JiraClient,
): Promise<Parts[Part][]> {
  return jira.step.cache.get(`${part}s`, project.toUpperCase(), async () => {
    const answer = await jira.send({
      method: "GET",
      path: `/rest/api/3/project/${pathSegment(project)}/${part}s`,
      notFound: projectNotFound(project),
    });
    return (answer.body ?? []) as Parts[Part][];
  });
}

/** The id of a component or version: itself, or that of a name in a project. */
export async function partId(
  part: ProjectPart,
  { wanted, project }: { wanted: string; project: string | undefined },
  jira: JiraClient,
): Promise<string> {
  if (/^[0-9]+$/.test(wanted)) return wanted;
  if (project === undefined) {
    throw jiraErrors.create(CODES[part], {
      message: `"${wanted}" is no id, and a ${part}'s name means something within a project only.`,
      system: jira.step.system,
      suggestions: [`Give the project too, or the ${part}'s id.`],
    });
  }
  const ref = await projectRef(project, jira);
  const all = await partsOf(part, ref, jira);
  return oneNamed(wanted, all, { code: CODES[part], what: `${part} in ${ref}`, jira }).id ?? wanted;
}

/** How a 404 on a component or version is told. */
export function partMissing(part: ProjectPart, id: string) {
  return {
    code: CODES[part],
    message: `There is no ${part} ${id} that these credentials can see.`,
    details: { [`${part}_id`]: id },
  };
}
