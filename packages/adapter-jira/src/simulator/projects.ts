import { HttpResponse, http, type RequestHandler } from "@pm-orchestrator/simulator";
import { endpoint, missing, pageAt, type SimCall } from "./endpoint.js";
import { ISSUE_TYPES, type JiraState, type SimProject, STATUSES } from "./state.js";
import { statusView, userView } from "./views.js";

/** The project of that key or id. */
export function findProject(jira: JiraState, idOrKey: string): SimProject | undefined {
  return jira.projects.find(({ id, key }) => id === idOrKey || key === idOrKey.toUpperCase());
}

/** 404 for a project, as Jira words it. */
export function noProject(idOrKey: string) {
  return missing(`No project could be found with key '${idOrKey}'.`);
}

/** A handler for a path with `:key`: 404 in Jira's words when there is no such project. */
export function aboutProject(
  jira: JiraState,
  answer: (project: SimProject, call: SimCall) => Response | Promise<Response>,
) {
  return endpoint((call) => {
    const project = findProject(jira, call.param("key"));
    return project === undefined ? noProject(call.param("key")) : answer(project, call);
  });
}

/** Projects, and the issue types and statuses that they have. */
export function projectHandlers(jira: JiraState): RequestHandler[] {
  return [
    http.get(
      "*/rest/api/3/project/search",
      endpoint((call) => {
        const query = (call.query.get("query") ?? "").toLowerCase();
        const statuses = call.query.getAll("status");
        const wanted = new Set(statuses.length === 0 ? ["live"] : statuses);
        const found = jira.projects.filter(
          ({ key, name, archived }) =>
            wanted.has(archived ? "archived" : "live") &&
            (key.toLowerCase().includes(query) || name.toLowerCase().includes(query)),
        );
        return pageAt(
          call,
          found
            .sort((a, b) => (a.key < b.key ? -1 : 1))
            .map((project) => projectView(jira, project, call.base)),
        );
      }),
    ),

    http.get(
      "*/rest/api/3/project/:key",
      aboutProject(jira, (project, { base }) =>
        HttpResponse.json({
          ...projectView(jira, project, base),
          components: project.components.map((name) => ({ name })),
        }),
      ),
    ),

    http.get(
      "*/rest/api/3/issue/createmeta/:key/issuetypes",
      aboutProject(jira, (_project, call) => pageAt(call, ISSUE_TYPES.map(issueTypeView), "issueTypes")),
    ),

    http.get(
      "*/rest/api/3/project/:key/statuses",
      aboutProject(jira, (_project, { base }) =>
        HttpResponse.json(
          ISSUE_TYPES.map(({ id, name, subtask }) => ({
            self: `${base}/rest/api/3/issuetype/${id}`,
            id,
            name,
            subtask,
            statuses: STATUSES.map((status) => statusView(status, base)),
          })),
        ),
      ),
    ),

    http.get(
      "*/rest/api/3/status",
      endpoint(({ base }) => HttpResponse.json(STATUSES.map((status) => statusView(status, base)))),
    ),
  ];
}

function projectView(jira: JiraState, project: SimProject, base: string) {
  return {
    self: `${base}/rest/api/3/project/${project.id}`,
    id: project.id,
    key: project.key,
    name: project.name,
    description: project.description,
    projectTypeKey: "software",
    style: "classic",
    ...(project.archived ? { archived: true } : {}),
    lead: userView(jira, project.lead, base),
    issueTypes: ISSUE_TYPES.map(issueTypeView),
  };
}

function issueTypeView({ id, name, subtask }: (typeof ISSUE_TYPES)[number]) {
  return {
    id,
    name,
    subtask,
    hierarchyLevel: name === "Epic" ? 1 : subtask ? -1 : 0,
    description: `${name} of this project`,
  };
}
