import { HttpResponse, http, type RequestHandler } from "@pm-orchestrator/simulator";
import { endpoint, missing, nothing, type SimCall } from "./endpoint.js";
import { partsOf, type SimComponent, type SimVersion } from "./parts-state.js";
import { aboutProject, findProject, noProject } from "./projects.js";
import type { JiraState } from "./state.js";
import { accountId, refusal, userView } from "./views.js";

interface ComponentBody {
  project: string;
  name: string;
  description: string;
  leadAccountId: string;
  assigneeType: string;
}
type VersionBody = Omit<SimVersion, "id" | "project"> & { projectId: number };

const NO_VERSION = "The version does not exist or you do not have permission to see it.";
const DUPLICATE = "A version with this name already exists in this project.";

/** Components and versions of projects. */
export function projectPartHandlers(jira: JiraState): RequestHandler[] {
  const { components, versions } = partsOf(jira);
  const ofComponent = (answer: (found: SimComponent, call: SimCall) => Response | Promise<Response>) =>
    endpoint((call) => {
      const found = components.get(call.param("id"));
      return found === undefined
        ? missing(`The component with id ${call.param("id")} does not exist.`)
        : answer(found, call);
    });
  const ofVersion = (answer: (found: SimVersion, call: SimCall) => Response | Promise<Response>) =>
    endpoint((call) => {
      const found = versions.get(call.param("id"));
      return found === undefined ? missing(NO_VERSION) : answer(found, call);
    });

  return [
    http.get(
      "*/rest/api/3/project/:key/components",
      aboutProject(jira, ({ key }, call) =>
        HttpResponse.json(
          [...components.values()]
            .filter(({ project }) => project === key)
            .map((each) => componentView(jira, each, call)),
        ),
      ),
    ),

    http.post(
      "*/rest/api/3/component",
      endpoint(async (call) => {
        const { project: key = "", name = "", ...rest } = await call.json<ComponentBody>();
        const project = findProject(jira, key);
        if (project === undefined) return noProject(key);
        if (project.components.includes(name)) {
          return refusal(400, [], {
            name: `A component with the name ${name} already exists in this project.`,
          });
        }
        const component: SimComponent = {
          id: jira.nextId(),
          project: project.key,
          name,
          description: rest.description ?? "",
          lead: personBy(jira, rest.leadAccountId),
          assigneeType: rest.assigneeType ?? "PROJECT_DEFAULT",
        };
        components.set(component.id, component);
        project.components.push(name);
        return HttpResponse.json(componentView(jira, component, call), { status: 201 });
      }),
    ),

    http.put(
      "*/rest/api/3/component/:id",
      ofComponent(async (found, call) => {
        const body = await call.json<ComponentBody>();
        if (body.name !== undefined) renameComponent(jira, found, body.name);
        if (body.description !== undefined) found.description = body.description;
        if (body.leadAccountId !== undefined) found.lead = personBy(jira, body.leadAccountId);
        if (body.assigneeType !== undefined) found.assigneeType = body.assigneeType;
        return HttpResponse.json(componentView(jira, found, call));
      }),
    ),

    http.delete(
      "*/rest/api/3/component/:id",
      ofComponent((found, { query }) => {
        const target = query.get("moveIssuesTo");
        const heir = target === null ? undefined : components.get(target);
        if (target !== null && heir === undefined)
          return missing(`The component with id ${target} does not exist.`);
        renameComponent(jira, found, heir?.name);
        components.delete(found.id);
        return nothing();
      }),
    ),

    http.get(
      "*/rest/api/3/project/:key/versions",
      aboutProject(jira, ({ key }, call) =>
        HttpResponse.json(
          [...versions.values()]
            .filter(({ project }) => project === key)
            .map((each) => versionView(jira, each, call)),
        ),
      ),
    ),

    http.post(
      "*/rest/api/3/version",
      endpoint(async (call) => {
        const { projectId, name = "", ...rest } = await call.json<VersionBody>();
        const project = findProject(jira, String(projectId));
        if (project === undefined) return noProject(String(projectId));
        const isTaken = [...versions.values()].some(
          (each) => each.project === project.key && each.name === name,
        );
        if (isTaken) return refusal(400, [], { name: DUPLICATE });
        const version = {
          released: false,
          archived: false,
          ...rest,
          id: jira.nextId(),
          project: project.key,
          name,
        };
        versions.set(version.id, version);
        return HttpResponse.json(versionView(jira, version, call), { status: 201 });
      }),
    ),

    http.get(
      "*/rest/api/3/version/:id",
      ofVersion((found, call) => HttpResponse.json(versionView(jira, found, call))),
    ),

    http.put(
      "*/rest/api/3/version/:id",
      ofVersion(async (found, call) => {
        Object.assign(found, await call.json<VersionBody>());
        return HttpResponse.json(versionView(jira, found, call));
      }),
    ),

    http.post(
      "*/rest/api/3/version/:id/removeAndSwap",
      ofVersion(async (found, call) => {
        const { moveFixIssuesTo } = await call.json<{ moveFixIssuesTo: number }>();
        const heir = versions.get(String(moveFixIssuesTo));
        if (moveFixIssuesTo !== undefined && heir === undefined) return missing(NO_VERSION);
        const { fixVersions } = partsOf(jira);
        for (const [issue, version] of fixVersions) {
          if (version !== found.id) continue;
          if (heir === undefined) fixVersions.delete(issue);
          else fixVersions.set(issue, heir.id);
        }
        versions.delete(found.id);
        return nothing();
      }),
    ),
  ];
}

function personBy(jira: JiraState, id: string | undefined): string | undefined {
  return jira.world.people.find(({ handle }) => accountId(handle) === id)?.handle;
}

/** Projects and issues hold components by name; without a name they lose it. */
function renameComponent(jira: JiraState, component: SimComponent, name: string | undefined): void {
  const renamed = (names: readonly string[]) => [
    ...new Set(names.flatMap((each) => (each === component.name ? (name ?? []) : [each]))),
  ];
  const project = findProject(jira, component.project);
  if (project !== undefined) project.components = renamed(project.components);
  for (const issue of jira.issues.values()) {
    if (issue.project === component.project) issue.components = renamed(issue.components);
  }
  if (name !== undefined) component.name = name;
}

function componentView(jira: JiraState, component: SimComponent, { base }: SimCall) {
  const { id, project, name, description, lead, assigneeType } = component;
  return {
    self: `${base}/rest/api/3/component/${id}`,
    id,
    name,
    description,
    ...(lead === undefined ? {} : { lead: userView(jira, lead, base) }),
    assigneeType,
    isAssigneeTypeValid: true,
    project,
    projectId: Number(findProject(jira, project)?.id),
  };
}

function versionView(jira: JiraState, { project, ...version }: SimVersion, { base, query }: SimCall) {
  const count = (status: (name: string) => boolean) =>
    [...partsOf(jira).fixVersions].filter(
      ([key, id]) => id === version.id && status(jira.issues.get(key)?.status ?? ""),
    ).length;
  const today = jira.world.now().toISOString().slice(0, 10);
  return {
    self: `${base}/rest/api/3/version/${version.id}`,
    ...version,
    projectId: Number(findProject(jira, project)?.id),
    ...(version.releaseDate !== undefined && !version.released
      ? { overdue: version.releaseDate < today }
      : {}),
    ...(query.get("expand") === "issuesstatus"
      ? {
          issuesStatusForFixVersion: {
            unmapped: 0,
            toDo: count((name) => name === "To Do"),
            inProgress: count((name) => name.startsWith("In ")),
            done: count((name) => name === "Done"),
          },
        }
      : {}),
  };
}
