import { HttpResponse, http, type RequestHandler } from "@pm-orchestrator/simulator";
import { findIssue, noIssue } from "./about-issue.js";
import { endpoint, missing } from "./endpoint.js";
import { aboutProject, findProject, noProject } from "./projects.js";
import type { JiraState } from "./state.js";
import { accountId, refusal } from "./views.js";

const ROLES = [
  { id: 10002, name: "Administrators", people: ["jonas"], groups: [] },
  { id: 10003, name: "Developers", people: ["maya", "tom"], groups: ["engineering"] },
  { id: 10004, name: "Viewers", people: [], groups: ["everybody"] },
];

/** What the simulated account may not do. */
const DENIED = new Set(["DELETE_ISSUES", "ADMINISTER"]);
const GLOBAL = new Set(["ADMINISTER", "USER_PICKER", "BULK_CHANGE", "CREATE_SHARED_OBJECTS"]);

/** Who may do what: permissions, roles, security levels. */
export function accessHandlers(jira: JiraState): RequestHandler[] {
  return [
    http.get(
      "*/rest/api/3/mypermissions",
      endpoint((call) => {
        const project = call.query.get("projectId") ?? call.query.get("projectKey");
        const issue = call.query.get("issueKey");
        if (project !== null && findProject(jira, project) === undefined) return noProject(project);
        if (issue !== null && findIssue(jira, issue) === undefined) {
          return noIssue();
        }
        const keys = call.query.get("permissions")?.split(",");
        if (keys === undefined) return refusal(400, ["The 'permissions' query parameter is required."]);
        return HttpResponse.json({
          permissions: Object.fromEntries(keys.map((key, index) => [key, permissionView(key, index)])),
        });
      }),
    ),

    http.get(
      "*/rest/api/3/project/:key/role",
      aboutProject(jira, ({ id }, { base }) =>
        HttpResponse.json(
          Object.fromEntries(
            ROLES.map((role) => [role.name, `${base}/rest/api/3/project/${id}/role/${role.id}`]),
          ),
        ),
      ),
    ),

    http.get(
      "*/rest/api/3/project/:key/role/:role",
      aboutProject(jira, (project, call) => {
        const role = ROLES.find(({ id }) => String(id) === call.param("role"));
        return role === undefined
          ? missing(`Can not retrieve a role actor for id ${call.param("role")}.`)
          : HttpResponse.json(roleView(jira, role, `${call.base}/rest/api/3/project/${project.id}`));
      }),
    ),

    http.get(
      "*/rest/api/3/project/:key/securitylevel",
      aboutProject(jira, ({ key }, { base }) =>
        HttpResponse.json({
          levels:
            key === "TRAIN"
              ? [
                  {
                    id: "10700",
                    self: `${base}/rest/api/3/securitylevel/10700`,
                    name: "Security team",
                    description: "Only those who mend it see it",
                    isDefault: false,
                  },
                ]
              : [],
        }),
      ),
    ),
  ];
}

function permissionView(key: string, index: number) {
  return {
    id: String(index + 1),
    key,
    name: key.toLowerCase().replaceAll("_", " "),
    type: GLOBAL.has(key) ? "GLOBAL" : "PROJECT",
    description: "",
    havePermission: !DENIED.has(key),
  };
}

function roleView(jira: JiraState, { id, name, people, groups }: (typeof ROLES)[number], base: string) {
  return {
    self: `${base}/role/${id}`,
    id,
    name,
    description: `${name} of a project`,
    actors: [
      ...people.map((handle, index) => ({
        id: id * 10 + index,
        displayName: jira.world.people.find((person) => person.handle === handle)?.name ?? handle,
        type: "atlassian-user-role-actor",
        actorUser: { accountId: accountId(handle) },
      })),
      ...groups.map((group, index) => ({
        id: id * 10 + people.length + index,
        displayName: group,
        type: "atlassian-group-role-actor",
        name: group,
        actorGroup: { groupId: `group-${group}`, name: group, displayName: group },
      })),
    ],
  };
}
